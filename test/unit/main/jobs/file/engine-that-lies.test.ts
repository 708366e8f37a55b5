import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../../../src/main/jobs/engine/engine.ts'
import { threadEngine } from '../../../../../src/main/jobs/engine/thread-engine.ts'
import { decryptIn, encryptIn, messageOf } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'

describe('what an engine says is checked', () => {
  it('a result on the disk that has another size than was computed is not published', async () => {
    using room = new Room()
    room.write('a.bin', bytes(100))
    const engine: Engine = {
      ...threadEngine,
      seal: async (task, control) => {
        const result = await threadEngine.seal(task, control)
        await task.target.write(Buffer.from('more'), result.messageBytes)
        return result
      },
    }
    await expect(encryptIn(room, { engine, verify: false })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('a result that reads back with another length than the source is not published', async () => {
    using room = new Room()
    room.write('a.bin', bytes(100))
    const engine: Engine = {
      ...threadEngine,
      open: async (task, control) => ({ ...(await threadEngine.open(task, control)), plaintextBytes: 99 }),
    }
    await expect(encryptIn(room, { engine })).rejects.toMatchObject({ code: 'VERIFY_FAILED' })
    expect(room.names()).toEqual(['a.bin'])
  })

  it('plaintext that was written short is not published', async () => {
    using room = new Room()
    room.write('a.bin.encrypted', await messageOf(bytes(100)))
    const engine: Engine = {
      ...threadEngine,
      open: async (task, control) => threadEngine.open({ ...task, target: null }, control),
    }
    await expect(decryptIn(room, { engine })).rejects.toMatchObject({ code: 'DISK_FAILED' })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})
