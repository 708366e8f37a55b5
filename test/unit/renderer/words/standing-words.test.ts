import { describe, expect, it } from 'vitest'
import { standingWords } from '../../../../src/renderer/src/words/standing-words.ts'
import type { RotationStanding } from '../../../../src/shared/rotation-standing.ts'
import { keyRow } from '../support/rows.ts'

const says = (standing: RotationStanding, more: object = {}) => {
  const { words, sub } = standingWords(standing, keyRow(more), 180)
  return `${words} / ${sub}`
}
const automatic = {
  rotation: { automatic: true, periodDays: 365, nextAt: null, lastAt: null, materials: 1, onDemand: 0 },
}

describe('the words for how a rotation stands', () => {
  it('say how late, how soon, or when next', () => {
    expect(says({ kind: 'overdue', since: '2026-09-14T12:00:00Z', days: 70 })).toBe(
      'Overdue since 14 Sept / by hand, every 180 days',
    )
    expect(says({ kind: 'due', at: '2026-12-02', days: 9 }, automatic)).toBe(
      'Due in 9 days / automatic, every year',
    )
    expect(says({ kind: 'due', at: '2026-11-24', days: 1 })).toMatch(/^Due tomorrow/)
    expect(says({ kind: 'due', at: '2026-11-23', days: 0 })).toMatch(/^Due now/)
    expect(says({ kind: 'inTime', next: '2027-03-12T00:00:00Z' }, automatic)).toBe(
      'Automatic / next 12 Mar 2027',
    )
  })

  it('say why a key cannot', () => {
    expect(says({ kind: 'cannot', reason: 'hmac' })).toBe('Cannot rotate / MAC key')
    expect(says({ kind: 'cannot', reason: 'disabled' })).toBe('Cannot rotate / while disabled')
  })

  it('tell the year where it was long ago', () => {
    expect(says({ kind: 'overdue', since: '2024-09-14T12:00:00Z', days: 800 })).toMatch(
      /^Overdue since Sept 2024 /,
    )
  })

  it('do not call what AWS rotates itself something that cannot rotate', () => {
    expect(says({ kind: 'cannot', reason: 'awsManaged' })).toBe('Automatic / by AWS, every year')
  })

  it('claim nothing where nothing is known', () => {
    expect(says({ kind: 'notKnown' })).toMatch(/^Not known/)
  })
})
