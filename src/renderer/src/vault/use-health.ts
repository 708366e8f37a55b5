import { useQuery } from '@tanstack/react-query'
import type { VaultHealth } from '../../../shared/model/vault.ts'
import { call } from '../data/call.ts'
import { queryClient } from '../data/query-client.ts'

/** How the store stands; read anew whenever it is shown, for each change of a key counts in it. */
export const useHealth = () =>
  useQuery({
    queryKey: ['vault.health'],
    queryFn: async () => await call('vault.health', {}),
    staleTime: 0,
  })

/** Shows what a call answered with. */
export const takeHealth = (health: VaultHealth): void => {
  queryClient.setQueryData(['vault.health'], health)
}
