import type { KeyRow } from '../../../../shared/model/key.ts'

/** Days of a deletion's waiting time: ScheduleKeyDeletion's least and most, and AWS's own default. */
export const deletionDays = { least: 7, most: 30, usual: 30 } as const

/** What may be typed to confirm: the key's alias where it has one, and its id. */
export const confirmationNames = ({ aliases, keyId }: KeyRow): readonly string[] => [
  ...aliases.slice(0, 1),
  keyId,
]

/** Whether what was typed names this key: any of its aliases, with or without `alias/`, or its id. */
export function namesKey(typed: string, { aliases, keyId }: KeyRow): boolean {
  const name = typed.trim().replace(/^alias\//, '')
  return name === keyId || aliases.includes(name)
}

/** Whether a number of days can be waited. */
export const isWait = (days: number): boolean =>
  Number.isInteger(days) && days >= deletionDays.least && days <= deletionDays.most

/** The day on which AWS deletes the key at the earliest, ISO 8601. */
export const deletionDate = (days: number, now: Date): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString()
