import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { CreateJobsOptions } from '../../../../../src/main/jobs/create-jobs.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import type { JobRow } from '../../../../../src/shared/model/job.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { memoryKeyServices } from '../../../../support/memory-key-services.ts'
import { Room, jobsIn, run, sha256 } from '../../../../support/jobs-room.ts'
import { message, moving, one, opensAs, trashIn } from '../../../../support/originals-work.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const toTrash = { original: 'trash' } as const
const noTrash = (): Promise<void> => Promise.reject(new VaultError('INTERNAL', 'no trash'))

describe('moving the original to the trash', () => {
  it('happens once the result is durable and was read back, also where reading back was turned off', async () => {
    using room = new Room()
    const row = await one(room, room.write('a', 'x'), { ...toTrash, verify: false })
    expect(row).toMatchObject({ phase: 'done', verified: true, original: 'trashed', note: null })
    expect(room.names()).toEqual(['a.encrypted'])
    expect(trashIn(room).content()).toEqual(['a'])
  })

  it('does not happen by default, nor to a message that is opened', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    expect(await one(room, room.write('a', 'x'), { jobs: { keys } })).toMatchObject({ original: 'kept' })
    const opened = await one(room, room.path('a.encrypted'), { ...toTrash, jobs: { keys } })
    expect(opened).toMatchObject({ phase: 'done', original: 'kept', note: null })
    expect(trashIn(room).content()).toEqual([])
  })

  it.each<[string, (room: Room) => Partial<CreateJobsOptions>, JobRow['note']]>([
    [
      'the disk did not confirm the result',
      (room) => ({ files: unsyncedAt(room.work) }),
      'durabilityUncertain',
    ],
    ['it changed after it was read', (room) => ({ files: changedAtLink(room) }), 'originalNotTrashed'],
    ['another file took its name', (room) => ({ files: exchangedAtLink(room) }), 'originalNotTrashed'],
    [
      'the trash refuses it',
      () => ({ trash: () => Promise.reject(new Error('no trash')) }),
      'originalNotTrashed',
    ],
    ['the trash only says it took it', () => ({ trash: () => Promise.resolve() }), 'originalNotTrashed'],
  ])('leaves it where it is when %s', async (_, jobs, note) => {
    using room = new Room()
    const row = await one(room, room.write('a', 'x'), { ...toTrash, jobs: jobs(room) })
    expect(row).toMatchObject({ phase: 'done', original: 'kept', note })
    expect(room.names()).toEqual(['a', 'a.encrypted'])
    expect(trashIn(room).content()).toEqual([])
  })

  it.each([
    ['cannot be looked at again', (room: Room) => unseenAfterTrash(room)],
    ['is gone with its folder', (room: Room) => goneWithFolder(room)],
  ])('is not said of an original that %s', async (_, given) => {
    using room = new Room()
    const row = await one(room, room.write('top/a', 'x'), { ...toTrash, jobs: given(room) })
    expect(row).toMatchObject({ phase: 'done', original: 'kept', note: 'originalNotTrashed' })
  })

  it('leaves it where a door does not open the result', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const { verifyingKeyrings } = keys
    const broken: Keyring = {
      wrap: () => Promise.reject(new Error('never wraps')),
      unwrap: async () => ({ opened: false, tried: [] }),
    }
    keys.verifyingKeyrings = async (doors) => [...(await verifyingKeyrings(doors)), broken]
    const row = await one(room, room.write('a', 'x'), { ...toTrash, verify: false, jobs: { keys } })
    expect(row).toMatchObject({ phase: 'failed', problem: { code: 'VERIFY_FAILED' } })
    expect(room.names()).toEqual(['a'])
  })

  it('leaves it where the person cancelled after the result was published', async () => {
    using room = new Room()
    const cancel = { run: (): void => {} }
    const files = filesWith(nth('remove', /part$/, 1, { kind: 'before', run: () => cancel.run() }))
    const { jobs } = jobsIn(room, { files, trash: trashIn(room).trash })
    cancel.run = () => jobs.cancel(jobs.snapshot().batches[0]?.id ?? '', null)
    expect(await run(jobs, [room.write('a', 'x')], toTrash)).toMatchObject([
      { phase: 'done', original: 'kept', note: 'originalNotTrashed' },
    ])
    expect(room.names()).toEqual(['a', 'a.encrypted'])
  })

  it('takes a folder that became one message, unless something in it was left out', async () => {
    using room = new Room()
    room.write('top/a', 'x')
    const packed = await one(room, room.path('top'), { ...toTrash, folders: 'oneFile' })
    expect(packed).toMatchObject({ action: 'pack', original: 'trashed', members: 1, leftOut: 0 })
    expect(room.names()).toEqual(['top.tar.encrypted'])
    room.write('other/a', 'x')
    fs.symlinkSync('/etc', room.path('other/link'))
    const left = await one(room, room.path('other'), { ...toTrash, folders: 'oneFile' })
    expect(left).toMatchObject({ original: 'kept', leftOut: 1, note: 'originalNotTrashed' })
  })
})

describe('moving a message whose old one goes to the trash', () => {
  it('gives the new one the old name', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const file = await message(room, keys)
    const before = sha256(file)
    const row = await one(room, file, { ...moving, jobs: { keys } })
    expect(row).toMatchObject({ phase: 'done', original: 'replaced', resultName: 'a.encrypted', note: null })
    expect(row?.doors).toMatchObject([{ name: 'key-2' }])
    expect(room.names()).toEqual(['a.encrypted'])
    expect(sha256(path.join(room.root, 'trash', 'a.encrypted'))).toBe(before)
    expect(await opensAs(room, keys, file)).toBe(true)
  })

  it('leaves both where the old one cannot be moved to the trash', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const file = await message(room, keys)
    const row = await one(room, file, { ...moving, jobs: { keys, trash: noTrash } })
    expect(row).toMatchObject({ original: 'kept', resultName: 'a (2).encrypted', note: 'originalNotTrashed' })
    expect(room.names()).toEqual(['a (2).encrypted', 'a.encrypted'])
  })

  it('never replaces what took the old name meanwhile', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const file = await message(room, keys)
    const trash = async (source: string): Promise<void> => {
      await trashIn(room).trash(source)
      fs.writeFileSync(source, 'somebody’s')
    }
    const row = await one(room, file, { ...moving, jobs: { keys, trash } })
    expect(row).toMatchObject({ original: 'trashed', resultName: 'a (2).encrypted', note: 'nameNotTaken' })
    expect(fs.readFileSync(file, 'utf8')).toBe('somebody’s')
  })

  it('works where the file system has no hard links', async () => {
    using room = new Room()
    const keys = memoryKeyServices()
    const file = await message(room, keys)
    const noLinks: Files = {
      ...quickFiles,
      link: (_, to) => filesWith(() => ({ kind: 'error', errno: 'EPERM' })).link('', to),
    }
    const row = await one(room, file, { ...moving, jobs: { keys, files: noLinks } })
    expect(row).toMatchObject({
      original: 'replaced',
      resultName: 'a.encrypted',
      note: 'publishedWithoutHardLinks',
    })
    expect(room.names()).toEqual(['a.encrypted'])
  })
})

/** The folder of results is never confirmed. */
function unsyncedAt(folder: string): Files {
  return filesWith(({ operation, path: at }) =>
    operation === 'flush folder' && at === folder ? { kind: 'error', errno: 'EIO' } : undefined,
  )
}

/** Another program writes into the source while the result is given its name. */
function changedAtLink(room: Room): Files {
  const change = (): void => fs.appendFileSync(room.path('a'), 'more')
  return filesWith(nth('link', 'a.encrypted', 1, { kind: 'before', run: change }))
}

function exchangedAtLink(room: Room): Files {
  const exchange = (): void => {
    fs.rmSync(room.path('a'))
    room.write('a', 'x')
  }
  return filesWith(nth('link', 'a.encrypted', 1, { kind: 'before', run: exchange }))
}

/** The trash says it took the file, and from then on the disk answers nothing about it. */
function unseenAfterTrash(room: Room): Partial<CreateJobsOptions> {
  let isAsked = false
  return {
    trash: async () => {
      isAsked = true
    },
    files: filesWith(({ operation, path: at }) =>
      isAsked && operation === 'look at' && at === room.path('top/a')
        ? { kind: 'error', errno: 'EIO' }
        : undefined,
    ),
  }
}

/** The trash says it took the file, and then the disk is pulled: an empty folder is where it was. */
function goneWithFolder(room: Room): Partial<CreateJobsOptions> {
  return {
    trash: async () => {
      fs.renameSync(room.path('top'), path.join(room.root, 'pulled'))
      fs.mkdirSync(room.path('top'))
    },
  }
}
