import type { HandlersOf } from '../../shared/handlers-of.ts'
import type { ActivityEntry, ActivityFilter } from '../../shared/model/activity.ts'
import type { KeyFiles } from '../key-admin/files/key-files.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import { activityCsv, activityJsonLines } from './export-activity.ts'

export interface ActivityServices {
  readonly keystore: Pick<KeystoreCalls, 'call'>
  /** Asks where a new file goes. */
  readonly place: KeyFiles['place']
  readonly now: () => Date
}

const exportPage = 5000

/** The calls of `activity.*`. */
export function createActivity({ keystore, place, now }: ActivityServices): HandlersOf<'activity'> {
  return {
    'activity.list': (wanted) => keystore.call('listActivity', wanted),
    'activity.verify': () => keystore.call('checkActivity', {}),
    'activity.begin': () => keystore.call('beginActivity', {}),
    'activity.export': async ({ filter, format }) => {
      const date = now().toISOString().slice(0, 10)
      const ending = format === 'csv' ? 'csv' : 'jsonl'
      const file = await place('Save the activity log', `activity-${date}.${ending}`)
      if (file === null) return null
      const entries = await everyEntry(keystore, filter)
      const text = format === 'csv' ? activityCsv(entries) : activityJsonLines(entries)
      return { savedAs: await file.write(new TextEncoder().encode(text)), entries: entries.length }
    },
  }
}

/** In the order in which they were written. */
async function everyEntry(
  keystore: Pick<KeystoreCalls, 'call'>,
  filter: ActivityFilter,
): Promise<readonly ActivityEntry[]> {
  const entries: ActivityEntry[] = []
  let before: number | null = null
  for (;;) {
    const page: { readonly entries: ActivityEntry[]; readonly more: boolean } = await keystore.call(
      'listActivity',
      { filter, before, limit: exportPage },
    )
    entries.push(...page.entries)
    before = page.entries.at(-1)?.number ?? null
    if (!page.more || before === null) return entries.toReversed()
  }
}
