import fs from 'node:fs'
import path from 'node:path'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import type { DecryptFileOptions, DecryptedFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { encryptFile } from '../../src/main/jobs/file/encrypt-file.ts'
import type { EncryptFileOptions, EncryptedFile } from '../../src/main/jobs/file/encrypt-file.ts'
import type { Files } from '../../src/main/jobs/files/files.ts'
import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { faultyFiles } from './faulty-files.ts'
import type { ChooseFault } from './faulty-files.ts'
import { Room } from './jobs-room.ts'
import { quickFiles } from './quick-files.ts'

/** A wrapping key of a test's own. */
export function testKeyring(name = 'key'): RawAesKeyring {
  return new RawAesKeyring({ namespace: 'test', name, wrappingKey: Secret.random(32) })
}

export const keyring: RawAesKeyring = testKeyring()

/** Encrypts `a.bin` of the room to `a.bin.encrypted`. */
export function encryptIn(room: Room, options: Partial<EncryptFileOptions> = {}): Promise<EncryptedFile> {
  return encryptFile({
    files: quickFiles,
    keyring,
    source: room.path('a.bin'),
    target: room.path('a.bin.encrypted'),
    frameLength: 1000,
    ...options,
  })
}

/** Opens `a.bin.encrypted` of the room to `out.bin`. */
export function decryptIn(room: Room, options: Partial<DecryptFileOptions> = {}): Promise<DecryptedFile> {
  return decryptFile({
    files: quickFiles,
    keyring,
    source: room.path('a.bin.encrypted'),
    target: room.path('out.bin'),
    ...options,
  })
}

/** A whole message of `plaintext` under `keyring`. */
export async function messageOf(plaintext: Uint8Array, frameLength = 1000): Promise<Buffer> {
  using room = new Room()
  room.write('a.bin', plaintext)
  await encryptIn(room, { frameLength })
  return fs.readFileSync(room.path('a.bin.encrypted'))
}

/** Real files with one kind of operation on one name going wrong. */
export function filesWith(choose: ChooseFault): Files {
  return faultyFiles(quickFiles, choose)
}

/** A fault for the `count`-th operation of that kind on that name. */
export function nth(
  operation: string,
  name: string | RegExp,
  count: number,
  fault: ReturnType<ChooseFault>,
): ChooseFault {
  let seen = 0
  return (now) => {
    const base = path.basename(now.path)
    const fits = typeof name === 'string' ? base === name : name.test(base)
    if (now.operation !== operation || !fits) return undefined
    seen++
    return seen === count ? fault : undefined
  }
}
