import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../../../src/shared/vault-error.ts'
import type { Files } from '../../../../../src/main/jobs/files/files.ts'
import { nodeFiles } from '../../../../../src/main/jobs/files/node-files.ts'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { faultyFiles } from '../../../../support/faulty-files.ts'
import { decryptIn, encryptIn, keyring, messageOf } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const frameLength = 600 * 1024
const plaintext = bytes(3 * frameLength)
const message = await messageOf(plaintext, frameLength)

type Work = (room: Room, options: { files: Files; signal: AbortSignal }) => Promise<{ path: string }>

/** Runs `work` and cancels it just before its `index`-th file operation. Gives the operations there were. */
async function cancelAt(
  index: number,
  work: Work,
  source: { name: string; content: Uint8Array },
): Promise<number> {
  using room = new Room()
  room.write(source.name, source.content)
  const controller = new AbortController()
  const run = (): void => controller.abort()
  const files = faultyFiles(nodeFiles, (now) => (now.index === index ? { kind: 'before', run } : undefined))
  const ended = await work(room, { files, signal: controller.signal }).then(
    (result) => path.basename(result.path),
    (error: unknown) => (isVaultError(error) ? error.code : error),
  )
  if (ended === 'CANCELLED') expect(room.names()).toEqual([source.name])
  else expect(room.names()).toEqual([source.name, ended].sort())
  return files.operations.length
}

describe('cancelling before any one file operation', () => {
  it.each<[string, Work, { name: string; content: Uint8Array }]>([
    [
      'encrypting',
      (room, more) => encryptIn(room, { frameLength, ...more }),
      { name: 'a.bin', content: plaintext },
    ],
    ['opening', (room, more) => decryptIn(room, more), { name: 'a.bin.encrypted', content: message }],
  ])('leaves nothing while %s, or comes too late and the result is there', async (_, work, source) => {
    const operations = await cancelAt(-1, work, source)
    for (let index = 0; index < operations; index++) await cancelAt(index, work, source)
  })
})

it('cancels while a key service is asked, and passes the signal on to it', async () => {
  using room = new Room()
  room.write('a.bin', 'x')
  const controller = new AbortController()
  let asked: AbortSignal | undefined
  const tried = encryptIn(room, {
    signal: controller.signal,
    keyring: {
      ...keyring,
      unwrap: (request) => keyring.unwrap(request),
      wrap: (request) => {
        asked = request.signal
        controller.abort()
        return keyring.wrap(request)
      },
    },
  })
  await expect(tried).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(asked).toBe(controller.signal)
  expect(room.names()).toEqual(['a.bin'])
})

it('stops at the next buffer', async () => {
  using room = new Room()
  room.write('a.bin', plaintext)
  const controller = new AbortController()
  let progress = 0
  const tried = encryptIn(room, {
    frameLength,
    signal: controller.signal,
    onProgress: (done) => {
      progress = done
      controller.abort()
    },
  })
  await expect(tried).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(progress).toBe(frameLength)
})

it('leaves no entry in the journal', async () => {
  using room = new Room()
  room.write('a.bin', 'x')
  const journal = new StagingJournal(nodeFiles, path.join(room.userData, 'journal'))
  const controller = new AbortController()
  const onPhase = (phase: string): void => {
    if (phase === 'readingBack') controller.abort()
  }
  const tried = encryptIn(room, { journal: await journal.journal(), signal: controller.signal, onPhase })
  await expect(tried).rejects.toMatchObject({ code: 'CANCELLED' })
  await journal.close()
  const next = await new StagingJournal(nodeFiles, path.join(room.userData, 'journal')).recover()
  expect(next).toEqual({ removed: 0, remaining: [] })
})
