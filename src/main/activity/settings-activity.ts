import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import type { Settings } from '../../shared/model/settings.ts'

/** What of a change of the settings belongs in the log: the lock, the log itself, and keys that are rotated by hand. */
export function settingsActivity(before: Settings, after: Settings): readonly NewActivity[] {
  const entries: NewActivity[] = []
  if (JSON.stringify(before.lock) !== JSON.stringify(after.lock))
    entries.push(access('setLock', flat({ ...after.lock, idleMinutes: after.lock.idleMinutes ?? 'never' })))
  const { logDetails, refuseUnlogged } = after
  if (before.logDetails !== logDetails || before.refuseUnlogged !== refuseUnlogged)
    entries.push(access('setLogging', flat({ logDetails, refuseUnlogged })))
  return [...entries, ...successionActivity(before, after)]
}

function successionActivity(before: Settings, after: Settings): readonly NewActivity[] {
  const former = keysRotatedByHand(before)
  const now = keysRotatedByHand(after)
  const begun = [...now].filter((keyId) => !former.has(keyId))
  const ended = [...former].filter((keyId) => !now.has(keyId))
  return [
    ...begun.map((keyId) => rotation('beginSuccession', keyId)),
    ...ended.map((keyId) => rotation('endSuccession', keyId)),
  ]
}

function keysRotatedByHand({ successions }: Settings): ReadonlySet<string> {
  return new Set(successions.map(({ old }) => keyIdOf(old)))
}

function keyIdOf(ref: Settings['successions'][number]['old']): string {
  return ref.service === 'local' ? ref.keyId : ref.keyArn
}

function rotation(what: string, keyId: string): NewActivity {
  return {
    ...plainActivity,
    area: 'keys',
    what,
    keyId,
    service: keyId.startsWith('arn:') ? 'aws' : 'local',
  }
}

function access(what: string, facts: NewActivity['facts']): NewActivity {
  return { ...plainActivity, area: 'access', what, facts }
}

function flat(values: Readonly<Record<string, string | number | boolean>>): NewActivity['facts'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? (value ? 'on' : 'off') : value,
    ]),
  )
}
