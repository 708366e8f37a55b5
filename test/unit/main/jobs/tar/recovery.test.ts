import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../../../../src/main/jobs/staging/journal.ts'
import { recoverStaged } from '../../../../../src/main/jobs/staging/recover-staged.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { Room } from '../../../../support/jobs-room.ts'
import { quickFiles } from '../../../../support/quick-files.ts'

const stagedName = `.keyhold-${'a'.repeat(32)}.part`

function entryFor(folder: string, kind: JournalEntry['kind'], isKnown = true): JournalEntry {
  const { dev, ino } = fs.lstatSync(folder, { bigint: true })
  return { id: 'id', path: folder, kind, identity: isKnown ? { device: dev, inode: ino } : null }
}

/** A staged folder with files, folders and links in it, and somebody's folder that a link in it leads to. */
function stagedIn(room: Room): string {
  room.write('theirs/precious', 'precious')
  room.write(`${stagedName}/in/deep/file`, 'x')
  fs.symlinkSync(room.path('theirs'), room.path(`${stagedName}/in/link`))
  return room.path(stagedName)
}

describe('the next start', () => {
  it('removes a staged folder with all that is in it, and follows no link', async () => {
    using room = new Room()
    const entry = entryFor(stagedIn(room), 'stagedFolder')
    expect(await recoverStaged(quickFiles, [entry])).toEqual({ removed: 1, remaining: [] })
    expect(room.names()).toEqual(['theirs/precious'])
    expect(fs.readdirSync(room.work)).toEqual(['theirs'])
  })

  it('leaves a folder alone that has a staged name and another identity', async () => {
    using room = new Room()
    const entry = entryFor(stagedIn(room), 'stagedFolder')
    const other = { ...entry, identity: { device: 1n, inode: 1n } }
    expect(await recoverStaged(quickFiles, [other])).toMatchObject({ removed: 0 })
    expect(room.names()).toContain(`${stagedName}/in/deep/file`)
  })

  it('leaves a folder alone that has no staged name, whatever the journal says', async () => {
    using room = new Room()
    room.write('theirs/precious', 'precious')
    const entry = entryFor(room.path('theirs'), 'stagedFolder')
    expect(await recoverStaged(quickFiles, [entry])).toMatchObject({ removed: 0 })
    expect(room.names()).toEqual(['theirs/precious'])
  })

  it('leaves what is in a staged folder whose identity it does not know, and takes an empty one away', async () => {
    using room = new Room()
    const filled = entryFor(stagedIn(room), 'stagedFolder', false)
    await recoverStaged(quickFiles, [filled])
    expect(room.names()).toContain(`${stagedName}/in/deep/file`)
    const empty = room.path(`.keyhold-${'b'.repeat(32)}.part`)
    fs.mkdirSync(empty)
    await recoverStaged(quickFiles, [entryFor(empty, 'stagedFolder', false)])
    expect(fs.existsSync(empty)).toBe(false)
  })

  it('tries again where something in a staged folder could not be removed', async () => {
    using room = new Room()
    const entry = entryFor(stagedIn(room), 'stagedFolder')
    const files = filesWith(nth('remove', 'file', 1, { kind: 'error', errno: 'EACCES' }))
    expect(await recoverStaged(files, [entry])).toEqual({ removed: 0, remaining: [entry] })
    expect(await recoverStaged(quickFiles, [entry])).toEqual({ removed: 1, remaining: [] })
  })

  it.each([true, false])('takes an empty placeholder away (identity known: %s)', async (isKnown) => {
    using room = new Room()
    fs.mkdirSync(room.path('photos'), { mode: 0o700 })
    await recoverStaged(quickFiles, [entryFor(room.path('photos'), 'placeholderFolder', isKnown)])
    expect(fs.readdirSync(room.work)).toEqual([])
  })

  it('leaves a placeholder alone that somebody has filled, and forgets it', async () => {
    using room = new Room()
    room.write('photos/mine', 'mine')
    fs.chmodSync(room.path('photos'), 0o700)
    for (const isKnown of [true, false]) {
      const entry = entryFor(room.path('photos'), 'placeholderFolder', isKnown)
      expect(await recoverStaged(quickFiles, [entry])).toMatchObject({ remaining: [] })
    }
    expect(room.names()).toEqual(['photos/mine'])
  })

  it('leaves an empty folder alone that is not as placeholders are', async () => {
    using room = new Room()
    fs.mkdirSync(room.path('photos'))
    fs.chmodSync(room.path('photos'), 0o755)
    await recoverStaged(quickFiles, [entryFor(room.path('photos'), 'placeholderFolder', false)])
    expect(fs.readdirSync(room.work)).toEqual([path.basename('photos')])
  })
})
