import { describe, expect, test } from 'vitest'
import { doorPlace } from '../../../../src/renderer/src/words/door-words.ts'
import { provesNoOrigin, rowLine } from '../../../../src/renderer/src/words/job-words.ts'
import { planFacts } from '../../../../src/renderer/src/words/plan-words.ts'
import type { DoorLabel } from '../../../../src/shared/model/plan.ts'
import { door, jobRow, planOf as plan } from '../support/rows.ts'

const kit: DoorLabel = {
  kind: 'recovery',
  name: 'KH-7Q2M4ZXA',
  where: 'recovery kit',
  arn: null,
  known: true,
}
const bea: DoorLabel = { kind: 'colleague', name: 'Bea', where: 'colleague', arn: null, known: true }
const own: DoorLabel = { ...bea, name: 'Your card', where: 'this computer' }
const writes = { encrypt: { files: 1, bytes: 1 } }

describe('doors that are no keys of AWS or of this computer', () => {
  test('say whose they are', () => {
    expect([kit, bea, own].map(doorPlace)).toEqual(['Recovery kit', 'Colleague', 'For you'])
  })

  test('prove no origin: a file opened through one is intact, no more', () => {
    expect(rowLine(jobRow({ action: 'open', doors: [own] }))).toBe('Opened with Your card, intact')
    expect(rowLine(jobRow({ action: 'open', doors: [door('backups')] }))).toBe('Opened with backups')
    expect(provesNoOrigin(jobRow({ doors: [kit] }))).toBe(false)
  })
})

describe('what a plan says of its doors', () => {
  test('keys are called keys, and others doors', () => {
    expect(planFacts(plan({ ...writes, doors: [door('backups')] }), 0)).toMatch(/^Key backups/)
    expect(planFacts(plan({ ...writes, doors: [door('backups'), bea] }), 0)).toMatch(/^Doors backups and Bea/)
  })

  test('that the recovery kit has none, and why', () => {
    const without = { ...writes, doors: [door('backups')] }
    expect(planFacts(plan({ ...without, recoveryMissing: 'noKit' }), 0)).toContain(
      'no recovery door, because there is no kit',
    )
    expect(planFacts(plan({ ...without, recoveryMissing: 'locked' }), 0)).toContain(
      'no recovery door while the keys are locked',
    )
  })

  test('that nobody here could open the results', () => {
    expect(planFacts(plan({ ...writes, doors: [bea] }), 0)).toContain('you could not open the results')
    expect(planFacts(plan({ ...writes, doors: [bea, kit] }), 0)).not.toContain('you could not open')
  })
})
