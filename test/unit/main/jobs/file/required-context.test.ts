import fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifyFile } from '../../../../../src/main/jobs/file/verify-file.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'
import type { VaultErrorCode } from '../../../../../src/shared/vault-error.ts'
import { decryptIn, encryptIn, keyring } from '../../../../support/file-work.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { moveIn } from '../../../../support/move-work.ts'
import { quickFiles } from '../../../../support/quick-files.ts'
import { DataKeyKeyring } from '../../../../../scripts/vectors/data-key-keyring.ts'
import { sealWhole } from '../../message/support/whole-message.ts'

const requiredContext = new Map([['team', 'media']])
const source = 'a.bin.encrypted'

/** Opening, verifying and moving the message of a room, with the pair required. */
const waysToRead = {
  open: (room: Room, opening: Keyring) => decryptIn(room, { keyring: opening, requiredContext }),
  verify: (room: Room, opening: Keyring) =>
    verifyFile({ files: quickFiles, source: room.path(source), keyring: opening, requiredContext }),
  move: (room: Room, opening: Keyring) => moveIn(room, { openingKeyring: opening, requiredContext }),
}

const failing = (code: VaultErrorCode): Keyring => ({
  wrap: () => Promise.reject(new Error('never wraps')),
  unwrap: async () => ({ opened: false, tried: [new VaultError(code, 'no')] }),
})

describe.each(['open', 'verify', 'move'] as const)('a pair that the settings require, to %s', (way) => {
  const read = waysToRead[way]

  it('F-89 is there with its value, and the message opens', async () => {
    using room = new Room()
    room.write('a.bin', bytes(50))
    await encryptIn(room, { context: requiredContext })
    await expect(read(room, keyring)).resolves.toBeDefined()
  })

  it('F-89 F-48 is left out of the header, and the message opens with it', async () => {
    using room = new Room()
    const request = { context: requiredContext, requiredContextKeys: new Set(['team']) }
    room.write(source, sealWhole(bytes(50), request))
    await expect(read(room, new DataKeyKeyring(Buffer.alloc(32, 7)))).resolves.toBeDefined()
  })

  it('F-89 F-47 has another value in the header: no key is asked and the pair is named', async () => {
    using room = new Room()
    room.write('a.bin', bytes(50))
    await encryptIn(room, { context: new Map([['team', 'other']]) })
    await expect(read(room, failing('INTERNAL'))).rejects.toMatchObject({
      code: 'ENCRYPTION_CONTEXT_MISMATCH',
      facts: { pair: 'team' },
    })
  })

  it('F-89 is not what the message was made with: the pair is named, nothing is published', async () => {
    using room = new Room()
    room.write('a.bin', bytes(50))
    await encryptIn(room)
    await expect(read(room, keyring)).rejects.toMatchObject({
      code: 'REQUIRED_PAIR_MISSING',
      facts: { pair: 'team', reason: 'opening' },
      cause: { code: 'DATA_KEY_DAMAGED' },
    })
    expect(room.names()).toEqual(['a.bin', source])
  })

  it('F-89 is told of where AWS KMS refuses the ciphertext, and where the key binds no context', async () => {
    using room = new Room()
    room.write(source, sealWhole(bytes(50)))
    for (const opening of [failing('KMS_INVALID_CIPHERTEXT'), new DataKeyKeyring(Buffer.alloc(32, 7))]) {
      await expect(read(room, opening)).rejects.toMatchObject({ code: 'REQUIRED_PAIR_MISSING' })
    }
  })

  it('is not blamed for what has other causes', async () => {
    using room = new Room()
    room.write(source, sealWhole(bytes(50)))
    await expect(read(room, failing('KMS_THROTTLED'))).rejects.toMatchObject({ code: 'KMS_THROTTLED' })
  })
})

const modified = new Date('2001-02-03T04:05:06.789Z')
const timeOf = (file: string) => fs.statSync(file).mtime

describe('a stored modification time', () => {
  it('F-88 is set again on what was opened', async () => {
    using room = new Room()
    fs.utimesSync(room.write('a.bin', bytes(50)), modified, modified)
    await encryptIn(room, { storeTime: true })
    await decryptIn(room)
    expect(timeOf(room.path('out.bin'))).toEqual(modified)
  })

  it('F-88 is not stored, and not set, unless that was chosen', async () => {
    using room = new Room()
    fs.utimesSync(room.write('a.bin', bytes(50)), modified, modified)
    await encryptIn(room)
    const { header } = await decryptIn(room)
    expect([...header.context]).toEqual([])
    expect(timeOf(room.path('out.bin'))).not.toEqual(modified)
  })

  it('F-88 is taken from nothing else: a pair of another form leaves the time of opening', async () => {
    using room = new Room()
    room.write('a.bin', bytes(50))
    const begun = Date.now() - 5000
    await encryptIn(room, { context: new Map([['keyhold:modified', 'yesterday']]) })
    await decryptIn(room)
    expect(timeOf(room.path('out.bin')).getTime()).toBeGreaterThan(begun)
  })
})
