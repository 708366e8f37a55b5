import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlanOptions } from '../../../../../src/shared/model/plan.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { Room, defaultOptions, jobsIn, localDoor, run } from '../../../../support/jobs-room.ts'
import { only, planOf } from '../../../../support/plan-of.ts'

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

  it('names a file whose name is not UTF-8 as a problem', async ({ skip }) => {
    skip(process.platform !== 'linux', 'only Linux takes names that are not UTF-8')
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
    fs.mkdirSync(room.path('out'))
    const { folderId, label } = await jobs.allowOutputFolder(room.path('out'))
    const paths = [room.write('one/a.txt', 'x'), room.write('two/a.txt', 'y')]
    const plan = await jobs.plan(paths, { ...defaultOptions, output: { folderId } })
    expect(plan.items.map(({ resultName, renamed }) => [resultName, renamed])).toEqual([
      ['a.txt.encrypted', false],
      ['a (2).txt.encrypted', true],
    ])
    expect([label, plan.outputFolder, plan.items[0]?.resultFolder]).toEqual([
      '~/work/out',
      '~/work/out',
      '~/work/out',
    ])
  })

  it('go into an output folder with the tree of what was dropped', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    fs.mkdirSync(room.path('out'))
    room.write('top/sub/a', 'x')
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
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
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, output: { folderId } })
    expect(only(plan).problem?.code).toBe('FILE_IS_LINK')
  })

  it('never go into the app’s own folders, chosen, linked to, or made by the tree of what was dropped', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    fs.symlinkSync(room.userData, room.path('linked'))
    for (const folder of [room.userData, path.join(room.userData, 'keystore'), room.path('linked')])
      await expect(jobs.allowOutputFolder(folder)).rejects.toMatchObject({ code: 'PATH_NOT_ALLOWED' })
    room.write('profile/keystore/a', 'x')
    const { folderId } = await jobs.allowOutputFolder(room.root)
    const plan = await jobs.plan([room.path('profile')], { ...defaultOptions, output: { folderId } })
    expect(only(plan).problem?.code).toBe('PATH_NOT_ALLOWED')
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
    expect(
      third.items.map(({ name }) => name),
      'a decision that is not named is taken back',
    ).toEqual(['a', 'b'])
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
