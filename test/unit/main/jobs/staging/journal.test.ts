import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

import { readJournal } from '../../../../../src/main/jobs/staging/journal-file.ts'
import { recoverStaged } from '../../../../../src/main/jobs/staging/recover-staged.ts'
import { openEntries } from '../../../../../src/main/jobs/staging/journal-lines.ts'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { makeStaged } from '../../../../../src/main/jobs/staging/staged-file.ts'
import { filesWith, nth } from '../../../../support/file-work.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { Room } from '../../../../support/jobs-room.ts'

const journalIn = (room: Room, files = quickFiles): StagingJournal =>
  new StagingJournal(files, path.join(room.userData, 'journal'))

/** A staged file as a crash leaves it: written, its journal never closed. */
async function crashed(room: Room, content = 'secret'): Promise<string> {
  const journal = await journalIn(room).journal()
  const staged = await makeStaged({ files: quickFiles, journal }, room.work)
  await staged.file.write(Buffer.from(content), 0)
  await staged.file.close()
  return staged.path
}

describe('the next start', () => {
  it('removes a staged file that a crash left', async () => {
    using room = new Room()
    await crashed(room)
    expect(room.names()).toHaveLength(1)
    expect(await journalIn(room).recover()).toEqual({ removed: 1, remaining: [] })
    expect(room.names()).toEqual([])
  })

  it('leaves another file that has taken the name since', async () => {
    using room = new Room()
    const staged = await crashed(room)
    // Written beside it and moved there, so that it cannot be given the same inode.
    fs.renameSync(room.write('mine', 'mine'), staged)
    expect(await journalIn(room).recover()).toEqual({ removed: 0, remaining: [] })
    expect(fs.readFileSync(staged, 'utf8')).toBe('mine')
  })

  it('removes a staged file whose disk has another number since the computer was started again', async () => {
    using room = new Room()
    await crashed(room)
    // Device numbers of btrfs, ZFS and network disks are given out anew at each mount.
    const journal = path.join(room.userData, 'journal')
    const text = fs.readFileSync(journal, 'utf8').replace(/"device":"\d+"/, '"device":"4242"')
    fs.writeFileSync(journal, text)
    expect(await journalIn(room).recover()).toEqual({ removed: 1, remaining: [] })
    expect(room.names()).toEqual([])
  })

  it('removes nothing that is not called like a staged file, whatever the journal says', async () => {
    using room = new Room()
    const journal = await journalIn(room).journal()
    const file = room.write('diary.txt', 'mine')
    await journal.made(await journal.intend(file, 'staged'), await quickFiles.inspect(file))
    expect(await journalIn(room).recover()).toEqual({ removed: 0, remaining: [] })
    expect(room.names()).toEqual(['diary.txt'])
  })

  it('does not wait for a disk that does not answer, and tries it again the next time', async () => {
    using room = new Room()
    await crashed(room)
    const silent = { ...quickFiles, inspect: () => new Promise<never>(() => {}) }
    const left = await readJournal(quickFiles, path.join(room.userData, 'journal'))
    expect(await recoverStaged(silent, left, 20)).toEqual({ removed: 0, remaining: left })
  })

  it('leaves a hidden file that the journal does not know', async () => {
    using room = new Room()
    const other = `.keyhold-${'0'.repeat(32)}.part`
    room.write(other, 'mine')
    await crashed(room)
    await journalIn(room).recover()
    expect(room.names()).toEqual([other])
  })

  it('removes an empty staged file whose identity was not written down yet, and never one with content', async () => {
    using room = new Room()
    const journal = await journalIn(room).journal()
    const [empty, full] = ['0', '1'].map((digit) => `.keyhold-${digit.repeat(32)}.part`)
    await journal.intend(room.write(empty ?? '', ''), 'staged')
    await journal.intend(room.write(full ?? '', 'mine'), 'staged')
    expect(await journalIn(room).recover()).toMatchObject({ removed: 1 })
    expect(room.names()).toEqual([full])
  })

  it('removes an empty placeholder of its own, and never the file that took its place', async () => {
    using room = new Room()
    const journal = await journalIn(room).journal()
    for (const name of ['left', 'replaced']) {
      const file = room.write(name, '')
      const id = await journal.intend(file, 'placeholder')
      await journal.made(id, await quickFiles.inspect(file))
    }
    fs.renameSync(room.write('result', 'whole'), room.path('replaced'))
    await journalIn(room).recover()
    expect(room.names()).toEqual(['replaced'])
  })

  it('keeps what could not be removed for the start after it', async () => {
    using room = new Room()
    await crashed(room)
    const broken = filesWith(nth('remove', /part$/, 1, { kind: 'error', errno: 'EIO' }))
    const first = journalIn(room, broken)
    expect((await first.recover()).remaining).toHaveLength(1)
    // A journal that is written to keeps the old entry beside the new ones.
    await (await first.journal()).intend(room.path('x'), 'staged')
    await first.close()
    expect(await journalIn(room).recover()).toMatchObject({ removed: 1 })
    expect(room.names()).toEqual([])
  })

  it('waits for a disk that is not there now', async () => {
    using room = new Room()
    await crashed(room)
    fs.renameSync(room.work, `${room.work}-away`)
    expect((await journalIn(room).recover()).remaining).toHaveLength(1)
    fs.renameSync(`${room.work}-away`, room.work)
    expect(await journalIn(room).recover()).toMatchObject({ removed: 1 })
  })

  it('forgets a staged file that is gone', async () => {
    using room = new Room()
    fs.unlinkSync(await crashed(room))
    expect(await journalIn(room).recover()).toEqual({ removed: 0, remaining: [] })
  })

  it('reads a journal whose last line was cut, or that holds nonsense', async () => {
    using room = new Room()
    await crashed(room)
    fs.appendFileSync(path.join(room.userData, 'journal'), 'nonsense\n{"id":"x"}\n{"id":"y","pa')
    expect(await journalIn(room).recover()).toEqual({ removed: 1, remaining: [] })
  })
})

describe('the journal', () => {
  it('is durable before the staged file exists, and knows its inode before it holds a byte', async () => {
    using room = new Room()
    const order: string[] = []
    const files = filesWith(({ operation, path: file }) => {
      order.push(`${operation} ${path.extname(file) === '.part' ? 'staged' : 'journal'}`)
      return undefined
    })
    const journal = await journalIn(room, files).journal()
    order.length = 0
    const staged = await makeStaged({ files, journal }, room.work)
    await staged.file.write(Buffer.from('x'), 0)
    const created = order.indexOf('create staged')
    const written = order.indexOf('write staged')
    expect(order.slice(0, created)).toContain('flush folder journal')
    expect(order.slice(created, written)).toContain('flush journal')
    await staged.file.close()
  })

  it('lets no staged file be made where it cannot be written', async () => {
    using room = new Room()
    const files = filesWith(({ operation }) =>
      operation === 'flush' ? { kind: 'error', errno: 'ENOSPC' } : undefined,
    )
    const journal = await journalIn(room, files).journal()
    await expect(makeStaged({ files, journal }, room.work)).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(room.names()).toEqual([])
  })

  it('shares one flush between jobs that write at once', async () => {
    using room = new Room()
    let flushes = 0
    const files = filesWith(({ operation }) => {
      if (operation === 'flush') flushes++
      return undefined
    })
    const journal = await journalIn(room, files).journal()
    await journal.intend(room.path('first'), 'staged')
    flushes = 0
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => journal.intend(room.path(`${index}`), 'staged')),
    )
    expect(flushes).toBeLessThanOrEqual(2)
    await journal.close()
    expect(openEntries(fs.readFileSync(path.join(room.userData, 'journal'), 'utf8'))).toHaveLength(51)
  })

  it('does not grow for ever', async () => {
    using room = new Room()
    const journal = await journalIn(room).journal()
    for (let round = 0; round < 30; round++) {
      const names = Array.from({ length: 100 }, () => room.path('n'.repeat(100)))
      const ids = await Promise.all(names.map((name) => journal.intend(name, 'staged')))
      for (const id of ids) journal.gone(id)
    }
    await journal.close()
    expect(fs.statSync(path.join(room.userData, 'journal')).size).toBeLessThan(400_000)
  })
})
