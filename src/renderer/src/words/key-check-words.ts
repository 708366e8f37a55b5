import type { DoorLabel, KeyCheck } from '../../../shared/model/plan.ts'
import { count } from '../format/bytes.ts'
import { listed, many } from '../format/lists.ts'
import { errorText } from './errors/error-words.ts'

/** One key of a plan, and what AWS KMS said of every use that the plan makes of it. */
export interface KeyStand {
  readonly label: DoorLabel
  /** Denied where any use is; allowed only where every use is. */
  readonly outcome: KeyCheck['outcome']
  readonly checks: readonly KeyCheck[]
}

/** The checks of a plan, key by key. */
export function keyStands(checks: readonly KeyCheck[]): readonly KeyStand[] {
  const byKey = Map.groupBy(checks, ({ label }) => label.arn ?? label.name)
  return [...byKey.values()].flatMap((ofKey) => {
    const [first] = ofKey
    if (first === undefined) return []
    const all = ofKey.map(({ outcome }) => outcome)
    const outcome = all.includes('denied') ? 'denied' : all.includes('unknown') ? 'unknown' : 'allowed'
    return [{ label: first.label, outcome, checks: ofKey }]
  })
}

const says: Readonly<Record<KeyCheck['outcome'], string>> = {
  allowed: 'may be used',
  denied: 'refused',
  unknown: 'not known',
}

export const keyCheckText = {
  title: 'Keys of AWS KMS',
  asking: 'Asking AWS KMS whether the keys may be used…',
  arn: 'action and ARN',
} as const

/** `backups-prod may be used`: a chip's words. */
export const standWords = ({ label, outcome }: KeyStand): string => `${label.name} ${says[outcome]}`

/** What was asked of a key, for whoever wants it exactly: `kms:GenerateDataKey and kms:Decrypt on arn:…`. */
export const standExactly = ({ label, checks }: KeyStand): string =>
  `${listed(checks.map(({ action }) => action))} on ${label.arn ?? label.name}`

/** What it cost to ask: `Asked with 2 KMS calls.` A dry run is billed like a real call. `total`: uses that the plan makes. */
export function askedWith(checks: readonly KeyCheck[], total: number): string {
  const asked = `Asked with ${many(checks.filter(wasAsked).length, 'KMS call')}.`
  if (total <= checks.length) return asked
  return `${asked} Only the first ${count(checks.length)} of ${count(total)} uses of keys were asked about.`
}

const wasAsked = ({ outcome, problem }: KeyCheck): boolean => outcome !== 'unknown' || problem === null

/** What a refusal means for the batch: it can be started all the same. */
export function refusalWords({ action, label, problem }: KeyCheck): string {
  const why = problem === null ? '' : ` ${errorText(problem).title}.`
  return `${action} on ${label.name}:${why} ${failing(action)}`
}

function failing(action: string): string {
  return action === 'kms:Decrypt'
    ? 'Files that need it to be opened, or to be checked, will fail.'
    : 'Every file that is encrypted to it will fail.'
}

/** Why it is not known of a key: `backups-prod: AWS KMS cannot be reached.` '' where the service only knows no dry runs. */
export function unknownWords(stand: KeyStand): string {
  const problem = stand.checks.find((check) => check.outcome === 'unknown' && check.problem !== null)?.problem
  return problem === null || problem === undefined
    ? ''
    : `${stand.label.name}: ${errorText(problem).title}. It is asked again when its first file is begun.`
}
