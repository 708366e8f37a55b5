import fs from 'node:fs'
import { moveFile } from '../../src/main/jobs/file/move-file.ts'
import type { MoveFileOptions, MovedFile } from '../../src/main/jobs/file/move-file.ts'
import { decryptIn, keyring, testKeyring } from './file-work.ts'
import type { Room } from './jobs-room.ts'
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
