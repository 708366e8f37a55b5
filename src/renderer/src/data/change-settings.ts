import type { CallInput } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { troubleText } from '../words/trouble-text.ts'
import { call } from './call.ts'
import { queryClient } from './query-client.ts'
import { attempt } from './trouble.ts'

const key = ['settings.get']

/** What the person chose, as last read; undefined before the first read. */
export const currentSettings = (): Settings | undefined => queryClient.getQueryData<Settings>(key)

/** Keeps a choice. The screen shows it at once, and goes back and says so where keeping it failed. */
export async function changeSettings(change: CallInput<'settings.set'>): Promise<void> {
  const before = currentSettings()
  if (before !== undefined) queryClient.setQueryData<Settings>(key, { ...before, ...withoutGaps(change) })
  const kept = await attempt(troubleText.settings, async () => {
    queryClient.setQueryData(key, await call('settings.set', change))
  })
  if (!kept) queryClient.setQueryData(key, before)
}

/** A partial change may name a field as undefined, which means "as it was". */
function withoutGaps(change: CallInput<'settings.set'>): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
