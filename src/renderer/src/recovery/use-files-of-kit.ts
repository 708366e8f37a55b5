import { useQuery } from '@tanstack/react-query'
import { call } from '../data/call.ts'

/** How many known files have the door of a kit, by its fingerprint. Read anew with all that is shown of coverage. */
export const useFilesOfKit = (fingerprint: string) =>
  useQuery({
    queryKey: ['coverage.files', 'kit', fingerprint],
    queryFn: async () => {
      const selection = { keyId: fingerprint, which: 'all', keyMaterialId: null } as const
      return (await call('coverage.files', { selection, before: null, limit: 1 })).total
    },
  })
