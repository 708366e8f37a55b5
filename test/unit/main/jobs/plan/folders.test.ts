import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Room, bytes, defaultOptions, jobsIn } from '../../../../support/jobs-room.ts'
import { knowingKeyServices } from '../../../../support/knowing-key-services.ts'
import { codeOf, only, planOf } from '../../../../support/plan-of.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'

const oneFile = { folders: 'oneFile' } as const

describe('a folder as one file', () => {
  it('is one item with its files and bytes, and files of the same drop stay files', async () => {
    using room = new Room()
    room.write('top/a', bytes(100))
    room.write('top/sub/b', bytes(50))
    const alone = room.write('c', bytes(7))
    const plan = await planOf(room, [room.path('top'), alone], { options: oneFile })
    expect(plan.items).toMatchObject([
      {
        name: 'top',
        action: 'pack',
        members: 2,
        size: 150,
        resultName: 'top.tar.encrypted',
        resultFolder: '~/work',
        problem: null,
      },
      { name: 'c', action: 'encrypt', members: null, resultName: 'c.encrypted' },
    ])
    expect(plan).toMatchObject({ encrypt: { files: 2, bytes: 157 }, keyCalls: 4 })
  })

  it('becomes its files again when that is chosen, and back', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/a', bytes(100))
    room.write('top/b', bytes(50))
    fs.symlinkSync(room.path('top/a'), room.path('top/link'))
    const plan = await jobs.plan([room.path('top')], defaultOptions)
    expect(plan.items.map(({ action }) => action)).toEqual(['encrypt', 'encrypt', 'encrypt'])
    const packed = await jobs.revise(plan.id, { ...defaultOptions, ...oneFile }, [])
    expect(packed.items).toMatchObject([{ action: 'pack', members: 2, size: 150, problem: null }])
    const files = await jobs.revise(packed.id, defaultOptions, [])
    expect(files.items.map(({ id }) => id)).toEqual(plan.items.map(({ id }) => id))
  })

  it('counts a file that was dropped with it and by itself in both', async () => {
    using room = new Room()
    const inside = room.write('top/a', bytes(10))
    const plan = await planOf(room, [inside, room.path('top')], { options: oneFile })
    expect(plan.items.map(({ name, members }) => [name, members])).toEqual([
      ['top', 1],
      ['a', null],
    ])
  })

  it('is one item where it was dropped twice', async () => {
    using room = new Room()
    const inside = room.write('top/a', bytes(10))
    fs.symlinkSync(room.work, `${room.root}/link`)
    const paths = [room.path('top'), `${room.path('top')}/`, `${room.root}/link/top`]
    expect(only(await planOf(room, paths, { options: oneFile }))).toMatchObject({ members: 1 })
    expect(only(await planOf(room, [...paths, inside])).name).toBe('a')
  })

  it('may be empty', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('empty'))
    const plan = await planOf(room, [room.path('empty')], { options: oneFile })
    expect(only(plan)).toMatchObject({ members: 0, size: 0, problem: null })
  })

  it('leaves links out, and is not packed where something in it cannot be read', async () => {
    using room = new Room()
    room.write('top/a', 'x')
    fs.symlinkSync(room.path('top/a'), room.path('top/link'))
    const plan = await planOf(room, [room.path('top')], { options: oneFile })
    expect(only(plan)).toMatchObject({ members: 1, problem: null })
    room.write('top/sub/b', 'x')
    const files = filesWith(nth('list', 'sub', 1, { kind: 'error', errno: 'EACCES' }))
    expect(await codeOf(room, [room.path('top')], { files, options: oneFile })).toBe('FOLDER_NOT_READABLE')
  })

  it('that was looked at file by file is not packed where a file could not be read', async () => {
    using room = new Room()
    room.write('top/a', 'x')
    const files = filesWith(nth('open', 'a', 1, { kind: 'error', errno: 'EACCES' }))
    const { jobs } = jobsIn(room, { files })
    const plan = await jobs.plan([room.path('top')], defaultOptions)
    const packed = await jobs.revise(plan.id, { ...defaultOptions, ...oneFile }, [])
    expect(only(packed).problem?.code).toBe('FILE_NOT_READABLE')
  })

  it('may hold more files than a plan takes one by one, and is added up without opening any', async () => {
    using room = new Room()
    for (let index = 0; index < 5; index++) room.write(`top/${index}`, 'x')
    const alone = room.write('b', 'x')
    let opened = 0
    const files = filesWith(({ operation }) => {
      if (operation === 'open') opened++
      return undefined
    })
    const { jobs } = jobsIn(room, { maxFiles: 3, files })
    const paths = [room.path('top'), alone]
    const tooMany = await jobs.plan(paths, defaultOptions)
    expect(tooMany.problem?.code).toBe('TOO_MANY_FILES')
    opened = 0
    const packed = await jobs.revise(tooMany.id, { ...defaultOptions, ...oneFile }, [])
    expect(packed.problem).toBe(null)
    expect(packed.items.map(({ members, size }) => [members, size])).toEqual([
      [5, 5],
      [null, 1],
    ])
    expect(opened, 'the file beside it').toBe(1)
    expect((await jobs.revise(packed.id, defaultOptions, [])).problem?.code).toBe('TOO_MANY_FILES')
  })

  it('keeps the answers for files beside it when its own files are looked at again', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/a', 'x')
    const paths = [room.path('top'), room.write('b', 'x'), room.write('c', 'x')]
    const packed = await jobs.plan(paths, { ...defaultOptions, ...oneFile })
    const b = packed.items.find(({ name }) => name === 'b')
    const decisions = [{ itemId: b?.id ?? '', choice: 'leaveOut' } as const]
    const files = await jobs.revise(packed.id, defaultOptions, decisions)
    expect(files.items.map(({ name }) => name)).toEqual(['a', 'c'])
  })

  it('does not become a file inside itself', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/a', 'x')
    fs.mkdirSync(room.path('top/out'))
    const { folderId } = await jobs.allowOutputFolder(room.path('top/out'))
    const plan = await jobs.plan([room.path('top')], { ...defaultOptions, ...oneFile, output: { folderId } })
    expect(only(plan).problem?.code).toBe('RESULT_INSIDE_FOLDER')
    fs.symlinkSync(room.path('top/out'), room.path('link'))
    const linked = await jobs.allowOutputFolder(room.path('link'))
    const output = { folderId: linked.folderId }
    const second = await jobs.plan([room.path('top')], { ...defaultOptions, ...oneFile, output })
    expect(only(second).problem?.code).toBe('RESULT_INSIDE_FOLDER')
  })

  it('goes to the top of an output folder', async () => {
    using room = new Room()
    const { jobs } = jobsIn(room)
    room.write('top/sub/a', 'x')
    fs.mkdirSync(room.path('out'))
    const { folderId } = await jobs.allowOutputFolder(room.path('out'))
    const paths = [room.path('top')]
    const plan = await jobs.plan(paths, { ...defaultOptions, ...oneFile, output: { folderId } })
    expect(only(plan)).toMatchObject({ resultName: 'top.tar.encrypted', resultFolder: '~/work/out' })
  })

  it('needs more room than its files have bytes', async () => {
    using room = new Room()
    room.write('top/a', bytes(100))
    const files = { ...filesWith(() => undefined), freeSpace: () => Promise.resolve(2000) }
    const plan = await planOf(room, [room.path('top')], { files, options: oneFile })
    expect(plan.problem?.code).toBe('DISK_FULL')
  })
})

describe('a message with a folder in it', () => {
  const keys = knowingKeyServices()
  const message = craftMessage({
    frameLength: 1000,
    frames: [{ kind: 'final', sequence: 1, content: bytes(10) }],
  })

  it('becomes the folder again, or the tar file where that is chosen', async () => {
    using room = new Room()
    const paths = [room.write('photos.v2.TAR.encrypted', message)]
    const unpacked = await planOf(room, paths, { keys })
    expect(only(unpacked)).toMatchObject({ action: 'unpack', resultName: 'photos.v2', renamed: false })
    expect(unpacked.open.files).toBe(1)
    const kept = await planOf(room, paths, { keys, options: { archives: 'keep' } })
    expect(only(kept)).toMatchObject({ action: 'open', resultName: 'photos.v2.TAR' })
  })

  it('becomes a numbered folder where there is one of that name', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('photos.v2'))
    const plan = await planOf(room, [room.write('photos.v2.tar.encrypted', message)], { keys })
    expect(only(plan)).toMatchObject({ resultName: 'photos.v2 (2)', renamed: true })
  })

  it('is verified and moved as any other', async () => {
    using room = new Room()
    const paths = [room.write('photos.tar.encrypted', message)]
    for (const intent of ['verify', 'move'] as const) {
      expect(only(await planOf(room, paths, { keys, options: { intent } })).action).toBe(intent)
    }
  })

  it('has a name before its suffix', async () => {
    using room = new Room()
    const plan = await planOf(room, [room.write('.tar.encrypted', message)], { keys })
    expect(only(plan)).toMatchObject({ action: 'open', resultName: '.tar' })
  })
})
