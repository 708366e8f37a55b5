import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callChannel, callNames, mostPathsInCall } from '../../src/shared/call-names.ts'
import { VaultError, vaultErrorCodes } from '../../src/shared/vault-error.ts'
import { registerCalls } from '../../src/main/ipc/call-router.ts'
import { isPlainData } from '../../src/main/ipc/plain-data.ts'
import { problemOf } from '../../src/main/ipc/problem-of.ts'
import { contract } from '../../src/shared/contract.ts'
import { defaultOptions } from '../support/jobs-room.ts'
import { fakePage, fakeRouter, senderOf } from './support/fake-calls.ts'
import { findings, sources } from './support/source-files.ts'

const malformed = { ok: false, problem: { code: 'INVALID_REQUEST' } }

/** JSON as text and back: own `__proto__` keys survive, as they would in a hostile message. */
const hostileJson = fc.json({ maxDepth: 6 }).map((text): unknown => JSON.parse(text))

/** Like a real input, with one key too many, one missing, or one of a wrong type. */
const nearlyRight = fc.record(
  {
    text: fc.anything(),
    id: fc.anything(),
    planId: fc.anything(),
    paths: fc.array(fc.anything()),
    options: fc.dictionary(fc.string(), fc.anything()),
    __proto__: fc.anything(),
    constructor: fc.anything(),
  },
  { requiredKeys: [] },
)

describe('point 16: one door', () => {
  it('point 16: ipcMain is used in src/main/ipc and handed over by the composition root only', () => {
    const users = new Set(findings(sources(), /\bipcMain\b/).map((finding) => finding.split(':')[0]))
    for (const path of users) expect(path).toMatch(/^src\/main\/(?:ipc\/[\w-]+|index)\.ts$/)
    expect(findings(sources(), /ipcMain\s*\.\s*\w+/)).toStrictEqual([
      'src/main/ipc/call-router.ts: ipcMain.handle',
    ])
  })

  it('point 16: ipcRenderer is used in the preload only', () => {
    for (const finding of findings(sources(), /\bipcRenderer\b/))
      expect(finding).toMatch(/^src\/preload\/index\.ts:/)
  })

  it('point 16: the router listens on one channel', () => {
    const channels: string[] = []
    registerCalls({ handle: (channel) => channels.push(channel) }, {} as never)
    expect(channels).toStrictEqual([callChannel])
  })
})

describe('point 17: nothing malformed reaches a handler', () => {
  it('point 17: arbitrary JSON reaches a handler only where its schema takes it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...callNames),
        fc.oneof(hostileJson, nearlyRight),
        async (name, input) => {
          const { call, reached } = fakeRouter()
          const fits = isPlainData(input) && contract[name].in.safeParse(input).success
          await call(name, input)
          expect(reached).toHaveBeenCalledTimes(fits ? 1 : 0)
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('point 17: what a handler is given has only the keys that its schema names', async () => {
    const { call, reached } = fakeRouter()
    await call('app.copyText', JSON.parse('{"text":"a","__proto__":{"admin":true}}'))
    await call('app.copyText', JSON.parse('{"text":"a","constructor":{"prototype":{}}}'))
    await call('app.copyText', { text: 'a', more: 1 })
    expect(reached).not.toHaveBeenCalled()
    await call('app.copyText', { text: 'a' })
    expect(reached).toHaveBeenCalledExactlyOnceWith('app.copyText', { text: 'a' })
  })

  it.each([[[]], [['app.info']], [['app.info', {}, {}]], [['app.info', {}, undefined]]])(
    'point 17: the arguments %j are the wrong number',
    async (args) => {
      const { call, reached } = fakeRouter()
      expect(await call(...args)).toMatchObject(malformed)
      expect(reached).not.toHaveBeenCalled()
    },
  )

  const unknownNames: unknown[] = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'app.info ']
  unknownNames.push(
    'APP.INFO',
    'plan',
    'keys.export',
    null,
    undefined,
    0,
    {},
    [],
    ['app.info'],
    Symbol.iterator,
  )
  it.each(unknownNames)('point 17: the name %s is unknown', async (name) => {
    const { call, reached } = fakeRouter()
    expect(await call(name, {})).toMatchObject(malformed)
    expect(reached).not.toHaveBeenCalled()
  })

  it('point 17: an object of another class is refused, though its keys would fit', async () => {
    const { call, reached } = fakeRouter()
    for (const disguise of [
      new Map(),
      new Date(),
      new Error('x'),
      new Uint8Array(0),
      Object.create({ admin: true }),
    ]) {
      expect(await call('app.copyText', Object.assign(disguise, { text: 'a' }))).toMatchObject(malformed)
    }
    expect(reached).not.toHaveBeenCalled()
  })

  it('point 17: huge arrays, deep nesting and other classes are refused', async () => {
    const { call, reached } = fakeRouter()
    const options = defaultOptions
    let deep: unknown = {}
    for (let level = 0; level < 10_000; level += 1) deep = { deep }
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    const inputs: unknown[] = [
      { paths: Array.from({ length: mostPathsInCall + 1 }, () => '/a'), options },
      { paths: Array.from({ length: 5_000_000 }), options },
      { paths: ['/a'.repeat(4096)], options },
      { paths: [new Uint8Array(8)], options },
      new Map([['text', 'a']]),
      new Uint8Array(1_000_000),
      new Date(),
      new Error('x'),
      deep,
      cyclic,
      { text: Number.NaN },
    ]
    for (const input of inputs) {
      expect(await call('plan.fromPaths', input)).toMatchObject(malformed)
      expect(await call('app.copyText', input)).toMatchObject(malformed)
    }
    expect(reached).not.toHaveBeenCalled()
  })

  it('point 17: a path to look at is one text, neither empty nor overlong', async () => {
    const { call, reached } = fakeRouter()
    const paths = ['', 'a'.repeat(4097), ['/a'], { toString: '/a' }, null, 0]
    for (const path of paths) expect(await call('inspect.fromPath', { path })).toMatchObject(malformed)
    for (const input of [
      { planId: 'p', itemId: 'i', path: '/a' },
      { planId: 'p', itemId: ['i'] },
    ]) {
      expect(await call('inspect.fromPlan', input)).toMatchObject(malformed)
    }
    expect(reached).not.toHaveBeenCalled()
  })

  it('point 17: choices that no person could make are refused', async () => {
    const { call, reached } = fakeRouter()
    const pair = { key: 'a', value: 'b' }
    const hostile: Record<string, unknown>[] = [
      { intent: 'delete' },
      { suite: '0178' },
      { suite: '0478 ' },
      { original: 'shred' },
      { folders: ['oneFile'] },
      { archives: '../x' },
      { frameLength: 0 },
      { frameLength: 2 ** 32 },
      { context: Array.from({ length: 65 }, () => pair) },
      { context: [{ key: '', value: 'b' }] },
      { context: [{ key: 'a', value: 'b'.repeat(8193) }] },
      { context: [{ ...pair, more: 1 }] },
      { output: '/tmp' },
      { output: { folderId: '/tmp', path: '/tmp' } },
      { reuseDataKey: 1 },
    ]
    for (const change of hostile) {
      const input = { planId: 'p', options: { ...defaultOptions, ...change }, decisions: [] }
      expect(await call('plan.revise', input), JSON.stringify(change).slice(0, 60)).toMatchObject(malformed)
    }
    const decisions = [{ itemId: 'i', choice: 'agree to all' }]
    expect(await call('plan.revise', { planId: 'p', options: defaultOptions, decisions })).toMatchObject(
      malformed,
    )
    expect(reached).not.toHaveBeenCalled()
    await call('plan.revise', { planId: 'p', options: defaultOptions, decisions: [] })
    expect(reached).toHaveBeenCalledOnce()
  })

  it('point 17: an answer for every file of the largest plan is a call, and one more than that is not', async () => {
    const { call, reached } = fakeRouter()
    const options = defaultOptions
    const decisions = Array.from({ length: mostPathsInCall }, (_, index) => ({
      itemId: `item-${index}`,
      choice: 'leaveOut',
    }))
    await call('plan.revise', { planId: 'p', options, decisions })
    expect(reached).toHaveBeenCalledOnce()
    const more = [...decisions, { itemId: 'more', choice: 'leaveOut' }]
    expect(await call('plan.revise', { planId: 'p', options, decisions: more })).toMatchObject(malformed)
  })

  it('point 17: each kind of refusal is reported once, and the report holds nothing that was sent', async () => {
    const { call, reports } = fakeRouter()
    for (let time = 0; time < 5; time += 1) {
      await call('app.copyText', { canary: 'CANARY-4711' })
      await call('CANARY-4711', {})
    }
    expect(reports).toStrictEqual([
      'refused a call: app.copyText: malformed input',
      'refused a call: unknown call',
    ])
  })
})

describe('point 18: the sender', () => {
  it('point 18: our page’s main frame is heard', async () => {
    const { route, reached, page, frame } = fakeRouter()
    await route(senderOf(page, frame), 'jobs.clear', {})
    expect(reached).toHaveBeenCalledTimes(1)
  })

  const other = fakePage()
  const refused: readonly [string, (our: ReturnType<typeof fakeRouter>) => ReturnType<typeof senderOf>][] = [
    ['a sub-frame', ({ page, frame }) => senderOf(page, { ...frame, parent: frame } as never)],
    [
      'another origin',
      ({ page, frame }) => senderOf(page, { ...frame, origin: 'https://example.com' } as never),
    ],
    ['an opaque origin', ({ page, frame }) => senderOf(page, { ...frame, origin: 'null' } as never)],
    [
      'a host that begins alike',
      ({ page, frame }) => senderOf(page, { ...frame, origin: 'app://vault.evil' } as never),
    ],
    ['no frame', ({ page }) => senderOf(page, null)],
    ['a detached frame', ({ page, frame }) => senderOf(page, { ...frame, detached: true } as never)],
    ['other contents', () => senderOf(other.page, other.frame)],
    [
      'contents that are destroyed',
      ({ page, frame, destroy }) => {
        destroy()
        return senderOf(page, frame)
      },
    ],
  ]

  it.each(refused)('point 18: %s is refused with an error, logged once', async (_name, senderFor) => {
    const our = fakeRouter()
    const sender = senderFor(our)
    expect(await our.route(sender, 'jobs.clear', {})).toMatchObject(malformed)
    expect(await our.route(sender, 'jobs.clear', {})).toMatchObject(malformed)
    expect(our.reached).not.toHaveBeenCalled()
    expect(our.reports).toStrictEqual(['refused a call: not from our page'])
  })
})

describe('point 19: errors on their way to the page', () => {
  const canary = 'CANARY-SECRET-4711'
  const home = '/home/ada'

  it('point 19: an error that is not ours crosses as INTERNAL, without its text, stack or cause', async () => {
    const { call } = fakeRouter({
      'jobs.clear': () => {
        throw Object.assign(new TypeError(`${canary} at ${home}/x`, { cause: canary }), { code: canary })
      },
    })
    const result = await call('jobs.clear', {})
    expect(result).toMatchObject({ ok: false, problem: { code: 'INTERNAL' } })
    expect(JSON.stringify(result)).not.toMatch(/CANARY|ada|stack/)
  })

  it('point 19: a rejection with anything at all crosses as INTERNAL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (thrown) => {
        const { call } = fakeRouter({ 'jobs.clear': () => Promise.reject(thrown) })
        expect(await call('jobs.clear', {})).toMatchObject({ ok: false, problem: { code: 'INTERNAL' } })
      }),
    )
  })

  it('point 19: an error of ours keeps code, sentence and facts; cause and stack stay', () => {
    const error = new VaultError('KMS_ACCESS_DENIED', 'the role may not do this', {
      cause: new Error(canary),
      facts: { action: 'kms:Decrypt' },
    })
    expect(problemOf(error, home)).toStrictEqual({
      code: 'KMS_ACCESS_DENIED',
      message: 'the role may not do this',
      facts: { action: 'kms:Decrypt' },
    })
  })

  it('point 19: the home folder is shortened in sentences and facts', () => {
    const error = new VaultError('FILE_NOT_READABLE', `cannot read ${home}/a and ${home}/b`, {
      facts: { name: `${home}/a`, count: 2 },
    })
    expect(problemOf(error, home)).toMatchObject({
      message: 'cannot read ~/a and ~/b',
      facts: { name: '~/a', count: 2 },
    })
  })

  it.each(vaultErrorCodes)('point 19: %s crosses with its own code', (code) => {
    expect(problemOf(new VaultError(code, 'x'), home).code).toBe(code)
  })

  it('point 19: an error that only looks like ours, with a code outside the set, crosses as INTERNAL', () => {
    const fake = Object.assign(new Error(canary), { name: 'VaultError', code: 'NEW_CODE', facts: {} })
    expect(problemOf(fake, home)).toMatchObject({ code: 'INTERNAL' })
    expect(JSON.stringify(problemOf(fake, home))).not.toContain(canary)
  })

  it('point 19: an answer that is not what the contract says does not cross', async () => {
    const { call, reports } = fakeRouter({ 'keys.list': () => ({ keys: [], material: new Uint8Array(32) }) })
    expect(await call('keys.list', { since: 0 })).toMatchObject({ ok: false, problem: { code: 'INTERNAL' } })
    expect(reports).toStrictEqual(['the answer of keys.list is not what the contract says'])
  })
})
