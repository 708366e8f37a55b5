import { describe, expect, test } from 'vitest'
import * as words from '../../../../src/renderer/src/words/plan-words.ts'
import { door, planOf } from '../support/rows.ts'

const nothing = { files: 0, bytes: 0 }

describe('the commit bar', () => {
  test('counts both groups, and the button repeats it', () => {
    expect(words.planTotals(planOf())).toBe('12 files to encrypt, 2 to open, 3.5 GB')
    expect(words.planButton(planOf())).toBe('Encrypt 12, open 2')
  })

  test('names one direction alone with its files', () => {
    const encrypt = planOf({ open: nothing, encrypt: { files: 1, bytes: 4_200_000 } })
    expect(words.planTotals(encrypt)).toBe('1 file to encrypt, 4.2 MB')
    expect(words.planButton(encrypt)).toBe('Encrypt 1 file')
    const open = planOf({ encrypt: nothing })
    expect(words.planTotals(open)).toBe('2 files to open, 88.0 MB')
    expect(words.planButton(open)).toBe('Open 2 files')
  })

  test('says which keys, how many key calls, and that originals stay', () => {
    expect(words.planFacts(planOf(), 0)).toBe('Key backups · 14 key calls, 1 of them to AWS · originals stay')
    expect(words.planFacts(planOf({ doors: [door('a'), door('b')], kmsCalls: 14 }), 2)).toBe(
      'Keys a and b · 14 key calls to AWS · 2 need you · originals stay',
    )
  })
})

describe('what keeps the button from being pressed', () => {
  test('is nothing while something is to be done', () => {
    expect(words.planObstacle(planOf(), 3)).toBeNull()
  })

  test('is the problem of the plan, with its cure', () => {
    const problem = { code: 'NO_DOORS_CHOSEN', message: '', facts: {} } as const
    expect(words.planObstacle(planOf({ problem }), 0)).toBe('Choose a key under “Encrypt to”.')
  })

  test('is that everything needs the person, or that there is nothing', () => {
    const empty = { encrypt: nothing, open: nothing }
    expect(words.planObstacle(planOf(empty), 1)).toBe('Settle what needs you first')
    expect(words.planObstacle(planOf(empty), 0)).toBe('There is nothing in here to encrypt or open')
  })
})

describe('a plan that verifies or moves', () => {
  const nothingElse = { encrypt: nothing, open: nothing }
  const options = planOf().options
  const verify = planOf({
    ...nothingElse,
    verify: { files: 12, bytes: 3_400_000_000 },
    options: { ...options, intent: 'verify' },
  })
  const move = planOf({
    ...nothingElse,
    move: { files: 3, bytes: 1_000_000 },
    options: { ...options, intent: 'move' },
  })

  test('says on its button what it does, and to which key', () => {
    expect(words.planButton(verify)).toBe('Verify 12 files')
    expect(words.planButton(move)).toBe('Move 3 files to backups')
    expect(words.planButton({ ...move, doors: [door('a'), door('b')] })).toBe('Move 3 files')
  })

  test('says what becomes of the files', () => {
    expect(words.planTotals(verify)).toBe('12 files to verify, 3.4 GB')
    expect(words.planFacts(verify, 0)).toBe('14 key calls, 1 of them to AWS · nothing is written')
    expect(words.planFacts(move, 0)).toContain(
      'Key backups · 14 key calls, 1 of them to AWS · old files stay',
    )
    const replaces = { ...move, options: { ...move.options, original: 'trash' as const } }
    expect(words.planFacts(replaces, 0)).toContain('old files go to the trash once the results are checked')
  })

  test('counts the plain files that are left out', () => {
    expect(words.planFacts({ ...verify, plainFiles: 3 }, 0)).toContain(' · 3 plain files left out · ')
  })

  test('says that nothing in it is encrypted', () => {
    const empty = { ...verify, verify: nothing }
    expect(words.planObstacle(empty, 0)).toBe('There is no encrypted file in here')
  })
})

describe('one data key for many messages', () => {
  const options = planOf().options

  test('says how many KMS calls it saves', () => {
    expect(words.reuseCalls(planOf({ kmsCalls: 24, kmsCallsIfReused: 2 }))).toEqual([
      '2 KMS calls instead of 24.',
    ])
    expect(words.reuseCalls(planOf({ kmsCalls: 2, kmsCallsIfReused: 2 }))).toEqual([
      'It saves no KMS call here.',
    ])
  })

  test('says that kept times leave nothing to share, while they are kept', () => {
    const times = { ...options, keepTimes: true, reuseDataKey: true }
    expect(words.reuseWithTimes(options)).toBeNull()
    expect(words.reuseWithTimes(times)).toBe('No file shares a data key, because times are kept.')
    expect(words.reuseWithTimes({ ...times, folders: 'oneFile' })).toMatch(/^Only folders in one file/)
    expect(words.reuseWithTimes({ ...times, intent: 'move' }), 'a moved file keeps no time').toBeNull()
  })

  test('is told beside the button where it was chosen in vain', () => {
    const said = 'no data key is shared while times are kept'
    const times = { ...options, keepTimes: true, reuseDataKey: true }
    expect(words.planFacts(planOf({ options: times }), 0)).toContain(said)
    expect(words.planFacts(planOf({ options: { ...times, keepTimes: false } }), 0)).not.toContain(said)
    expect(words.planFacts(planOf({ options: { ...times, folders: 'oneFile' } }), 0)).not.toContain(said)
  })

  test('compares nothing where it is chosen, or does not apply', () => {
    expect(words.reuseCalls(planOf({ kmsCallsIfReused: null }))).toEqual([])
    const chosen = { ...options, reuseDataKey: true }
    expect(words.reuseCalls(planOf({ kmsCallsIfReused: 2, options: chosen }))).toEqual([])
  })
})
