import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlanItem } from '../../../../../src/shared/model/plan.ts'
import type { Plan, PlanOptions } from '../../../../../src/shared/model/plan.ts'
import { plan as planSchema } from '../../../../../src/shared/model/plan.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { messageLength } from '../../../../../src/main/message/message-size.ts'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import { encryptIn, filesWith, messageOf, nth } from '../../../../support/file-work.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'
import { Room, bytes, defaultOptions, jobsIn, localDoor, run } from '../../../../support/jobs-room.ts'

async function planOf(
  room: Room,
  paths: readonly string[],
  more: { options?: Partial<PlanOptions>; files?: Files; maxFiles?: number } = {},
): Promise<Plan> {
  const { options, ...rest } = more
  const made = await jobsIn(room, rest).jobs.plan(paths, { ...defaultOptions, ...options })
  return planSchema.parse(made)
}

const only = (plan: Plan): PlanItem => {
  const [item, ...others] = plan.items
  if (item === undefined || others.length > 0) throw new Error(`one item expected: ${plan.items.length}`)
  return item
}

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

const codeOf = async (...args: Parameters<typeof planOf>) => only(await planOf(...args)).problem?.code

describe('a problem is told before anything starts', () => {
  it('for a link, a file that is gone, a path that is none', async () => {
    using room = new Room()
    room.write('a', 'x')
    fs.symlinkSync(room.path('a'), room.path('link'))
    expect(await codeOf(room, [room.path('link')])).toBe('FILE_IS_LINK')
    expect(await codeOf(room, [room.path('gone')])).toBe('FILE_NOT_FOUND')
    expect(await codeOf(room, ['relative/path'])).toBe('PATH_NOT_ALLOWED')
    expect(await codeOf(room, ['/tmp/a\0b'])).toBe('PATH_NOT_ALLOWED')
    expect(await codeOf(room, ['/tmp/\uD800'])).toBe('FILE_NAME_UNSUPPORTED')
    expect(await codeOf(room, [room.path('\u{FFFD}')])).toBe('FILE_NAME_UNSUPPORTED')
    expect(await codeOf(room, ['/dev/null'])).toBe('FILE_KIND_UNSUPPORTED')
  })

  it('for everything inside the profile and the app, also by way of a link', async () => {
    using room = new Room()
    const secret = path.join(room.userData, 'store.db')
    fs.writeFileSync(secret, 'x')
    fs.symlinkSync(room.userData, room.path('way in'))
    for (const given of [
      secret,
      room.userData,
      room.appFolder,
      room.path('way in/store.db'),
      `${room.work}/../profile/store.db`,
    ]) {
      expect(await codeOf(room, [given])).toBe('PATH_NOT_ALLOWED')
    }
    const whole = await planOf(room, [room.root])
    expect(whole.items.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['app', 'PATH_NOT_ALLOWED'],
      ['profile', 'PATH_NOT_ALLOWED'],
      ['way in', 'FILE_IS_LINK'],
    ])
  })

  it('for a message cut in its header, that breaks the rules, or that no key of this vault opens', async () => {
    using room = new Room()
    const message = await messageOf(bytes(5000))
    const headerLength = message.length - messageLength(0, 5000, 1000)
    expect(await codeOf(room, [room.write('cut.encrypted', message.subarray(0, 50))])).toBe(
      'MESSAGE_TRUNCATED',
    )
    expect(await codeOf(room, [room.write('short.encrypted', message.subarray(0, headerLength + 10))])).toBe(
      'MESSAGE_TRUNCATED',
    )
    expect(await codeOf(room, [room.write('other.encrypted', message)])).toBe('NO_DOOR_OPENS')
    const v1 = Buffer.concat([Buffer.from('01800178', 'hex'), Buffer.alloc(100)])
    expect(await codeOf(room, [room.write('v1.encrypted', v1)])).toBe('MESSAGE_MALFORMED')
    expect(await codeOf(room, [room.write('text.encrypted', message.toString('base64'))])).toBe(
      'MESSAGE_UNSUPPORTED',
    )
  })

  it('F-73 for a message that does not commit to its key, and F-38 for a signed one that was cut', async () => {
    using room = new Room()
    const frames = [{ kind: 'final', sequence: 1, content: bytes(10) }] as const
    const older = craftMessage({ suite: '0178', frameLength: 1000, frames })
    expect(await codeOf(room, [room.write('older.encrypted', older)])).toBe('COMMITMENT_REQUIRED')
    room.write('a.bin', bytes(5000))
    const { path: signed, messageBytes } = await encryptIn(room, { suite: '0578' })
    expect(await codeOf(room, [signed])).toBe('NO_DOOR_OPENS')
    fs.truncateSync(signed, messageBytes - 5000 - 255)
    expect(await codeOf(room, [signed])).toBe('MESSAGE_TRUNCATED')
  })

  it('for a file that cannot be read and a folder that cannot be written in', async () => {
    using room = new Room()
    const file = room.write('a', 'x')
    const refused = { kind: 'error', errno: 'EACCES' } as const
    expect(await codeOf(room, [file], { files: filesWith(nth('open', 'a', 1, refused)) })).toBe(
      'FILE_NOT_READABLE',
    )
    const files = filesWith(nth('check folder', 'work', 1, refused))
    expect(await codeOf(room, [file], { files })).toBe('FOLDER_NOT_WRITABLE')
  })

  it('for a name that is too long with its suffix', async () => {
    using room = new Room()
    expect(await codeOf(room, [room.write('n'.repeat(250), 'x')])).toBe('FILE_NAME_TOO_LONG')
  })

  it('for a target that exists where numbers are not wanted', async () => {
    using room = new Room()
    room.write('a.encrypted', 'x')
    const options = { ifExists: 'refuse' } as const
    expect(await codeOf(room, [room.write('a', 'x')], { options })).toBe('TARGET_EXISTS')
  })

  it('for the whole plan: no key chosen, too many files, no room', async () => {
    using room = new Room()
    const file = room.write('a', 'x')
    room.write('b', 'x')
    expect((await planOf(room, [file], { options: { doors: [] } })).problem?.code).toBe('NO_DOORS_CHOSEN')
    expect((await planOf(room, [room.work], { maxFiles: 1 })).problem).toMatchObject({
      code: 'TOO_MANY_FILES',
      facts: { limit: 1 },
    })
    const files: Files = { ...nodeFiles, freeSpace: () => Promise.resolve(100) }
    expect((await planOf(room, [file], { files })).problem).toMatchObject({
      code: 'DISK_FULL',
      facts: { free: 100 },
    })
  })
})

describe('a folder', () => {
  it('is walked with hidden files and odd names, and keeps its tree', async () => {
    using room = new Room()
    for (const name of ['top/a', 'top/.hidden', 'top/sub/ü 🗝', 'top/sub/deep/line\nbreak'])
      room.write(name, 'x')
    const plan = await planOf(room, [room.path('top')])
    expect(plan.items.map(({ inside, name }) => [inside, name])).toEqual([
      ['', '.hidden'],
      ['', 'a'],
      ['sub', 'ü 🗝'],
      ['sub/deep', 'line\nbreak'],
    ])
    expect(plan.encrypt.files).toBe(4)
  })

  it('that cannot be listed is one problem, and the rest goes on', async () => {
    using room = new Room()
    room.write('top/closed/x', 'x')
    room.write('top/open/y', 'y')
    const files = filesWith(nth('list', 'closed', 1, { kind: 'error', errno: 'EACCES' }))
    const plan = await planOf(room, [room.path('top')], { files })
    expect(plan.items.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['closed', 'FOLDER_NOT_READABLE'],
      ['y', undefined],
    ])
  })

  it('with a link in it shows the link as a problem and does not follow it', async () => {
    using room = new Room()
    room.write('elsewhere/secret', 'x')
    room.write('top/a', 'x')
    fs.symlinkSync(room.path('elsewhere'), room.path('top/z'))
    const plan = await planOf(room, [room.path('top')])
    expect(plan.items.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ['a', undefined],
      ['z', 'FILE_IS_LINK'],
    ])
  })

  it.skipIf(process.platform !== 'linux')('names a file whose name is not UTF-8 as a problem', async () => {
    using room = new Room()
    room.write('top/a', 'x')
    fs.writeFileSync(Buffer.concat([Buffer.from(`${room.path('top')}/z`), Buffer.from([0xff])]), 'x')
    const plan = await planOf(room, [room.path('top')])
    expect(plan.items.map(({ problem }) => problem?.code)).toEqual([undefined, 'FILE_NAME_UNSUPPORTED'])
  })

  it('dropped with one of its files, or twice, counts each file once', async () => {
    using room = new Room()
    const file = room.write('top/a', 'x')
    expect((await planOf(room, [room.path('top'), file, room.path('top')])).items).toHaveLength(1)
  })

  it('leaves out staged files of running jobs', async () => {
    using room = new Room()
    room.write(`top/.keyhold-${'a'.repeat(32)}.part`, 'x')
    expect((await planOf(room, [room.path('top')])).items).toEqual([])
  })
})

describe('results', () => {
  it('that want the same name are numbered', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const { folderId, label } = jobs.allowOutputFolder(room.userData)
    const paths = [room.write('one/a.txt', 'x'), room.write('two/a.txt', 'y')]
    const plan = await jobs.plan(paths, { ...defaultOptions, output: { folderId } })
    expect(plan.items.map(({ resultName, renamed }) => [resultName, renamed])).toEqual([
      ['a.txt.encrypted', false],
      ['a (2).txt.encrypted', true],
    ])
    expect([label, plan.outputFolder, plan.items[0]?.resultFolder]).toEqual([
      '~/profile',
      '~/profile',
      '~/profile',
    ])
  })

  it('go into an output folder with the tree of what was dropped', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    fs.mkdirSync(room.path('out'))
    room.write('top/sub/a', 'x')
    const { folderId } = jobs.allowOutputFolder(room.path('out'))
    const rows = await run(jobs, [room.path('top')], { output: { folderId } })
    expect(rows).toMatchObject([{ phase: 'done', resultFolder: '~/work/out/top/sub' }])
    expect(room.names()).toEqual(['out/top/sub/a.encrypted', 'top/sub/a'])
  })

  it('never go through a link in the output folder', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/a', 'x')
    fs.mkdirSync(room.path('out'))
    fs.mkdirSync(room.path('elsewhere'))
    fs.symlinkSync(room.path('elsewhere'), room.path('out/top'))
    const { folderId } = jobs.allowOutputFolder(room.path('out'))
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, output: { folderId } })
    expect(only(plan).problem?.code).toBe('FILE_IS_LINK')
  })

  it('go only to a folder that a dialog gave', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const options = { ...defaultOptions, output: { folderId: '/etc' } }
    await expect(jobs.plan([room.write('a', 'x')], options)).rejects.toMatchObject({
      code: 'PATH_NOT_ALLOWED',
    })
  })
})

describe('a plan', () => {
  it('counts key calls and calls to AWS KMS: one wrap a door, and one unwrap a door to read back', async () => {
    using room = new Room()
    const aws = { service: 'aws', connectionId: 'c', keyArn: 'arn:aws:kms:eu-central-1:1:key/a' } as const
    const file = room.write('a', 'x')
    const counts = async (options: Partial<PlanOptions>) => {
      const { keyCalls, kmsCalls, frameLength } = await planOf(room, [file], { options })
      return [keyCalls, kmsCalls, frameLength]
    }
    expect(await counts({ doors: [localDoor, aws] })).toEqual([4, 2, 8192])
    expect(await counts({ doors: [localDoor, aws], verify: false })).toEqual([2, 1, 8192])
    expect(await counts({ doors: [aws], frameLength: 4096 })).toEqual([2, 2, 4096])
  })

  it('is left as it is by a revision, which is another plan', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/a', 'x')
    room.write('top/b', 'x')
    const first = await jobs.plan([room.path('top')], defaultOptions)
    const left = [{ itemId: first.items[0]?.id ?? '', choice: 'leaveOut' }] as const
    const second = await jobs.revise(first.id, { ...defaultOptions, verify: false }, left)
    expect(second.id).not.toBe(first.id)
    expect([first.items.length, second.items.length, second.keyCalls]).toEqual([2, 1, 1])
    const third = await jobs.revise(second.id, defaultOptions, [])
    expect(third.items.map(({ name }) => name)).toEqual(['b'])
  })

  it('is started once, and is gone once discarded', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const file = room.write('a', 'x')
    const first = await jobs.plan([file], defaultOptions)
    jobs.start(first.id)
    expect(() => jobs.start(first.id)).toThrow(expect.objectContaining({ code: 'PLAN_NOT_FOUND' }))
    const second = await jobs.plan([file], defaultOptions)
    jobs.discardPlan(second.id)
    expect(() => jobs.start(second.id)).toThrow(expect.objectContaining({ code: 'PLAN_NOT_FOUND' }))
    await jobs.shutDown()
  })

  it('with a problem of its own cannot be started', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    const plan = await jobs.plan([room.write('a', 'x')], { ...defaultOptions, doors: [] })
    expect(() => jobs.start(plan.id)).toThrow(expect.objectContaining({ code: 'NO_DOORS_CHOSEN' }))
  })

  it('shows no path', async () => {
    using room = new Room()
    room.write('top/a', 'x')
    fs.symlinkSync('/etc/passwd', room.path('top/link'))
    expect(JSON.stringify(await planOf(room, [room.path('top')]))).not.toContain(room.root)
  })
})
