import { useQuery } from '@tanstack/react-query'
import { call } from '../data/call.ts'

/** Whether a key that is made now has no recovery kit behind it. True also while that is not known. */
export function useHasNoKit(): boolean {
  const status = useQuery({
    queryKey: ['recovery.status'],
    queryFn: async () => await call('recovery.status', {}),
  })
  return (status.data?.kit ?? null) === null
}
