import { describe, expect, it } from 'vitest'
import type { ContextPair } from '../../../../../src/shared/model/context-pair.ts'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import { defaultPreferences } from '../../../../../src/main/jobs/preferences.ts'
import { serializeEncryptionContext } from '../../../../../src/main/message/encryption-context-codec.ts'
import { Room, bytes, defaultOptions, jobsIn } from '../../../../support/jobs-room.ts'
import { knowingKeyServices } from '../../../../support/knowing-key-services.ts'
import { codeOf, planOf } from '../../../../support/plan-of.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const pair = (key: string, value = 'v'): ContextPair => ({ key, value })
const requiring = (...requiredContext: ContextPair[]) => ({
  preferences: () => ({ ...defaultPreferences, requiredContext }),
})

/** Pairs whose serialization has exactly so many bytes. */
const filler = (total: number): ContextPair[] => {
  const eight = Array.from({ length: 7 }, (_, index) => pair(`${index}`, 'x'.repeat(8192)))
  const left = total - serializeEncryptionContext(new Map(eight.map(({ key, value }) => [key, value]))).length
  return [...eight, pair('z', 'x'.repeat(left - 5))]
}

const limits = (change: Partial<(typeof defaultPreferences)['limits']>) => ({
  preferences: () => ({ ...defaultPreferences, limits: { ...defaultPreferences.limits, ...change } }),
})

/** The problem of a plan that encrypts one file with these options. */
async function problemWith(options: Partial<PlanOptions>, more = {}) {
  using room = new Room()
  return (await planOf(room, [room.write('a', 'x')], { options, ...more })).problem
}

describe('pairs for new messages', () => {
  it('may be any text under names of their own', async () => {
    expect(await problemWith({ context: [pair('team', 'média'), pair('__proto__'), pair('Team')] })).toBe(
      null,
    )
  })

  it.each([
    ['F-12 a name of the format', [pair('aws-crypto-public-key')], 'reserved'],
    ['F-12 a name that begins like one', [pair('aws-crypto-x')], 'reserved'],
    ['a name of Keyhold itself', [pair('keyhold:modified')], 'reserved'],
    ['F-08 a name twice', [pair('a', '1'), pair('a', '2')], 'twice'],
  ])('do not have %s', async (_what, context, reason) => {
    const problem = await problemWith({ context })
    expect(problem).toMatchObject({
      code: 'ENCRYPTION_CONTEXT_INVALID',
      facts: { pair: context[0]?.key, reason },
    })
  })

  it('F-12 fit the header together with what Keyhold adds', async () => {
    const full = filler(65_535)
    expect(await problemWith({ context: full })).toBe(null)
    expect(await problemWith({ context: filler(65_536) })).toMatchObject({
      code: 'ENCRYPTION_CONTEXT_INVALID',
    })
    for (const more of [{ keepTimes: true }, { suite: '0578' }] as const) {
      expect(await problemWith({ context: full, ...more })).toMatchObject({
        code: 'ENCRYPTION_CONTEXT_INVALID',
      })
    }
  })

  it('hold what this vault asks for on opening, or nothing new is made', async () => {
    const more = requiring(pair('team', 'media'))
    for (const context of [[], [pair('team', 'other')]]) {
      expect(await problemWith({ context }, more)).toMatchObject({
        code: 'REQUIRED_PAIR_MISSING',
        facts: { pair: 'team' },
      })
    }
    expect(await problemWith({ context: [pair('team', 'media')] }, more)).toBe(null)
  })

  it('do not stand in the way of a plan that writes none', async () => {
    using room = new Room()
    const message = craftMessage({
      frameLength: 1000,
      frames: [{ kind: 'final', sequence: 1, content: bytes(10) }],
    })
    const paths = [room.write('a.encrypted', message)]
    const keys = knowingKeyServices()
    const options = { context: [pair('aws-crypto-x')] }
    expect((await planOf(room, paths, { keys, options })).problem).toBe(null)
    const move = { intent: 'move' } as const
    const required = requiring(pair('team'))
    expect(
      (await planOf(room, paths, { keys, ...required, options: move })).problem,
      'moved pairs stay',
    ).toBe(null)
    const changing = { ...move, context: [pair('team', 'other')] }
    expect((await planOf(room, paths, { keys, ...required, options: changing })).problem).toMatchObject({
      code: 'REQUIRED_PAIR_MISSING',
    })
  })
})

describe('a message whose header has another value than this vault asks for', () => {
  it('F-47 is a problem of the plan that names the pair', async () => {
    using room = new Room()
    const context = serializeEncryptionContext(new Map([['team', 'media']]))
    const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
    const paths = [room.write('a.encrypted', craftMessage({ frameLength: 1000, frames, context }))]
    const keys = knowingKeyServices()
    const { items } = await planOf(room, paths, { keys, ...requiring(pair('team', 'other')) })
    expect(items).toMatchObject([
      { problem: { code: 'ENCRYPTION_CONTEXT_MISMATCH', facts: { pair: 'team' } } },
    ])
    expect(await codeOf(room, paths, { keys, ...requiring(pair('team', 'media')) })).toBe(undefined)
    expect(
      await codeOf(room, paths, { keys, ...requiring(pair('absent')) }),
      'its header may leave it out',
    ).toBe(undefined)
  })
})

describe('settings that change while a plan is looked at', () => {
  it('hold for the next revision, and answers stay with their files', async () => {
    using room = new Room()
    const context = serializeEncryptionContext(new Map([['team', 'media']]))
    const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
    const paths = [
      room.write('a.encrypted', craftMessage({ frameLength: 1000, frames, context })),
      room.write('b', 'x'),
    ]
    let requiredContext = [pair('team', 'other')]
    const preferences = () => ({ ...defaultPreferences, requiredContext })
    const { jobs } = jobsIn(room, { keys: knowingKeyServices(), preferences })
    const plan = await jobs.plan(paths, defaultOptions)
    expect(plan.items[0]?.problem?.code).toBe('ENCRYPTION_CONTEXT_MISMATCH')
    requiredContext = []
    const decisions = [{ itemId: plan.items[1]?.id ?? '', choice: 'leaveOut' } as const]
    const { items } = await jobs.revise(plan.id, defaultOptions, decisions)
    expect(items).toMatchObject([{ name: 'a.encrypted', problem: null }])
  })
})

describe('limits of reading', () => {
  it('F-87 hold for what is written too', async () => {
    const doors = [...defaultOptions.doors, { service: 'local', keyId: 'key-2' } as const]
    expect(await problemWith({ doors }, limits({ maxEncryptedDataKeys: 1 }))).toMatchObject({
      code: 'MESSAGE_LIMIT_EXCEEDED',
      facts: { what: 'encryptedDataKeys', count: 2, limit: 1 },
    })
    expect(await problemWith({ frameLength: 4097 }, limits({ maxFrameLength: 4096 }))).toMatchObject({
      code: 'MESSAGE_LIMIT_EXCEEDED',
      facts: { what: 'frameLength', count: 4097, limit: 4096 },
    })
  })

  it('F-15 of the settings hold when a header is looked at', async () => {
    using room = new Room()
    const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
    const paths = [room.write('a.encrypted', craftMessage({ frameLength: 1000, frames }))]
    expect(await codeOf(room, paths, limits({ maxHeaderBytes: 1024 }))).toBe('NO_DOOR_OPENS')
    expect(await codeOf(room, paths, limits({ maxHeaderBytes: 50 }))).toBe('MESSAGE_LIMIT_EXCEEDED')
  })
})
