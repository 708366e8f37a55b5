import type { ContextPair } from '../../../shared/model/context-pair.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { KeyRules, RuledOperation } from '../../../shared/model/local-key.ts'
import { isDay } from '../format/typed-day.ts'
import { rulesText as words } from '../words/rules-text.ts'

/** What the form for rules holds. Days as `2027-03-12`; empty = none; else what was typed. */
export interface RulesFields {
  readonly allowed: ReadonlySet<RuledOperation>
  readonly requiredContext: readonly ContextPair[]
  readonly firstDay: string
  readonly lastDay: string
}

/** The operations that a key's usage and kind have at all, the most usual one first. */
export function operationsOf({ usage, spec }: Pick<KeyRow, 'usage' | 'spec'>): readonly RuledOperation[] {
  if (usage === 'SIGN_VERIFY') return ['Sign', 'Verify', 'GetPublicKey']
  if (usage === 'GENERATE_VERIFY_MAC') return ['GenerateMac', 'VerifyMac']
  return spec === 'SYMMETRIC_DEFAULT'
    ? ['GenerateDataKey', 'Decrypt', 'Encrypt', 'ReEncrypt']
    : ['Encrypt', 'Decrypt', 'ReEncrypt', 'GetPublicKey']
}

/** Where the form begins. */
export function fieldsOf(rules: KeyRules, row: KeyRow): RulesFields {
  return {
    allowed: new Set(rules.operations ?? operationsOf(row)),
    requiredContext: rules.requiredContext,
    firstDay: dayOf(rules.notBefore, 0),
    lastDay: dayOf(rules.notAfter, 1),
  }
}

/** The rules that the form means. Everything allowed is no rule about operations. */
export function rulesOf({ allowed, requiredContext, firstDay, lastDay }: RulesFields, row: KeyRow): KeyRules {
  const all = operationsOf(row)
  const operations = all.filter((operation) => allowed.has(operation))
  return {
    operations: operations.length === all.length ? null : operations,
    requiredContext: [...requiredContext],
    notBefore: startOf(firstDay, 0),
    notAfter: startOf(lastDay, 1),
  }
}

/** Whether the days contradict each other. */
export function daysContradict({ firstDay, lastDay }: RulesFields): boolean {
  return isDay(firstDay) && isDay(lastDay) && lastDay < firstDay
}

/** Why the days cannot be saved; null where they can. */
export function daysFault(fields: RulesFields): string | null {
  const { firstDay, lastDay } = fields
  if ([firstDay, lastDay].some((day) => day !== '' && !isDay(day))) return words.dayNeeded
  return daysContradict(fields) ? words.daysFault : null
}

/** The local day of a time; `back`: milliseconds before it, since a last day ends where the next one begins. */
function dayOf(iso: string | null, back: number): string {
  const time = iso === null ? Number.NaN : Date.parse(iso)
  if (Number.isNaN(time)) return ''
  const day = new Date(time - back)
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

const two = (part: number): string => String(part).padStart(2, '0')

/** When a day begins by this computer's clock, so many days later, ISO 8601; null for no day. */
function startOf(day: string, later: number): string | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return null
  const [, year, month, date] = parts.map(Number)
  return new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + later).toISOString()
}
