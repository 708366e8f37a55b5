import type { RotationReason } from '../../../shared/kms/rotation-ability.ts'
import type { RotationStanding } from '../../../shared/rotation-standing.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { date, dateSince } from '../format/dates.ts'
import { every } from './rotation-text.ts'

/** How a key's rotation stands, in two lines. */
export interface StandingWords {
  readonly words: string
  readonly sub: string
  readonly tone: 'quiet' | 'due' | 'overdue'
}

const reasons: Readonly<Record<RotationReason, string>> = {
  can: '',
  unknown: 'AWS did not tell',
  awsManaged: 'AWS rotates it every year',
  asymmetric: 'key pair',
  hmac: 'MAC key',
  customKeyStore: 'custom key store',
  imported: 'imported material',
  replica: 'its primary rotates',
  disabled: 'while disabled',
  pendingDeletion: 'being deleted',
  pendingImport: 'nothing imported yet',
  unavailable: 'while unavailable',
  creating: 'being made',
  updating: 'being changed',
}

/** The words for a standing: `Overdue since 2 Nov`, `by hand, every year`. `policyDays`: what the person set. */
export function standingWords(standing: RotationStanding, row: KeyRow, policyDays: number): StandingWords {
  const how = howItRotates(row, policyDays)
  switch (standing.kind) {
    case 'overdue':
      return { words: `Overdue since ${dateSince(standing.since, standing.days)}`, sub: how, tone: 'overdue' }
    case 'due':
      return { words: dueWords(standing.days), sub: how, tone: 'due' }
    case 'inTime':
      return {
        words: row.rotation?.automatic === true ? 'Automatic' : 'By hand',
        sub: `${row.rotation?.automatic === true ? 'next' : 'due'} ${date(standing.next)}`,
        tone: 'quiet',
      }
    case 'never':
      return { words: 'Never', sub: neverSub(row, standing.at), tone: 'quiet' }
    case 'cannot':
      if (standing.reason === 'awsManaged') return byAws
      return { words: 'Cannot rotate', sub: reasons[standing.reason], tone: 'quiet' }
    case 'notKnown':
      return { words: 'Not known', sub: 'not read, or not allowed to', tone: 'quiet' }
  }
}

/** Nothing that a person could do, and nothing that is wrong. */
const byAws = { words: 'Automatic', sub: 'by AWS, every year', tone: 'quiet' } as const

function dueWords(days: number): string {
  if (days <= 0) return 'Due now'
  return days === 1 ? 'Due tomorrow' : `Due in ${days} days`
}

const neverSub = (row: KeyRow, at: string): string =>
  row.ref.service === 'local' ? `due ${date(at)}` : `automatic is off, due ${date(at)}`

function howItRotates({ rotation }: KeyRow, policyDays: number): string {
  if (rotation?.automatic === true) return `automatic, ${every(rotation.periodDays ?? 365)}`
  return `by hand, ${every(policyDays)}`
}
