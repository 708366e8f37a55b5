import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { noJournal } from '../../../../../src/main/jobs/staging/journal.ts'
import { publishFolder } from '../../../../../src/main/jobs/staging/publish-folder.ts'
import type { Publication } from '../../../../../src/main/jobs/staging/publish.ts'
import { makeStagedFolder } from '../../../../../src/main/jobs/staging/staged-folder.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import type { ChooseFault, Fault } from '../../../../support/faulty-files.ts'
import { Room } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

interface Try {
  readonly choose?: ChooseFault
  readonly ifExists?: 'number' | 'refuse'
  readonly platform?: NodeJS.Platform
}

/** Publishes a staged folder with one file in it as `photos.v2`. */
async function publishIn(room: Room, options: Try = {}): Promise<Publication> {
  const { choose = () => undefined, ifExists = 'number', platform = 'linux' } = options
  const files: Files = faultyFiles(quickFiles, choose)
  const staged = await makeStagedFolder({ files: quickFiles, journal: noJournal }, room.work)
  fs.writeFileSync(path.join(staged.path, 'file'), 'whole')
  const request = { files, journal: noJournal, staged, parent: room.work, ifExists, platform }
  return publishFolder({ ...request, name: 'photos.v2' })
}

const at =
  (operation: string, name: string, fault: Fault): ChooseFault =>
  (now) =>
    now.operation === operation && path.basename(now.path) === name ? fault : undefined

describe.each(['linux', 'win32'] as const)('publishing a folder (%s)', (platform) => {
  it('gives it its name and leaves nothing else', async () => {
    using room = new Room()
    expect(await publishIn(room, { platform })).toEqual({
      outcome: 'durable',
      path: room.path('photos.v2'),
      withoutHardLinks: false,
    })
    expect(room.names()).toEqual(['photos.v2/file'])
    expect(fs.readdirSync(room.work)).toEqual(['photos.v2'])
  })

  it.each<[string, (room: Room) => void]>([
    ['a folder', (room) => void room.write('photos.v2/mine', 'mine')],
    ['an empty folder', (room) => fs.mkdirSync(room.path('photos.v2'))],
    ['a file', (room) => void room.write('photos.v2', 'mine')],
    ['a dangling link', (room) => fs.symlinkSync('nowhere', room.path('photos.v2'))],
  ])('gives the next number where %s has the name', async (_, make) => {
    using room = new Room()
    make(room)
    const before = fs.lstatSync(room.path('photos.v2')).ino
    expect(await publishIn(room, { platform })).toMatchObject({ path: room.path('photos.v2 (2)') })
    expect(fs.lstatSync(room.path('photos.v2')).ino).toBe(before)
    expect(await publishIn(room, { platform })).toMatchObject({ path: room.path('photos.v2 (3)') })
  })

  it('refuses where a number is not wanted, and leaves nothing', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('photos.v2'))
    const refused = await publishIn(room, { platform, ifExists: 'refuse' })
    expect(refused).toMatchObject({ outcome: 'notPublished', error: { code: 'TARGET_EXISTS' } })
    expect(fs.readdirSync(room.work)).toEqual(['photos.v2'])
  })

  it('leaves nothing where the rename fails', async () => {
    using room = new Room()
    const choose = at('rename', 'photos.v2', { kind: 'error', errno: 'EIO' })
    expect(await publishIn(room, { platform, choose })).toMatchObject({ outcome: 'notPublished' })
    expect(fs.readdirSync(room.work)).toEqual([])
  })

  it('says that durability is uncertain where the rename was done and reported as failed', async () => {
    using room = new Room()
    const choose = at('rename', 'photos.v2', { kind: 'doneButReported', errno: 'EIO' })
    expect(await publishIn(room, { platform, choose })).toMatchObject({ outcome: 'durabilityUncertain' })
    expect(room.names()).toEqual(['photos.v2/file'])
  })

  it('says that durability is uncertain where the folder around it cannot be flushed', async () => {
    using room = new Room()
    const choose = at('flush folder', 'work', { kind: 'error', errno: 'EIO' })
    expect(await publishIn(room, { platform, choose })).toMatchObject({ outcome: 'durabilityUncertain' })
  })

  it('says that nobody can tell where the disk answers nothing any more', async () => {
    using room = new Room()
    let isGone = false
    const choose: ChooseFault = ({ operation }) => {
      isGone ||= operation === 'rename'
      return isGone ? { kind: 'error', errno: 'EIO' } : undefined
    }
    expect(await publishIn(room, { platform, choose })).toMatchObject({
      outcome: 'indeterminate',
      error: { code: 'PUBLICATION_UNCERTAIN' },
    })
  })
})

describe('a name that is taken between the look and the rename', () => {
  it('stays theirs where they made it first', async () => {
    using room = new Room()
    const run = (): void => void room.write('photos.v2/mine', 'mine')
    const choose = at('make folder', 'photos.v2', { kind: 'before', run })
    expect(await publishIn(room, { choose })).toMatchObject({ path: room.path('photos.v2 (2)') })
    expect(fs.readFileSync(room.path('photos.v2/mine'), 'utf8')).toBe('mine')
  })

  it('stays theirs where they wrote into the placeholder', async () => {
    using room = new Room()
    const run = (): void => void room.write('photos.v2/mine', 'mine')
    const choose = at('rename', 'photos.v2', { kind: 'before', run })
    expect(await publishIn(room, { choose })).toMatchObject({ path: room.path('photos.v2 (2)') })
    expect(room.names()).toEqual(['photos.v2 (2)/file', 'photos.v2/mine'])
  })

  it('stays theirs where they put a file in the placeholder’s place', async () => {
    using room = new Room()
    const run = (): void => {
      fs.rmdirSync(room.path('photos.v2'))
      room.write('photos.v2', 'mine')
    }
    const choose = at('rename', 'photos.v2', { kind: 'before', run })
    expect(await publishIn(room, { choose })).toMatchObject({ path: room.path('photos.v2 (2)') })
    expect(fs.readFileSync(room.path('photos.v2'), 'utf8')).toBe('mine')
  })
})
