import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import type { Settings } from '../../../../../src/shared/model/settings.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { defaultPreferences } from '../../../../../src/main/jobs/preferences.ts'
import {
  Room,
  bytes,
  defaultOptions,
  jobsIn,
  run,
  runPlan,
  untilRows,
} from '../../../../support/jobs-room.ts'
import { knowingKeyServices } from '../../../../support/knowing-key-services.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { only } from '../../../../support/plan-of.ts'
import { DataKeyKeyring } from '../../../../../scripts/vectors/data-key-keyring.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const local = (keyId: string) => ({ service: 'local', keyId }) as const
const aws = { service: 'aws', connectionId: 'c', keyArn: 'arn' } as const

describe('a plan foretells the calls of its batch', () => {
  const choices: readonly [string, Partial<PlanOptions>, 'plain' | 'messages'][] = [
    ['encrypting', { doors: [local('a'), aws] }, 'plain'],
    ['encrypting without reading back', { doors: [aws], verify: false }, 'plain'],
    ['encrypting with one data key', { doors: [local('a'), aws], reuseDataKey: true }, 'plain'],
    ['stored times, where one data key serves one message', { reuseDataKey: true, keepTimes: true }, 'plain'],
    ['a folder as one file', { folders: 'oneFile' }, 'plain'],
    ['signed messages', { suite: '0578', doors: [aws] }, 'plain'],
    ['opening', {}, 'messages'],
    ['verifying', { intent: 'verify' }, 'messages'],
    ['moving', { intent: 'move', doors: [local('b'), aws] }, 'messages'],
    ['moving with one data key', { intent: 'move', doors: [aws], reuseDataKey: true }, 'messages'],
  ]

  it.each(choices)('of %s', async (_what, options, kind) => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    for (const name of ['a', 'b', 'c']) {
      fs.utimesSync(room.write(`top/${name}`, bytes(100)), new Date(), Date.now() / 1000 + name.charCodeAt(0))
    }
    if (kind === 'messages') {
      await run(jobs, [room.path('top')])
      for (const name of ['a', 'b', 'c']) fs.rmSync(room.path(`top/${name}`))
      jobs.clear()
    }
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, ...options })
    expect(plan).toMatchObject({ problem: null, problems: 0 })
    const rows = await runPlan(jobs, plan)
    expect(new Set(rows.map(({ phase }) => phase))).toEqual(new Set(['done']))
    const counted = jobs.snapshot().batches.at(-1)
    expect(counted?.keyCalls).toBe(plan.keyCalls)
    await jobs.shutDown()
  })
})

describe('choices of a plan', () => {
  it('are in the message that is made: its pairs, its suite, its stored time', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const modified = new Date('2001-02-03T04:05:06.789Z')
    fs.utimesSync(room.write('a.bin', bytes(100)), modified, modified)
    const context = [{ key: 'team', value: 'media' }]
    const [row] = await run(jobs, [room.path('a.bin')], { context, keepTimes: true, suite: '0578' })
    expect(row).toMatchObject({ phase: 'done', suite: '0578' })
    fs.rmSync(room.path('a.bin'))
    const header = fs.readFileSync(room.path('a.bin.encrypted')).subarray(0, 1000).toString('latin1')
    for (const text of [
      'team',
      'media',
      'keyhold:modified',
      '2001-02-03T04:05:06.789',
      'aws-crypto-public-key',
    ]) {
      expect(header).toContain(text)
    }
    await run(jobs, [room.path('a.bin.encrypted')])
    expect(fs.statSync(room.path('a.bin')).mtime).toEqual(modified)
  })

  it('pack a folder and unpack it again', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('photos/sub/a', 'one')
    room.write('photos/b', 'two')
    const [packed] = await run(jobs, [room.path('photos')], { folders: 'oneFile' })
    expect(packed).toMatchObject({
      phase: 'done',
      action: 'pack',
      members: 2,
      resultName: 'photos.tar.encrypted',
    })
    const [unpacked] = await run(jobs, [room.path('photos.tar.encrypted')])
    expect(unpacked).toMatchObject({ phase: 'done', action: 'unpack', members: 2, resultName: 'photos (2)' })
    expect(fs.readFileSync(room.path('photos (2)/sub/a'), 'utf8')).toBe('one')
  })

  it('move a message to a key that did not open it before, and its pairs with it', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const context = [{ key: 'team', value: 'media' }]
    await run(jobs, [room.write('a', 'x')], { doors: [local('old')], context })
    const options = { intent: 'move', doors: [local('new')], context: [{ key: 'more', value: '1' }] } as const
    const [moved] = await run(jobs, [room.path('a.encrypted')], {
      ...options,
      doors: [...options.doors],
      context: [...options.context],
    })
    expect(moved).toMatchObject({ phase: 'done', resultName: 'a (2).encrypted', doors: [{ name: 'new' }] })
    const plan = await jobs.plan([room.path('a (2).encrypted')], defaultOptions)
    expect(only(plan).doors).toMatchObject([{ name: 'new' }])
    const header = fs.readFileSync(room.path('a (2).encrypted')).toString('latin1')
    expect(header).toMatch(/more.*team/s)
  })
})

/** A message that does not commit to its key; another one for another `idByte`. */
const craft = (idByte: number) =>
  craftMessage({
    suite: '0178',
    frameLength: 1000,
    frames: [{ kind: 'final', sequence: 1, content: bytes(10) }],
    idByte,
  })

describe('a message that does not commit to its key', () => {
  const older = craft(1)

  /** What becomes of it where the person agreed while the settings let anyone, and says `uncommitted` at the start. */
  async function outcome(
    intent: PlanOptions['intent'],
    uncommitted: Settings['uncommitted'],
    { agreed = true, exchanged = false } = {},
  ) {
    using room = new Room()
    const opening = new DataKeyKeyring(Buffer.alloc(32, 7))
    const keys = Object.assign(knowingKeyServices(), { openingKeyring: () => opening })
    let preferences = { ...defaultPreferences }
    const { jobs } = jobsIn(room, { keys, preferences: () => preferences })
    const options = { ...defaultOptions, intent }
    const plan = await jobs.plan([room.write('a.encrypted', older)], options)
    const decisions = agreed ? [{ itemId: only(plan).id, choice: 'agree' } as const] : []
    const revised = await jobs.revise(plan.id, options, decisions)
    preferences = { ...preferences, uncommitted }
    if (exchanged) room.write('a.encrypted', craft(2))
    const [row] = await runPlan(jobs, revised)
    return row === undefined ? 'not started' : (row.problem?.code ?? row.phase)
  }

  it.each(['auto', 'verify', 'move'] as const)('F-73 opens once the person agreed: %s', async (intent) => {
    expect(await outcome(intent, 'ask')).toBe('done')
  })

  it('F-73 is not started without a word', async () => {
    expect(await outcome('auto', 'ask', { agreed: false })).toBe('not started')
  })

  it('F-73 does not open where the settings refuse it meanwhile', async () => {
    expect(await outcome('auto', 'refuse')).toBe('COMMITMENT_REQUIRED')
  })

  it.each(['auto', 'verify', 'move'] as const)(
    'F-73 is the one that the person agreed to, and no other under its name: %s',
    async (intent) => {
      expect(await outcome(intent, 'ask', { exchanged: true })).toBe('COMMITMENT_REQUIRED')
    },
  )

  it('F-73 is no other one when it is tried again', async () => {
    using room = new Room()
    const opening = new DataKeyKeyring(Buffer.alloc(32, 7))
    let refuses = true
    const openingKeyring = (): DataKeyKeyring => {
      if (refuses) throw new VaultError('KMS_ACCESS_DENIED', 'not allowed')
      return opening
    }
    const { jobs } = jobsIn(room, { keys: Object.assign(knowingKeyServices(), { openingKeyring }) })
    const plan = await jobs.plan([room.write('a.encrypted', older)], defaultOptions)
    const decisions = [{ itemId: only(plan).id, choice: 'agree' } as const]
    const [row] = await runPlan(jobs, await jobs.revise(plan.id, defaultOptions, decisions))
    expect(row?.problem?.code).toBe('KMS_ACCESS_DENIED')
    refuses = false
    room.write('a.encrypted', craft(2))
    await jobs.retry(row?.id ?? '')
    const [again] = await untilRows(jobs, ([one]) => one?.phase === 'failed')
    expect(again?.problem?.code).toBe('COMMITMENT_REQUIRED')
    room.write('a.encrypted', older)
    await jobs.retry(row?.id ?? '')
    expect(await untilRows(jobs, ([one]) => one?.phase === 'done')).toHaveLength(1)
  })

  it('F-73 is asked about again where another one is found under its name, and only then', async () => {
    using room = new Room()
    let preferences = { ...defaultPreferences }
    const { jobs } = jobsIn(room, { keys: knowingKeyServices(), preferences: () => preferences })
    const first = await jobs.plan([room.write('a.encrypted', older)], defaultOptions)
    const decisions = [{ itemId: only(first).id, choice: 'agree' } as const]
    const lookAgain = async (maxHeaderBytes: number) => {
      preferences = { ...preferences, limits: { ...preferences.limits, maxHeaderBytes } }
      return only(await jobs.revise(first.id, defaultOptions, decisions))
    }
    expect(await lookAgain(5000)).toMatchObject({ question: null })
    room.write('a.encrypted', craft(2))
    expect(await lookAgain(6000)).toMatchObject({ question: 'doesNotCommit' })
  })

  it('F-73 is not what any other message of the batch is opened as', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { jobs } = jobsIn(room, { keys })
    await run(jobs, [room.write('a', 'x')])
    fs.rmSync(room.path('a'))
    const plan = await jobs.plan([room.path('a.encrypted')], defaultOptions)
    // Between plan and start the message is exchanged for one that does not commit.
    fs.writeFileSync(room.path('a.encrypted'), older)
    const [row] = await runPlan(jobs, plan)
    expect(row?.problem?.code).toBe('COMMITMENT_REQUIRED')
  })
})
