import { useQuery } from '@tanstack/react-query'
import type { RecoveryStatus } from '../../../shared/model/recovery.ts'
import { call } from '../data/call.ts'
import { queryClient } from '../data/query-client.ts'

/** The kit, backups, and whether files are opened with a kit now. */
export const useRecovery = () =>
  useQuery({ queryKey: ['recovery.status'], queryFn: async () => await call('recovery.status', {}) })

/** Shows what a call answered with. */
export const takeRecovery = (status: RecoveryStatus): void => {
  queryClient.setQueryData(['recovery.status'], status)
}

/** Reads it anew, after what answers with something else. */
export const readRecovery = async (): Promise<void> =>
  await queryClient.invalidateQueries({ queryKey: ['recovery.status'] })
