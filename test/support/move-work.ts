import fs from 'node:fs'
import type { MoveTask } from '../../src/main/jobs/engine/engine.ts'
import { moveFile } from '../../src/main/jobs/file/move-file.ts'
import type { MoveFileOptions, MovedFile } from '../../src/main/jobs/file/move-file.ts'
import { beginMessage } from '../../src/main/message/begin-message.ts'
import { openMessage } from '../../src/main/message/open-message.ts'
import { anyDoor, headerOf, keyOf } from '../unit/main/message/support/whole-message.ts'
import { decryptIn, keyring, testKeyring } from './file-work.ts'
import type { Room } from './jobs-room.ts'
import { memoryFile } from './memory-file.ts'
import type { MemoryFile } from './memory-file.ts'
import { quickFiles } from './quick-files.ts'

/** The key that messages are moved to. */
export const newKeyring = testKeyring('new key')

/** Moves `a.bin.encrypted` of the room to `moved.encrypted`, from `keyring` to `newKeyring`. */
export function moveIn(room: Room, options: Partial<MoveFileOptions> = {}): Promise<MovedFile> {
  return moveFile({
    files: quickFiles,
    openingKeyring: keyring,
    keyring: newKeyring,
    source: room.path('a.bin.encrypted'),
    target: room.path('moved.encrypted'),
    frameLength: 700,
    ...options,
  })
}

/** What `moved.encrypted` holds, opened with the new key alone. */
export async function movedPlaintext(room: Room): Promise<Buffer> {
  const target = `${room.userData}/opened`
  const { path } = await decryptIn(room, {
    keyring: newKeyring,
    source: room.path('moved.encrypted'),
    target,
  })
  const content = fs.readFileSync(path)
  fs.rmSync(path)
  return content
}

/** A move of a message under `keyOf(7)` to one under `keyOf(8)`, in memory. */
export interface MovingTask extends MoveTask {
  readonly source: MemoryFile
  readonly target: MemoryFile
}

export function moving(message: Uint8Array, frameLength: number): MovingTask {
  const begun = beginMessage({
    dataKey: keyOf(8),
    encryptedDataKeys: [anyDoor],
    context: new Map(),
    frameLength,
  })
  return {
    source: memoryFile(message),
    target: memoryFile(),
    open: openMessage({ header: headerOf(message), dataKey: keyOf(7) }),
    header: begun.header,
    seal: begun.handOver(),
    size: message.length,
    fingerprintKey: null,
  }
}
