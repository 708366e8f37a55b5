import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesWith, nth } from '../../../../support/file-work.ts'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import { Room, bytes, defaultOptions, jobsIn } from '../../../../support/jobs-room.ts'
import { knowingKeyServices } from '../../../../support/knowing-key-services.ts'
import { only, planOf } from '../../../../support/plan-of.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const message = (length = 10) =>
  craftMessage({ frameLength: 1000, frames: [{ kind: 'final', sequence: 1, content: bytes(length) }] })

describe('a plan to verify', () => {
  const verify: Partial<PlanOptions> = { intent: 'verify', doors: [] }

  it('takes messages, writes nothing, and needs no key to encrypt to and no folder to write in', async () => {
    using room = new Room()
    const paths = [room.write('a.encrypted', message()), room.write('b.dat', message())]
    const files = filesWith(nth('check folder', 'work', 1, { kind: 'error', errno: 'EACCES' }))
    const plan = await planOf(room, paths, { files, keys: knowingKeyServices(), options: verify })
    expect(plan.problem).toBe(null)
    expect(plan.items.map(({ action, resultName, question }) => [action, resultName, question])).toEqual([
      ['verify', null, null],
      ['verify', null, null],
    ])
    expect(plan).toMatchObject({ verify: { files: 2 }, keyCalls: 2, kmsCalls: 2, kmsCallsIfReused: null })
  })

  it('counts the plain files of a folder and leaves them out, and says so of one that was dropped itself', async () => {
    using room = new Room()
    room.write('top/a.encrypted', message())
    room.write('top/b.txt', 'plain')
    room.write('top/sub/c.txt', 'plain')
    fs.symlinkSync(room.path('top/b.txt'), room.path('top/link'))
    const more = { keys: knowingKeyServices(), options: verify }
    const folder = await planOf(room, [room.path('top')], more)
    expect([only(folder).name, folder.plainFiles, folder.problems]).toEqual(['a.encrypted', 3, 0])
    const file = await planOf(room, [room.path('top/b.txt')], more)
    expect(only(file).problem?.code).toBe('MESSAGE_NOT_RECOGNISED')
    expect(file.plainFiles).toBe(0)
  })

  it('keeps what is called a message and is none, and folders that it cannot look into', async () => {
    using room = new Room()
    room.write('top/a.encrypted', 'plain')
    const plan = await planOf(room, [room.path('top')], { options: verify })
    expect(only(plan)).toMatchObject({ problem: { code: 'MESSAGE_NOT_RECOGNISED' }, question: null })
  })
})

describe('a plan to move', () => {
  const keys = knowingKeyServices()
  const move = { intent: 'move' } as const

  it('gives the new message a number beside the old one that is kept, also where names are else refused', async () => {
    using room = new Room()
    const paths = [room.write('a.txt.encrypted', message())]
    for (const ifExists of ['number', 'refuse'] as const) {
      const plan = await planOf(room, paths, { keys, options: { ...move, ifExists } })
      expect(only(plan)).toMatchObject({
        action: 'move',
        resultName: 'a (2).txt.encrypted',
        renamed: true,
        problem: null,
      })
    }
    room.write('a (2).txt.encrypted', 'taken')
    expect(only(await planOf(room, paths, { keys, options: move })).resultName).toBe('a (3).txt.encrypted')
  })

  it('gives it the very name of the old one that goes to the trash', async () => {
    using room = new Room()
    const paths = [room.write('a.txt.encrypted', message())]
    const plan = await planOf(room, paths, { keys, options: { ...move, original: 'trash' } })
    expect(only(plan)).toMatchObject({ resultName: 'a.txt.encrypted', renamed: false, problem: null })
  })

  it('gives it the same name in another folder', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room, { keys })
    fs.mkdirSync(room.path('out'))
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
    const options = { ...defaultOptions, ...move, output: { folderId } }
    const plan = await jobs.plan([room.write('a.encrypted', message())], options)
    expect(only(plan)).toMatchObject({
      resultName: 'a.encrypted',
      resultFolder: '~/work/out',
      renamed: false,
    })
  })

  it('counts one unwrap, and a wrap and a reading back for each new door', async () => {
    using room = new Room()
    const paths = [room.write('a.encrypted', message()), room.write('b.encrypted', message())]
    const doors = [
      { service: 'local', keyId: 'k' },
      { service: 'aws', connectionId: 'c', keyArn: 'x' },
    ] as const
    const options = { ...move, doors: [...doors] }
    const read = await planOf(room, paths, { keys, options })
    expect(read).toMatchObject({ move: { files: 2 }, keyCalls: 10, kmsCalls: 6, kmsCallsIfReused: 4 })
    const unread = await planOf(room, paths, { keys, options: { ...options, verify: false } })
    expect(unread).toMatchObject({ keyCalls: 6, kmsCalls: 4, kmsCallsIfReused: 3 })
    const trash = { ...options, verify: false, original: 'trash' } as const
    expect(await planOf(room, paths, { keys, options: trash }), 'read back in any case').toMatchObject({
      keyCalls: 10,
    })
  })

  it('needs a key to encrypt to', async () => {
    using room = new Room()
    const options = { ...move, doors: [] }
    const plan = await planOf(room, [room.write('a.encrypted', message())], { keys, options })
    expect(plan.problem?.code).toBe('NO_DOORS_CHOSEN')
  })
})

describe('a message that does not commit to its key', () => {
  const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
  const older = craftMessage({ suite: '0178', frameLength: 1000, frames })
  const keys = knowingKeyServices()

  it.each(['auto', 'verify', 'move'] as const)('is asked about before it is started: %s', async (intent) => {
    using room = new Room()
    const { jobs } = jobsIn(room, { keys })
    const options = { ...defaultOptions, intent }
    const plan = await jobs.plan([room.write('a.encrypted', older)], options)
    const { id: itemId } = only(plan)
    expect(only(plan)).toMatchObject({ question: 'doesNotCommit', problem: null })
    expect(plan.keyCalls).toBe(0)
    const agreed = await jobs.revise(plan.id, options, [{ itemId, choice: 'agree' }])
    expect(only(agreed)).toMatchObject({ question: null, problem: null })
    expect(agreed.keyCalls).toBeGreaterThan(0)
  })

  it('is asked about its name first, then about this; one answer holds both', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room, { keys })
    const plan = await jobs.plan([room.write('a.dat', older)], defaultOptions)
    const { id: itemId } = only(plan)
    expect(only(plan).question).toBe('isMessageWithoutSuffix')
    const after = async (...choices: readonly ('open' | 'encrypt' | 'agree')[]) => {
      const decisions = choices.map((choice) => ({ itemId, choice }))
      return only(await jobs.revise(plan.id, defaultOptions, decisions))
    }
    expect(await after('open')).toMatchObject({ action: 'open', question: 'doesNotCommit' })
    expect(await after('encrypt')).toMatchObject({ action: 'encrypt', question: null })
    for (const choices of [['agree'], ['open', 'agree'], ['agree', 'open']] as const) {
      expect(await after(...choices)).toMatchObject({ action: 'open', question: null })
    }
  })

  it('is not asked about where nothing opens it', async () => {
    using room = new Room()
    const plan = await planOf(room, [room.write('a.encrypted', older)])
    expect(only(plan)).toMatchObject({ question: null, problem: { code: 'NO_DOOR_OPENS' } })
  })
})
