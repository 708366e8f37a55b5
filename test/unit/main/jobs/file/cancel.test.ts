import path from 'node:path'
import { expect, it } from 'vitest'
import { StagingJournal } from '../../../../../src/main/jobs/staging/staging-journal.ts'
import { encryptIn, keyring } from '../../../../support/file-work.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

const frameLength = 600 * 1024
const plaintext = bytes(3 * frameLength)

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
  const journal = new StagingJournal(quickFiles, path.join(room.userData, 'journal'))
  const controller = new AbortController()
  const onPhase = (phase: string): void => {
    if (phase === 'readingBack') controller.abort()
  }
  const tried = encryptIn(room, { journal: await journal.journal(), signal: controller.signal, onPhase })
  await expect(tried).rejects.toMatchObject({ code: 'CANCELLED' })
  await journal.close()
  const next = await new StagingJournal(quickFiles, path.join(room.userData, 'journal')).recover()
  expect(next).toEqual({ removed: 0, remaining: [] })
})
