import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { surveyFolder } from '../../../../../src/main/jobs/tar/survey-folder.ts'
import { walkFolder } from '../../../../../src/main/jobs/tar/walk-folder.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { packIn, unpackIn } from '../../../../support/folder-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = []
  for await (const find of walkFolder(quickFiles, folder)) {
    names.push('leftOut' in find ? `(${find.leftOut.name})` : find.name)
  }
  return names
}

describe('walking a folder', () => {
  it('goes through it in the order of the bytes of its names, each folder before what is in it', async () => {
    using room = new Room()
    for (const name of ['top/b', 'top/a/z', 'top/a/B', 'top/ä', 'top/C/x']) room.write(name, '')
    expect(await namesIn(room.path('top'))).toEqual(['', 'C', 'C/x', 'a', 'a/B', 'a/z', 'b', 'ä'])
  })

  it('follows no link, and says what it leaves out', async ({ skip }) => {
    if (process.platform === 'win32') skip('Windows has no named pipes in folders')
    using room = new Room()
    room.write('outside/secret', 's')
    room.write('top/a', '')
    fs.symlinkSync(room.path('outside'), room.path('top/folder-link'))
    fs.symlinkSync('nowhere', room.path('top/dangling'))
    execFileSync('mkfifo', [room.path('top/pipe')])
    const packed = await packIn(room)
    expect(packed.leftOut).toEqual({
      count: 3,
      first: [
        { name: 'dangling', kind: 'link' },
        { name: 'folder-link', kind: 'link' },
        { name: 'pipe', kind: 'other' },
      ],
    })
    await unpackIn(room)
    expect(fs.readdirSync(room.path('out'))).toEqual(['a'])
  })

  it('leaves out the app’s own folders and the staged files of running jobs', async () => {
    using room = new Room()
    room.write('top/profile/keys', 'k')
    room.write('top/a', '')
    room.write(`top/.keyhold-${'0'.repeat(32)}.part`, 'staged')
    const { leftOut, files } = await packIn(room, { protectedFolders: [room.path('top/profile')] })
    expect(leftOut).toEqual({ count: 1, first: [{ name: 'profile', kind: 'protected' }] })
    expect(files).toBe(1)
  })

  it('refuses a name that is not UTF-8', async ({ skip }) => {
    if (process.platform !== 'linux') skip('only Linux takes any bytes for a name')
    using room = new Room()
    room.write('top/a', '')
    fs.writeFileSync(Buffer.concat([Buffer.from(room.path('top/')), Buffer.from([0xff])]), '')
    await expect(packIn(room)).rejects.toMatchObject({ code: 'FILE_NAME_UNSUPPORTED' })
    expect(room.names().filter((name) => !name.startsWith('top/'))).toEqual([])
  })

  it('refuses a link and a file in the folder’s place', async () => {
    using room = new Room()
    room.write('real/a', '')
    room.write('file', '')
    fs.symlinkSync(room.path('real'), room.path('top'))
    await expect(packIn(room)).rejects.toMatchObject({ code: 'FILE_IS_LINK' })
    await expect(packIn(room, { folder: room.path('file') })).rejects.toMatchObject({
      code: 'FILE_KIND_UNSUPPORTED',
    })
  })

  it('refuses a result inside the folder, also by way of a link, and the app’s own folder', async () => {
    using room = new Room()
    room.write('top/in/a', '')
    fs.symlinkSync(room.path('top/in'), room.path('way-in'))
    const refused = { code: 'PATH_NOT_ALLOWED' }
    await expect(packIn(room, { target: room.path('top/in/x.tar.encrypted') })).rejects.toMatchObject(refused)
    await expect(packIn(room, { target: room.path('way-in/x.tar.encrypted') })).rejects.toMatchObject(refused)
    await expect(packIn(room, { protectedFolders: [room.work] })).rejects.toMatchObject(refused)
  })

  it('counts the same bytes as are packed', async () => {
    using room = new Room()
    room.write(`top/${'long name '.repeat(20)}`, bytes(700))
    room.write('top/ä/b', bytes(512))
    const survey = await surveyFolder(quickFiles, room.path('top'))
    expect(await packIn(room)).toMatchObject({ plaintextBytes: survey.tarBytes, contentBytes: 1212 })
  })
})

describe('a folder that changes while it is packed', () => {
  const changes: readonly (readonly [string, (room: Room) => void])[] = [
    ['a file grows', (room) => fs.appendFileSync(room.path('top/b'), 'more')],
    ['a file shrinks', (room) => fs.truncateSync(room.path('top/b'), 1)],
    ['a file is written to', (room) => fs.writeFileSync(room.path('top/b'), bytes(100))],
    ['a file goes', (room) => fs.rmSync(room.path('top/b'))],
    ['a file comes', (room) => void room.write('top/c', '')],
    ['a file that was packed is written to', (room) => fs.writeFileSync(room.path('top/a'), bytes(100))],
    ['a folder comes', (room) => fs.mkdirSync(room.path('top/d'))],
    ['a mode is changed', (room) => fs.chmodSync(room.path('top/a'), 0o600)],
    [
      'a file becomes a link',
      (room) => {
        fs.renameSync(room.path('top/b'), room.path('was-b'))
        fs.symlinkSync(room.path('was-b'), room.path('top/b'))
      },
    ],
  ]

  it.each(changes)('is packed not at all: %s', async (_, change) => {
    using room = new Room()
    room.write('top/a', bytes(100))
    room.write('top/b', bytes(100))
    const files = filesWith(nth('read', 'b', 1, { kind: 'before', run: () => change(room) }))
    await expect(packIn(room, { files })).rejects.toMatchObject({
      code: expect.stringMatching(/FILE_(CHANGED|IS_LINK)/),
    })
    expect(
      fs.readdirSync(room.work).filter((name) => name.includes('.part') || name.includes('encrypted')),
    ).toEqual([])
  })

  it('names the file', async () => {
    using room = new Room()
    room.write('top/a', bytes(100))
    const change = (): void => fs.appendFileSync(room.path('top/a'), 'more')
    const files = filesWith(nth('read', 'a', 1, { kind: 'before', run: change }))
    await expect(packIn(room, { files })).rejects.toMatchObject({ facts: { file: 'a' } })
  })

  it('is packed not at all where another file was opened than the one that was found', async () => {
    using room = new Room()
    room.write('top/a', bytes(100))
    room.write('other', bytes(100))
    const openToRead = (name: string) =>
      quickFiles.openToRead(name === room.path('top/a') ? room.path('other') : name)
    const files = { ...quickFiles, openToRead }
    await expect(packIn(room, { files })).rejects.toMatchObject({
      code: 'FILE_CHANGED',
      facts: { file: 'a' },
    })
  })

  it('is packed not at all where a file was another while it was packed, and is itself again', async () => {
    using room = new Room()
    room.write('top/a', bytes(100))
    let looks = 0
    const inspect = async (name: string) => {
      const facts = await quickFiles.inspect(name)
      if (name === room.path('top/a')) looks++
      // The first look is before the message is begun, the second while it is made.
      return name === room.path('top/a') && looks === 2 ? { ...facts, mode: 0o111 } : facts
    }
    const files = { ...quickFiles, inspect }
    await expect(packIn(room, { files })).rejects.toMatchObject({ code: 'FILE_CHANGED' })
  })
})
