import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Room, defaultOptions, jobsIn, run } from '../../../../support/jobs-room.ts'
import { only, planOf } from '../../../../support/plan-of.ts'

describe('the direction', () => {
  it('is encrypt for a plain file, and the plan says where to and how', async () => {
    using room = new Room()
    const plan = await planOf(room, [room.write('a.txt', 'hello')])
    expect(only(plan)).toMatchObject({
      name: 'a.txt',
      folder: '~/work',
      action: 'encrypt',
      size: 5,
      resultName: 'a.txt.encrypted',
      resultFolder: '~/work',
      renamed: false,
      problem: null,
      question: null,
    })
    expect(plan).toMatchObject({
      encrypt: { files: 1, bytes: 5 },
      open: { files: 0, bytes: 0 },
      problem: null,
    })
    expect(plan).toMatchObject({ frameLength: 1024 * 1024, keyCalls: 2, kmsCalls: 0 })
  })

  it('is open for a message, whose doors are named', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    await run(jobs, [room.write('a.txt', 'hello')])
    const plan = await jobs.plan([room.path('a.txt.encrypted')], defaultOptions)
    expect(only(plan)).toMatchObject({
      action: 'open',
      resultName: 'a (2).txt',
      renamed: true,
      problem: null,
    })
    expect(only(plan).doors).toMatchObject([{ name: 'key-1', known: true }])
    expect(plan).toMatchObject({ open: { files: 1 }, keyCalls: 1, problem: null })
  })

  it('is asked where name and content disagree, and nothing of it starts before the answer', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    await run(jobs, [room.write('a.txt', 'hello')])
    fs.renameSync(room.path('a.txt.encrypted'), room.path('b.dat'))
    const paths = [room.path('b.dat'), room.write('c.txt.encrypted', 'plain')]
    const plan = await jobs.plan(paths, defaultOptions)
    expect(plan.items.map(({ question, action }) => [question, action])).toEqual([
      ['isMessageWithoutSuffix', 'open'],
      ['looksEncryptedIsNot', 'encrypt'],
    ])
    expect([plan.open.files, plan.encrypt.files]).toEqual([0, 0])
    const [message, plain] = plan.items.map(({ id }) => id)
    const answered = await jobs.revise(plan.id, defaultOptions, [
      { itemId: message ?? '', choice: 'open' },
      { itemId: plain ?? '', choice: 'encrypt' },
    ])
    expect(answered.items.map(({ question, resultName }) => [question, resultName])).toEqual([
      [null, 'b.dat.opened'],
      [null, 'c.txt.encrypted.encrypted'],
    ])
    expect([answered.open.files, answered.encrypt.files]).toEqual([1, 1])
  })

  it('cannot be open for what is no message', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const plan = await jobs.plan([room.write('c.encrypted', 'plain')], defaultOptions)
    const decided = await jobs.revise(plan.id, defaultOptions, [{ itemId: only(plan).id, choice: 'open' }])
    expect(only(decided).problem).toMatchObject({ code: 'MESSAGE_NOT_RECOGNISED' })
  })
})
