import { describe, expect, it } from 'vitest'
import { keystoreOperations, type KeystoreOperation } from '../../../../src/keystore/protocol.ts'
import { LockGate } from '../../../../src/main/lock/lock-gate.ts'
import { problemOf } from '../../../../src/shared/problem-of.ts'
import { heldEngine } from '../../../support/held-engine.ts'
import { bytes, jobsIn, Room, run, untilRows } from '../../../support/jobs-room.ts'
import { afterAnswers } from '../../../support/tick.ts'

const operations = Object.keys(keystoreOperations) as KeystoreOperation[]

function gateOf(isWaiting: boolean) {
  const state = { isWaiting }
  const gate = new LockGate()
  gate.follow(() => state.isWaiting)
  return { gate, state }
}

const refused = (gate: LockGate): readonly KeystoreOperation[] =>
  operations.filter((operation) => {
    try {
      gate.check(operation)
      return false
    } catch (error) {
      expect(problemOf(error).code).toBe('KEYSTORE_LOCKED')
      return true
    }
  })

describe('the gate to the keystore', () => {
  it('lets everything pass while no lock waits, and before it knows of any', () => {
    expect(refused(gateOf(false).gate)).toEqual([])
    expect(refused(new LockGate())).toEqual([])
  })

  it('lets nothing pass while a lock waits but the lock itself and the log of a locked store', () => {
    const passed = operations.filter((each) => !refused(gateOf(true).gate).includes(each))
    expect(passed.toSorted()).toEqual([
      'anchorActivity',
      'appendActivity',
      'checkActivity',
      'listActivity',
      'prepareLock',
      'setLogging',
      'status',
      'unlock',
    ])
  })

  it('lets files under way pass, however long they take', async () => {
    const { gate } = gateOf(true)
    const [file, page] = await Promise.all([
      gate.forFile(async () => {
        await afterAnswers()
        return refused(gate)
      }),
      afterAnswers().then(() => refused(gate)),
    ])
    expect(file).toEqual([])
    expect(page).toContain('unwrap')
  })
})

it('a file under way ends with its keys after the lock was asked for; what is begun then waits', async () => {
  using room = new Room()
  const held = heldEngine()
  const { gate, state } = gateOf(false)
  const { jobs, keys } = jobsIn(room, { engine: held.engine, forFile: (work) => gate.forFile(work) })
  keys.beforeCall = () => gate.check('unwrap')
  const under = run(jobs, [room.write('under way.bin', bytes(1000))])
  await untilRows(jobs, () => held.running === 1)
  state.isWaiting = true
  const ended = jobs.beforeLock('finish')
  const later = run(jobs, [room.write('later.bin', bytes(1000))])
  held.letGo()
  await ended
  expect((await under).map(({ phase, problem }) => [phase, problem])).toEqual([['done', null]])
  expect(new Set(jobs.snapshot().rows.map(({ phase }) => phase))).toEqual(new Set(['done', 'waiting']))
  state.isWaiting = false
  jobs.afterLock(false)
  expect((await later).map(({ phase }) => phase)).toEqual(['done'])
  await jobs.shutDown()
})

it('without that word a file is asked as anybody is', async () => {
  using room = new Room()
  const { gate } = gateOf(true)
  const { jobs, keys } = jobsIn(room)
  keys.beforeCall = () => gate.check('wrap')
  const rows = await Promise.race([
    run(jobs, [room.write('a.bin', bytes(10))]),
    untilRows(jobs, (all) => all.length > 0 && all[0]?.phase !== 'done'),
  ])
  expect(rows.map(({ phase }) => phase)).not.toContain('done')
  await jobs.shutDown()
})
