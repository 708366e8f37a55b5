import { expect, it } from 'vitest'
import { decryptFile } from '../../../../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../../../../src/main/jobs/file/encrypt-file.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { sharedFolderFlushes } from '../../../../../src/main/jobs/files/shared-folder-flushes.ts'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { keyring } from '../../../../support/file-work.ts'
import { bytes } from '../../../../support/jobs-room.ts'
import { PowerLossDisk } from '../../../../support/power-loss-disk.ts'

const names = Array.from({ length: 6 }, (_, index) => `file-${index}`)
const plaintext = bytes(1500)

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Links that are made one after the other, and flushes that hold the names of the moment they began in and take longer. */
function atTheirOwnPace(files: Files): Files {
  let links = 0
  return {
    ...files,
    link: async (from, to) => {
      await turns((links += 1))
      await files.link(from, to)
    },
    syncFolder: async (folder) => {
      await files.syncFolder(folder)
      await turns(4)
    },
  }
}

/** Encrypts all files at once on a disk whose power goes at operation `at`. Gives the number of operations. */
async function losePowerAt(at: number): Promise<number> {
  const disk = new PowerLossDisk({ folders: ['/desk', '/profile'] })
  for (const name of names) disk.put(`/desk/${name}`, plaintext)
  const faulty = faultyFiles(disk, ({ index }) => (index >= at ? { kind: 'error', errno: 'EIO' } : undefined))
  const files = sharedFolderFlushes(atTheirOwnPace(faulty))
  const journal = await new StagingJournal(files, '/profile/journal').journal().catch(() => null)
  if (journal === null) return faulty.operations.length
  const outcomes = await Promise.allSettled(
    names.map((name) => {
      const [source, target] = [`/desk/${name}`, `/desk/${name}.encrypted`]
      return encryptFile({ files, journal, keyring, source, target, frameLength: 1000 })
    }),
  )
  disk.losePower(() => false)
  await new StagingJournal(disk, '/profile/journal').recover()

  for (const [index, outcome] of outcomes.entries()) {
    const isDurable = outcome.status === 'fulfilled' && outcome.value.durability === 'durable'
    const target = `/desk/${names[index]}.encrypted`
    if (isDurable) expect(disk.names('/desk').map((name) => `/desk/${name}`)).toContain(target)
  }
  const left = disk.names('/desk').filter((name) => !names.includes(name))
  for (const name of left) {
    expect(name).toMatch(/^file-\d\.encrypted$/)
    await decryptFile({ files: disk, keyring, source: `/desk/${name}`, target: `/profile/${name}` })
    expect(disk.content(`/profile/${name}`).equals(plaintext)).toBe(true)
  }
  return faulty.operations.length
}

it('results that shared the flush of their folder are there after a power loss if they were called durable', async () => {
  const operations = await losePowerAt(Number.POSITIVE_INFINITY)
  expect(operations).toBeGreaterThan(100)
  for (let at = 0; at < operations; at += 3) await losePowerAt(at)
}, 60_000)
