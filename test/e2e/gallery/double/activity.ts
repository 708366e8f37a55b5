import {
  plainActivity,
  type ActivityCheck,
  type ActivityEntry,
  type ActivityFilter,
} from '../../../../src/shared/model/activity.ts'
import type { Answers } from './answers.ts'
import { keys, minutesAgo } from './data.ts'
import type { World } from './world.ts'

/** The log as the double answers with it: entries newest first, and what a check of them finds. */
export interface ActivityDouble {
  readonly entries: readonly ActivityEntry[]
  readonly check: Partial<ActivityCheck>
}

const named = (alias: string): Pick<ActivityEntry, 'keyId' | 'service'> => {
  const key = keys.find((row) => row.alias === alias)
  return { keyId: key?.arn ?? key?.keyId ?? null, service: key?.ref.service ?? null }
}

/** 64 hexadecimal digits that look like a hash and are the same in every run. */
function fakeHash(number: number): string {
  let state = (number * 2_654_435_761) >>> 0
  return Array.from({ length: 8 }, () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) >>> 0
    return state.toString(16).padStart(8, '0')
  }).join('')
}

type Draft = Partial<ActivityEntry> & Pick<ActivityEntry, 'area' | 'what'>

const today: readonly Draft[] = [
  { area: 'files', what: 'encryptFiles', count: 12, bytes: 3_400_000_000, ...named('backups') },
  { area: 'keys', what: 'WrapDataKey', count: 12, ...named('backups') },
  { area: 'files', what: 'openFiles', count: 2, bytes: 88_000_000, ...named('backups-prod') },
  { area: 'keys', what: 'Encrypt', code: 'KMS_ACCESS_DENIED', ...named('finance-reports'), service: 'aws' },
  { area: 'access', what: 'unlock', facts: { with: 'passphrase' } },
  { area: 'access', what: 'unlock', facts: { with: 'passphrase' }, code: 'PASSPHRASE_WRONG' },
  { area: 'access', what: 'lock', facts: { cause: 'idle' } },
  { area: 'access', what: 'signIn', facts: { connection: 'production', by: 'browser' } },
]
const earlier: readonly Draft[] = [
  { area: 'files', what: 'verifyFiles', count: 340, bytes: 12_000_000_000, ...named('backups-prod') },
  { area: 'keys', what: 'RotateKeyOnDemand', ...named('laptop-notes') },
  { area: 'keys', what: 'ScheduleKeyDeletion', facts: { days: 7 }, ...named('payments-legacy') },
  { area: 'access', what: 'rehearseKit', facts: { kit: 'K7QD-2MXA' } },
  { area: 'files', what: 'encryptFiles', bytes: 744_000_000, ...named('backups') },
  { area: 'files', what: 'openFiles', code: 'MESSAGE_TRUNCATED', ...named('backups') },
  { area: 'keys', what: 'CreateKey', facts: { spec: 'SYMMETRIC_DEFAULT' }, ...named('laptop-notes') },
  { area: 'access', what: 'putColleague', facts: { compared: 'yes' } },
  { area: 'access', what: 'writeBackup', bytes: 48_000 },
  { area: 'keys', what: 'EnableKeyRotation', facts: { periodDays: 365 }, ...named('backups-prod') },
  { area: 'access', what: 'setUp', facts: { mode: 'keychain' } },
]

function logOf(total: number): readonly ActivityEntry[] {
  return Array.from({ length: total }, (_, index) => {
    const draft = today[index] ?? earlier[(index - today.length) % earlier.length]
    const number = total - index
    return {
      ...plainActivity,
      area: 'access',
      what: 'lock',
      ...draft,
      facts: draft?.facts ?? {},
      number,
      at: minutesAgo(index < today.length ? index : 1440 + (index - today.length) * 97),
      hash: fakeHash(number),
    }
  })
}

const usual: ActivityDouble = { entries: logOf(1284), check: {} }

/** The log in its states. */
export const activityDoubles = {
  usual,
  none: { entries: [], check: {} },
  unvouched: { ...usual, check: { standing: 'unvouched', unvouched: 3 } },
  broken: { ...usual, check: { standing: 'broken', brokenAt: 1277 } },
  cut: { ...usual, check: { standing: 'cut', cutAt: 1302 } },
  long: { entries: logOf(20_000), check: {} },
} as const satisfies Record<string, ActivityDouble>

/** What the double answers about the activity log. */
export function activityAnswers(world: World) {
  const log = (): ActivityDouble => world.now().activity ?? usual
  const checked = (): ActivityCheck => {
    const { entries, check } = log()
    return {
      at: minutesAgo(0),
      entries: entries.length,
      firstAt: entries.at(-1)?.at ?? null,
      standing: 'whole',
      brokenAt: null,
      cutAt: null,
      unlogged: 0,
      unvouched: 0,
      ...check,
    }
  }
  return {
    'activity.list': ({ filter, before, limit }) => {
      const { entries } = log()
      const left = entries.filter((entry) => fits(entry, filter) && entry.number < (before ?? Infinity))
      return {
        entries: left.slice(0, limit),
        more: left.length > limit,
        total: entries.length,
        since: entries.at(-1)?.at ?? null,
      }
    },
    'activity.verify': checked,
    'activity.begin': () => {
      world.change({ activity: { entries: logOf(1), check: {} } })
      return checked()
    },
    'activity.export': ({ filter, format }) => ({
      savedAs: `activity.${format === 'csv' ? 'csv' : 'jsonl'}`,
      entries: log().entries.filter((entry) => fits(entry, filter)).length,
    }),
  } satisfies Partial<Answers>
}

function fits(entry: ActivityEntry, { area, refused, search, whats, keyIds }: ActivityFilter): boolean {
  if (area !== null && entry.area !== area) return false
  if (refused && entry.code === null) return false
  if (search === '' || whats.includes(entry.what) || keyIds.includes(entry.keyId ?? '')) return true
  return JSON.stringify([entry.what, entry.code, entry.keyId, entry.facts]).toLowerCase().includes(search)
}
