import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { isVaultError } from '../../../src/shared/vault-error.ts'
import type { Files } from '../../../src/main/jobs/files/files.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { faultyFiles } from '../../support/faulty-files.ts'
import { decryptIn, encryptIn, messageOf } from '../../support/file-work.ts'
import { Room, bytes } from '../../support/jobs-room.ts'

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
