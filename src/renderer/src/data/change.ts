import { useMutation } from '@tanstack/react-query'
import type { CallInput } from '../../../shared/contract.ts'
import { call } from './call.ts'
import { readKeys } from './keys-store.ts'
import { queryClient } from './query-client.ts'

const reread = async (name: string) => await queryClient.invalidateQueries({ queryKey: [name] })

/** Asks both services for their keys again; the list follows by events. */
export const useRefreshKeys = () =>
  useMutation({
    mutationFn: async () => await call('keys.refresh', {}),
    onSettled: async () => {
      await Promise.all([readKeys(), reread('connections.list')])
    },
  })

/** Ends every reading of keys that is under way; what was read stays. */
export const useStopReading = () =>
  useMutation({
    mutationFn: async () => await call('keys.stopReading', {}),
    onSettled: async () => await reread('connections.list'),
  })

/** Adds or changes an AWS connection. */
export const useSaveConnection = () =>
  useMutation({
    mutationFn: async (input: CallInput<'connections.save'>) => await call('connections.save', input),
    onSuccess: async () => {
      await Promise.all([reread('connections.list'), readKeys()])
    },
  })

/** Forgets an AWS connection. Touches no key and no file. */
export const useRemoveConnection = () =>
  useMutation({
    mutationFn: async (id: string) => await call('connections.remove', { id }),
    onSuccess: async () => {
      await Promise.all([reread('connections.list'), readKeys()])
    },
  })

/** Forgets what was done to files, or only their names and folders. Touches no file. */
export const useClearHistory = () =>
  useMutation({
    mutationFn: async (what: CallInput<'history.clear'>['what']) => await call('history.clear', { what }),
    onSuccess: async () => await reread('history.list'),
  })
