import fs from 'node:fs'
import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { workerEngine } from '../../../src/main/jobs/engine/worker-engine.ts'
import { nodeFiles } from '../../../src/main/jobs/files/node-files.ts'
import { beginMessage } from '../../../src/main/message/begin-message.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { burn, eventLoopDelay } from '../../support/event-loop-delay.ts'
import { Room, bytes, workerUrl } from '../../support/jobs-room.ts'

const gibibyte = 1024 ** 3

/** Encrypts a sparse file of 4 GiB into nothing: the disk is not what is measured. */
async function sealFourGibibytes(room: Room): Promise<void> {
  const engine = workerEngine(workerUrl)
  const file = room.write('a.bin', '')
  fs.truncateSync(file, 4 * gibibyte)
  const source = await nodeFiles.openToRead(file)
  const target = { ...source, descriptor: fs.openSync('/dev/null', 'w') }
  const door = { providerId: bytes(1), providerInfo: bytes(1), ciphertext: bytes(1) }
  const { header, handOver } = beginMessage({
    dataKey: Secret.random(32),
    encryptedDataKeys: [door],
    context: new Map(),
    frameLength: 1024 * 1024,
  })
  const task = { source, target, header, ticket: handOver(), size: 4 * gibibyte }
  await engine.seal(task, { signal: new AbortController().signal, onProgress: () => {} })
  fs.closeSync(target.descriptor)
  await source.close()
  await engine.close()
}

/** Whether the main thread was as free as the figure says, or as this machine lets it be under the same load of nothing. */
async function isResponsive(): Promise<boolean> {
  using room = new Room()
  const sealing = await eventLoopDelay(() => sealFourGibibytes(room))
  if (sealing.p99 < 20) return true
  const { seconds } = sealing
  const nothing = await eventLoopDelay(() => burn({ threads: os.availableParallelism(), seconds }))
  return sealing.p99 < 3 * nothing.p99
}

describe('the main thread', () => {
  it('stays responsive while a file of 4 GiB is encrypted: no later than 20 ms, or than a busy machine makes it', async () => {
    // Other programs come and go between the two measurements: once in three times is enough.
    expect((await isResponsive()) || (await isResponsive()) || (await isResponsive())).toBe(true)
  }, 180_000)
})
