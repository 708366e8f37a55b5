import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import type { Settings, Succession } from '../../../shared/model/settings.ts'
import { changeSettings, currentSettings } from '../data/change-settings.ts'
import { refId } from '../data/key-ref.ts'
import { useSettings } from '../data/queries.ts'

type Successions = Settings['successions']

/** As many as the settings take; a new one beyond drops the oldest. */
const most = 100

/** How far rotating `old` by hand has come; undefined where it was not begun, or is finished. */
export function useSuccession(old: KeyRef): Succession | undefined {
  return (useSettings().data?.successions ?? []).find((each) => refId(each.old) === refId(old))
}

/** Keeps what changed of rotating `old` by hand, so that it can be taken back after a restart too. Changes no key. */
export async function keepSuccession(
  old: KeyRef,
  change: (before: Succession) => Partial<Succession>,
): Promise<void> {
  await changeSettings({
    successions: [...withSuccession(currentSettings()?.successions ?? [], old, change)],
  })
}

/** Forgets that `old` is being rotated by hand. Changes no key. */
export async function finishSuccession(old: KeyRef): Promise<void> {
  const before = currentSettings()?.successions ?? []
  await changeSettings({ successions: before.filter((each) => refId(each.old) !== refId(old)) })
}

/** The list with what changed of one; begun where it was not there. */
export function withSuccession(
  list: Successions,
  old: KeyRef,
  change: (before: Succession) => Partial<Succession>,
): Successions {
  const before = list.find((each) => refId(each.old) === refId(old)) ?? newSuccession(old)
  const others = list.filter((each) => refId(each.old) !== refId(old))
  return [...others, { ...before, ...change(before) }].slice(-most)
}

const newSuccession = (old: KeyRef): Succession => ({ old, successor: null, made: null, aliases: [] })

/** Where an alias of the old key points by now. */
export interface AliasPlace {
  readonly alias: string
  readonly at: 'old' | 'successor' | 'elsewhere'
}

/** Every alias that the old key has, or that was pointed away from it here, in the order of their names. */
export function aliasPlaces(
  row: KeyRow,
  successor: KeyRow | undefined,
  pointedAway: readonly string[],
): readonly AliasPlace[] {
  return [...new Set([...row.aliases, ...pointedAway])].toSorted().map((alias) => {
    // The old key's row may be read a moment later than the alias was moved.
    if (pointedAway.includes(alias) && successor?.aliases.includes(alias) === true) {
      return { alias, at: 'successor' }
    }
    return { alias, at: row.aliases.includes(alias) ? 'old' : 'elsewhere' }
  })
}
