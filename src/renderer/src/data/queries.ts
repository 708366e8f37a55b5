import { useQuery } from '@tanstack/react-query'
import { call } from './call.ts'

/** What is read from the main process. The query key is the call's name; `data/events.ts` keeps the answers current. */
export const useAppInfo = () =>
  useQuery({ queryKey: ['app.info'], queryFn: async () => await call('app.info', {}) })

/** The state of the local keystore and the OS keychain. */
export const useVault = () =>
  useQuery({ queryKey: ['vault.status'], queryFn: async () => await call('vault.status', {}) })

/** Keys of both services, in one list. */
export const useKeys = () =>
  useQuery({
    queryKey: ['keys.list'],
    queryFn: async () => (await call('keys.list', { since: 0 })).keys,
  })

/** AWS connections with how each stands. */
export const useConnections = () =>
  useQuery({
    queryKey: ['connections.list'],
    queryFn: async () => (await call('connections.list', {})).connections,
  })

/** Profiles of the shared AWS config files, and whether the environment holds credentials. Read anew when shown. */
export const useProfiles = () =>
  useQuery({
    queryKey: ['connections.profiles'],
    queryFn: async () => await call('connections.profiles', {}),
    staleTime: 0,
  })

/** What the person chose. */
export const useSettings = () =>
  useQuery({ queryKey: ['settings.get'], queryFn: async () => await call('settings.get', {}) })
