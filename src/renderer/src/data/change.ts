import { useMutation } from '@tanstack/react-query'
import type { CallInput } from '../../../shared/contract.ts'
import { call } from './call.ts'
import { queryClient } from './query-client.ts'

const reread = async (name: string) => await queryClient.invalidateQueries({ queryKey: [name] })

/** Asks both services for their keys again; the list follows by events. */
export const useRefreshKeys = () =>
  useMutation({
    mutationFn: async () => await call('keys.refresh', {}),
    onSettled: async () => {
      await Promise.all([reread('keys.list'), reread('connections.list')])
    },
  })

/** Adds or changes an AWS connection. */
export const useSaveConnection = () =>
  useMutation({
    mutationFn: async (input: CallInput<'connections.save'>) => await call('connections.save', input),
    onSuccess: async () => {
      await Promise.all([reread('connections.list'), reread('keys.list')])
    },
  })

/** Forgets an AWS connection. Touches no key and no file. */
export const useRemoveConnection = () =>
  useMutation({
    mutationFn: async (id: string) => await call('connections.remove', { id }),
    onSuccess: async () => {
      await Promise.all([reread('connections.list'), reread('keys.list')])
    },
  })

/** Forgets what was done to files, or only their names and folders. Touches no file. */
export const useClearHistory = () =>
  useMutation({
    mutationFn: async (what: CallInput<'history.clear'>['what']) => await call('history.clear', { what }),
    onSuccess: async () => await reread('history.list'),
  })
