import { describe, expect, it } from 'vitest'
import { countCalls } from '../../../../../src/main/jobs/plan/count-calls.ts'
import type { Countable } from '../../../../../src/main/jobs/plan/count-calls.ts'
import { dataKeyLimits } from '../../../../../src/main/keyrings/data-key-limits.ts'
import { defaultOptions } from '../../../../support/jobs-room.ts'

const awsDoor = { service: 'aws', connectionId: 'c', keyArn: 'x' } as const
const options = { ...defaultOptions, doors: [awsDoor] }
const file = (more: Partial<Countable> = {}): Countable => ({
  action: 'encrypt',
  needsKms: false,
  size: 10,
  contextDigest: '',
  ...more,
})
const files = (count: number, more: Partial<Countable> = {}) =>
  Array.from({ length: count }, () => file(more))

const reused = (all: readonly Countable[], more = {}) =>
  countCalls(all, { ...options, ...more }).kmsCallsIfReused

describe('key calls', () => {
  it('are a wrap and an unwrap for each door of each new message, without reading back a wrap', () => {
    const doors = [awsDoor, ...defaultOptions.doors]
    expect(countCalls(files(3), { ...options, doors })).toMatchObject({ keyCalls: 12, kmsCalls: 6 })
    expect(countCalls(files(3), { ...options, doors, verify: false })).toMatchObject({
      keyCalls: 6,
      kmsCalls: 3,
    })
  })

  it('are a wrap alone for a door that cannot be opened here: a colleague or the recovery kit', () => {
    const doors = [{ service: 'local' }, { service: 'colleague' }, { service: 'recovery' }] as const
    expect(countCalls(files(3), options, doors)).toMatchObject({ keyCalls: 12, kmsCalls: 0 })
  })

  it('are one for each message that is opened, unpacked or verified', () => {
    for (const action of ['open', 'unpack', 'verify'] as const) {
      const opened = [file({ action, needsKms: true }), file({ action })]
      expect(countCalls(opened, options)).toEqual({ keyCalls: 2, kmsCalls: 1, kmsCallsIfReused: null })
    }
  })
})

describe('key calls with one data key for many messages', () => {
  it('are at most twenty for ten thousand files under two keys that are read back', () => {
    const doors = [awsDoor, { ...awsDoor, keyArn: 'y' }]
    expect(reused(files(10_000), { doors })).toBe(8)
  })

  it('are what the plan counts once that is chosen', () => {
    expect(countCalls(files(100), { ...options, reuseDataKey: true })).toEqual({
      keyCalls: 2,
      kmsCalls: 2,
      kmsCallsIfReused: 2,
    })
  })

  it('begin anew after so many messages, so many bytes, and for a message that is larger than all of them', () => {
    const { messages, bytes } = dataKeyLimits
    expect(reused(files(messages))).toBe(2)
    expect(reused(files(messages + 1))).toBe(4)
    expect(reused(files(2, { size: bytes / 2 }))).toBe(2)
    expect(reused(files(3, { size: bytes / 2 }))).toBe(4)
    expect(reused([file(), file({ size: bytes + 1 }), file()])).toBe(4)
  })

  it('are not shared by messages with other pairs', () => {
    const moved = ['a', 'b', 'a'].map((contextDigest) =>
      file({ action: 'move', contextDigest, needsKms: true }),
    )
    expect(reused(moved)).toBe(3 + 2 * 2)
    expect(reused(files(3, { contextDigest: null }))).toBe(6)
    const kinds = Array.from({ length: dataKeyLimits.answers + 1 }, (_, index) => `${index % 2}-${index}`)
    expect(reused([...kinds, ...kinds].map((contextDigest) => file({ contextDigest })))).toBe(
      4 * kinds.length,
    )
  })

  it('do not apply to signed messages, nor where nothing is written', () => {
    expect(reused(files(3), { suite: '0578' })).toBe(null)
    expect(countCalls(files(3), { ...options, suite: '0578', reuseDataKey: true }).kmsCalls).toBe(6)
    expect(reused([file({ action: 'verify' })])).toBe(null)
  })
})
