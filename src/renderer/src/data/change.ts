import { useMutation } from '@tanstack/react-query'
import type { CallInput } from '../../../shared/contract.ts'
import { call } from './call.ts'
import { queryClient } from './query-client.ts'

const reread = async (name: string) => await queryClient.invalidateQueries({ queryKey: [name] })

/** Makes the keychain secret and the store; refused unless there is neither. */
export const useSetUpVault = () =>
  useMutation({
    mutationFn: async () => await call('vault.setUp', {}),
    onSuccess: (status) => queryClient.setQueryData(['vault.status'], status),
  })

/** Looks at the keychain and the store again. Makes nothing. */
export const useRecheckVault = () =>
  useMutation({
    mutationFn: async () => await call('vault.recheck', {}),
    onSuccess: (status) => queryClient.setQueryData(['vault.status'], status),
  })

/** Makes a key on this computer. */
export const useCreateKey = () =>
  useMutation({
    mutationFn: async (input: CallInput<'keys.createLocal'>) => await call('keys.createLocal', input),
    onSuccess: async () => {
      await Promise.all([reread('keys.list'), reread('vault.status')])
    },
  })

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
