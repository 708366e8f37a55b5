import { describe, expect, it } from 'vitest'
import { DataKeyKeyring } from '../../../../../scripts/vectors/data-key-keyring.ts'
import { suiteOf } from '../../../../../src/main/message/algorithm-suite.ts'
import type { SuiteId } from '../../../../../src/main/message/algorithm-suite.ts'
import { serializeEncryptionContext } from '../../../../../src/main/message/encryption-context-codec.ts'
import { publicKeyPair } from '../../../../../src/main/message/encryption-context-rules.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { makeSigningKey } from '../../../../../src/main/message/signing-key.ts'
import { Room, bytes } from '../../../../support/jobs-room.ts'
import { moveIn, movedPlaintext } from '../../../../support/move-work.ts'
import { craftMessage } from '../../message/support/crafted-message.ts'
import type { CraftedFrame } from '../../message/support/crafted-message.ts'

const allowing = { ...defaultMessageLimits, commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' } as const
const suites: readonly SuiteId[] = [
  '0014',
  '0046',
  '0078',
  '0114',
  '0146',
  '0178',
  '0214',
  '0346',
  '0378',
  '0478',
  '0578',
]
const openerOf = (suite: SuiteId) => new DataKeyKeyring(Buffer.alloc(suiteOf(suite).dataKeyLength, 7))

const asked = () => Promise.reject(new Error('asked'))

/** A message by another writer, framed or of one block, and signed where its suite signs. */
function foreign(suite: SuiteId, frameLength: number, frames: readonly CraftedFrame[]): Buffer {
  const { signature } = suiteOf(suite)
  if (signature === 'none') return craftMessage({ suite, frameLength, frames })
  const { privateKey, publicKeyText } = makeSigningKey(signature)
  const context = serializeEncryptionContext(new Map([[publicKeyPair, publicKeyText]]))
  return craftMessage({ suite, frameLength, frames, context, signingKey: privateKey })
}

/** Two full frames and an empty final one, as other writers end. */
const framed = (suite: SuiteId, content: Buffer): Buffer =>
  foreign(suite, 16, [
    { kind: 'regular', sequence: 1, content: content.subarray(0, 16) },
    { kind: 'regular', sequence: 2, content: content.subarray(16) },
    { kind: 'final', sequence: 3, content: Buffer.alloc(0) },
  ])
const oneBlock = (suite: SuiteId, content: Buffer): Buffer =>
  foreign(suite, 0, [{ kind: 'singleBlock', sequence: 1, content }])

describe.each(suites)('a message of suite %s by another writer', (suite) => {
  it.each([
    ['framed', framed],
    ['of one block', oneBlock],
  ])('that is %s becomes one of 0478 and one of 0578', async (_, make) => {
    const content = bytes(32)
    for (const written of ['0478', '0578'] as const) {
      using room = new Room()
      room.write('a.bin.encrypted', make(suite, content))
      const work = { limits: allowing, openingKeyring: openerOf(suite), frameLength: 10 }
      const moved = await moveIn(room, { ...work, suite: written })
      expect(moved.old.header.suite).toBe(suite)
      expect((await movedPlaintext(room)).equals(content)).toBe(true)
    }
  })

  it('leaves nothing where its last byte is wrong', async () => {
    for (const make of [framed, oneBlock]) {
      using room = new Room()
      const message = make(suite, bytes(32))
      message[message.length - 1] = (message.at(-1) ?? 0) ^ 1
      room.write('a.bin.encrypted', message)
      const refused = moveIn(room, { limits: allowing, openingKeyring: openerOf(suite) })
      await expect(refused).rejects.toMatchObject({ code: expect.stringMatching(/^MESSAGE_/) })
      expect(room.names()).toEqual(['a.bin.encrypted'])
    }
  })
})

describe('moving a message that does not commit to its key', () => {
  it('is refused unless it was allowed, before a key is asked for', async () => {
    using room = new Room()
    room.write('a.bin.encrypted', oneBlock('0178', bytes(10)))
    const openingKeyring = { wrap: asked, unwrap: asked }
    await expect(moveIn(room, { openingKeyring, keyring: openingKeyring })).rejects.toMatchObject({
      code: 'COMMITMENT_REQUIRED',
    })
    expect(room.names()).toEqual(['a.bin.encrypted'])
  })
})
