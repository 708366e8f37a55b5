import { describe, expect, it } from 'vitest'
import { takeName } from '../../../../../src/main/jobs/batches/take-name.ts'
import { noJournal } from '../../../../../src/main/jobs/staging/journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { PowerLossDisk } from '../../../../support/power-loss-disk.ts'

const [from, wanted] = ['/desk/a (2).encrypted', '/desk/a.encrypted']
const message = Buffer.from('the only message')

function diskWithMessage(hasHardLinks = true): PowerLossDisk {
  const disk = new PowerLossDisk({ folders: ['/desk'], hasHardLinks })
  disk.put(from, message)
  return disk
}

describe('taking a name', () => {
  it.each([true, false])('leaves the file under that name alone (hard links: %s)', async (hasHardLinks) => {
    const disk = diskWithMessage(hasHardLinks)
    expect(await takeName({ files: disk, journal: noJournal }, from, wanted)).toBe(true)
    expect(disk.names('/desk')).toEqual(['a.encrypted'])
    expect(disk.content(wanted)).toEqual(message)
  })

  it.each([true, false])('never replaces (hard links: %s)', async (hasHardLinks) => {
    const disk = diskWithMessage(hasHardLinks)
    disk.put(wanted, Buffer.from('somebody’s'))
    expect(await takeName({ files: disk, journal: noJournal }, from, wanted)).toBe(false)
    expect(disk.content(wanted).toString()).toBe('somebody’s')
    expect(disk.content(from)).toEqual(message)
  })

  it.each(['nothing', 'everything', 'some'])(
    'leaves the whole file under one of the names after a power loss at any step that keeps %s of what was not flushed',
    async (kept) => {
      const counted = faultyFiles(diskWithMessage(), () => undefined)
      await takeName({ files: counted, journal: noJournal }, from, wanted)
      // Which names reach the disk is chance, so that each step is tried often.
      const steps = Array.from({ length: 40 }).flatMap(() => [...counted.operations.keys(), Infinity])
      for (const at of steps) {
        const disk = diskWithMessage()
        const files = faultyFiles(disk, ({ index }) =>
          index >= at ? { kind: 'error', errno: 'EIO' } : undefined,
        )
        await takeName({ files, journal: noJournal }, from, wanted)
        disk.losePower(() => (kept === 'some' ? Math.random() < 0.5 : kept === 'everything'))
        const left = disk.names('/desk')
        expect(left.length, `at ${at}`).toBeGreaterThan(0)
        for (const name of left) expect(disk.content(`/desk/${name}`), `at ${at}`).toEqual(message)
      }
    },
  )
})
