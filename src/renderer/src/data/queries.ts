import { useQuery } from '@tanstack/react-query'
import { call } from './call.ts'

export { useKeys } from './keys-store.ts'

/** What is read from the main process. The query key is the call's name; `data/events.ts` keeps the answers current. */
export const useAppInfo = () =>
  useQuery({ queryKey: ['app.info'], queryFn: async () => await call('app.info', {}) })

/** The state of the local keystore and the OS keychain. */
export const useVault = () =>
  useQuery({ queryKey: ['vault.status'], queryFn: async () => await call('vault.status', {}) })

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

/** Questions that wait for a person, such as the code of an MFA device. */
export const useQuestions = () =>
  useQuery({
    queryKey: ['connections.questions'],
    queryFn: async () => (await call('connections.questions', {})).questions,
  })

/** How many known files depend on each key and each of its materials. */
export const useCoverage = () =>
  useQuery({ queryKey: ['coverage.summary'], queryFn: async () => await call('coverage.summary', {}) })
