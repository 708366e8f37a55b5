import { describe, expect, it } from 'vitest'
import type { KeyCheck, PlanOptions } from '../../../../../src/shared/model/plan.ts'
import type { UseOfKey } from '../../../../../src/main/doors/key-services.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import { Room, defaultOptions, jobsIn, localDoor, run } from '../../../../support/jobs-room.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'

const arn = (name: string): string => `arn:aws:kms:eu-central-1:111122223333:key/${name}`
const aws = (name: string) => ({ service: 'aws', connectionId: 'c', keyArn: arn(name) }) as const

/** A room whose keys answer every question with `answer`, and remember what they were asked. */
function asking(room: Room) {
  const asked: UseOfKey[] = []
  const state: { answer: Pick<KeyCheck, 'outcome' | 'problem'> } = {
    answer: { outcome: 'allowed', problem: null },
  }
  const keys = memoryKeyServices()
  keys.checkUse = async ({ context: _pairs, ...use }) => {
    asked.push(use)
    return state.answer
  }
  const { jobs } = jobsIn(room, { keys })
  const plan = async (change: Partial<PlanOptions>, paths = [room.write('a', 'x'), room.write('b', 'y')]) =>
    (await jobs.plan(paths, { ...defaultOptions, ...change })).id
  return { asked, state, keys, jobs, plan }
}

describe('the keys of a plan', () => {
  it('are asked once for each use, however many files there are', async () => {
    using room = new Room()
    const { asked, jobs, plan } = asking(room)
    const id = await plan({ doors: [localDoor, aws('one'), aws('two')] })
    const { keys: checks } = await jobs.checkKeys(id)
    expect(checks.map(({ action, label, outcome }) => [action, label.arn, outcome])).toEqual([
      ['kms:GenerateDataKey', arn('one'), 'allowed'],
      ['kms:Encrypt', arn('two'), 'allowed'],
      ['kms:Decrypt', arn('one'), 'allowed'],
      ['kms:Decrypt', arn('two'), 'allowed'],
    ])
    expect(asked.every(({ connectionId }) => connectionId === 'c')).toBe(true)
  })

  it('are not asked to open what is not read back', async () => {
    using room = new Room()
    const { asked, jobs, plan } = asking(room)
    await jobs.checkKeys(await plan({ doors: [aws('one')], verify: false }))
    expect(asked).toEqual([{ use: 'GenerateDataKey', keyArn: arn('one'), connectionId: 'c' }])
  })

  it('are asked to encrypt where blobs are made', async () => {
    using room = new Room()
    const { asked, jobs, plan } = asking(room)
    await jobs.checkKeys(await plan({ doors: [aws('one')], format: 'kmsBlob' }))
    expect(asked.map(({ use }) => use)).toEqual(['Encrypt', 'Decrypt'])
  })

  it('of messages to open are asked to decrypt, each once, by whichever connection reaches it', async () => {
    using room = new Room()
    const { asked, jobs } = asking(room)
    for (const [name, key] of [
      ['a', 'one'],
      ['b', 'one'],
      ['c', 'two'],
    ] as const)
      await run(jobs, [room.write(name, name)], { doors: [aws(key)] })
    const paths = ['a', 'b', 'c'].map((name) => room.path(`${name}.encrypted`))
    await jobs.checkKeys((await jobs.plan(paths, defaultOptions)).id)
    expect(asked).toEqual([
      { use: 'Decrypt', keyArn: arn('one'), connectionId: null },
      { use: 'Decrypt', keyArn: arn('two'), connectionId: null },
    ])
  })

  it('that are very many are asked about up to a number, and how many there are is told', async () => {
    using room = new Room()
    const { asked, jobs, plan } = asking(room)
    const doors = Array.from({ length: 60 }, (_, index) => aws(`k${index}`))
    const { keys, total } = await jobs.checkKeys(await plan({ doors }))
    expect([keys.length, asked.length, total]).toEqual([100, 100, 120])
  })

  it('of this computer are not asked', async () => {
    using room = new Room()
    const { asked, jobs, plan } = asking(room)
    expect((await jobs.checkKeys(await plan({ doors: [localDoor] }))).keys).toEqual([])
    expect(asked).toEqual([])
  })

  it('that may be used are not asked again by a revision; those that were refused are', async () => {
    using room = new Room()
    const { asked, state, jobs, plan } = asking(room)
    const options = { ...defaultOptions, doors: [aws('one')], verify: false }
    const first = await plan(options)
    const denied = new VaultError('KMS_ACCESS_DENIED', 'no')
    state.answer = { outcome: 'denied', problem: { code: denied.code, message: 'no', facts: {} } }
    expect((await jobs.checkKeys(first)).keys).toMatchObject([{ outcome: 'denied' }])
    state.answer = { outcome: 'allowed', problem: null }
    expect((await jobs.checkKeys(first)).keys).toMatchObject([{ outcome: 'allowed' }])
    const second = await jobs.revise(first, { ...options, keepTimes: true }, [])
    expect((await jobs.checkKeys(second.id)).keys).toMatchObject([{ outcome: 'allowed' }])
    expect(asked).toHaveLength(2)
    const third = await jobs.revise(first, { ...options, context: [{ key: 'a', value: 'b' }] }, [])
    await jobs.checkKeys(third.id)
    expect(asked).toHaveLength(3)
  })

  it('that cannot be asked are unknown, and the plan can be started all the same', async () => {
    using room = new Room()
    const { keys, jobs, plan } = asking(room)
    keys.checkUse = () => Promise.reject(new VaultError('KMS_UNREACHABLE', 'no network'))
    const id = await plan({ doors: [aws('one')], verify: false })
    expect((await jobs.checkKeys(id)).keys).toMatchObject([
      { outcome: 'unknown', problem: { code: 'KMS_UNREACHABLE' } },
    ])
    expect(jobs.start(id)).toMatchObject({ batchId: expect.any(String) })
    await jobs.shutDown()
  })

  it('of a plan that is gone are nobody’s', async () => {
    using room = new Room()
    const { jobs } = asking(room)
    await expect(jobs.checkKeys('none')).rejects.toMatchObject({ code: 'PLAN_NOT_FOUND' })
  })
})
