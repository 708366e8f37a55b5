import { describe, expect, it } from 'vitest'
import { suiteOf } from '../../../../src/main/message/algorithm-suite.ts'
import {
  checkCommitmentOnReading,
  checkCommitmentOnWriting,
} from '../../../../src/main/message/commitment-policy.ts'
import {
  parseEncryptionContext,
  serializeEncryptionContext,
} from '../../../../src/main/message/encryption-context-codec.ts'
import {
  checkPublicKeyPresence,
  publicKeyPair,
} from '../../../../src/main/message/encryption-context-rules.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { checkReadingPolicy } from '../../../../src/main/message/reading-policy.ts'
import { makeSigningKey } from '../../../../src/main/message/signing-key.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { craftMessage } from './support/crafted-message.ts'
import type { CraftedFrame } from './support/crafted-message.ts'
import { headerOf, openWhole } from './support/whole-message.ts'

const limits = defaultMessageLimits
const text = new TextEncoder()
const frame = (kind: CraftedFrame['kind'], sequence: number, content = 'abcd'): CraftedFrame => ({
  kind,
  sequence,
  content: text.encode(content),
})
const framed = (...frames: CraftedFrame[]) => craftMessage({ frameLength: 4, frames })
const block = craftMessage({ frameLength: 0, frames: [frame('singleBlock', 1)] })
const flipped = (message: Buffer, at: number): Buffer => {
  const changed = Buffer.from(message)
  const index = at < 0 ? changed.length + at : at
  changed[index] = (changed[index] ?? 0) ^ 1
  return changed
}
const signed = (() => {
  const { privateKey, publicKeyText } = makeSigningKey('ecdsa-p384')
  const context = serializeEncryptionContext(new Map([[publicKeyPair, publicKeyText]]))
  return craftMessage({
    suite: '0578',
    context,
    signingKey: privateKey,
    frameLength: 4,
    frames: [frame('final', 1)],
  })
})()
/** The footer's length field with another number in it. */
const withFooterLength = (length: number): Buffer => {
  const changed = Buffer.from(signed)
  const { headerLength } = headerOf(signed)
  changed.writeUInt16BE(length, headerLength + 24 + 4 + 16)
  return changed
}
const older = craftMessage({ suite: '0178', frameLength: 4, frames: [frame('final', 1)] })

const refusals: readonly (readonly [string, () => unknown, object])[] = [
  [
    'a message that does not commit to its key',
    () => checkCommitmentOnReading(suiteOf('0178'), 'REQUIRE_ENCRYPT_REQUIRE_DECRYPT'),
    { code: 'COMMITMENT_REQUIRED', facts: { suite: '0178' } },
  ],
  [
    'a suite that the policy does not write',
    () => checkCommitmentOnWriting(suiteOf('0478'), 'FORBID_ENCRYPT_ALLOW_DECRYPT'),
    { code: 'INVALID_REQUEST', facts: { suite: '0478' } },
  ],
  [
    'a suite that signs without its public key',
    () => checkPublicKeyPresence(suiteOf('0578'), new Map()),
    { code: 'MESSAGE_MALFORMED', facts: { suite: '0578' } },
  ],
  [
    'a signed message where unsigned ones alone are read',
    () => checkReadingPolicy(headerOf(signed), { ...limits, unsignedOnly: true }),
    { code: 'MESSAGE_UNSUPPORTED', facts: { suite: '0578' } },
  ],
  [
    'a suite of the other message version',
    () => headerOf(Buffer.concat([Buffer.from([2, 1, 0x78]), older.subarray(4)])),
    { code: 'MESSAGE_MALFORMED', facts: { suite: '0178', version: 2 } },
  ],
  [
    'more doors than are accepted',
    () => headerOf(block, { ...limits, maxEncryptedDataKeys: 0 }),
    { code: 'MESSAGE_LIMIT_EXCEEDED', facts: { what: 'encryptedDataKeys', count: 1, limit: 0 } },
  ],
  [
    'a header longer than is accepted',
    () => headerOf(block, { ...limits, maxHeaderBytes: 50 }),
    { code: 'MESSAGE_LIMIT_EXCEEDED', facts: { what: 'headerBytes', limit: 50 } },
  ],
  [
    'a header that was changed',
    () => openWhole(flipped(block, headerOf(block).headerLength - 1)),
    { code: 'MESSAGE_DAMAGED', facts: { part: 'header' } },
  ],
  [
    'a frame that was changed',
    () => openWhole(flipped(framed(frame('regular', 1), frame('final', 2)), -1)),
    { code: 'MESSAGE_DAMAGED', facts: { part: 'frame', frame: 2 } },
  ],
  [
    'a frame out of its order',
    () => openWhole(framed(frame('regular', 1), frame('final', 3))),
    { code: 'MESSAGE_DAMAGED', facts: { part: 'frame', frame: 2 } },
  ],
  [
    'a final frame longer than the others',
    () => openWhole(framed(frame('final', 1, 'abcde'))),
    { code: 'MESSAGE_MALFORMED', facts: { part: 'frame', frame: 1 } },
  ],
  [
    'a frame larger than is accepted',
    () =>
      openWhole(framed(frame('regular', 1), frame('final', 2)), { limits: { ...limits, maxFrameLength: 3 } }),
    { code: 'MESSAGE_LIMIT_EXCEEDED', facts: { what: 'frameLength', frameLength: 4, limit: 3 } },
  ],
  [
    'a block that was changed',
    () => openWhole(flipped(block, -1)),
    { code: 'MESSAGE_DAMAGED', facts: { part: 'content' } },
  ],
  [
    'a block larger than is accepted',
    () => openWhole(block, { limits: { ...limits, maxNonFramedLength: 3 } }),
    { code: 'MESSAGE_LIMIT_EXCEEDED', facts: { what: 'nonFramedContent', limit: 3 } },
  ],
  [
    'a signature that is not right',
    () => openWhole(flipped(signed, -1)),
    { code: 'MESSAGE_DAMAGED', facts: { part: 'signature' } },
  ],
  [
    'a signature longer than any of its kind',
    () => openWhole(withFooterLength(105)),
    { code: 'MESSAGE_MALFORMED', facts: { part: 'signature' } },
  ],
]

const thrownBy = (act: () => unknown): unknown => {
  try {
    act()
    return 'nothing'
  } catch (error) {
    return error
  }
}

describe('what a refusal tells beside its code', () => {
  it.each(refusals)('names the part, the number or the limit: %s', (_name, act, expected) => {
    const error = thrownBy(act)
    expect(error).toBeInstanceOf(VaultError)
    expect(error).toMatchObject(expected)
  })

  it('keeps what the decoder said of text that is not UTF-8', () => {
    const error = thrownBy(() => parseEncryptionContext(Buffer.from('00010001ff000131', 'hex')))
    expect(error).toMatchObject({ code: 'ENCRYPTION_CONTEXT_INVALID', cause: { name: 'TypeError' } })
  })

  it.each([
    ['in the length of a key', '000100'],
    ['in a key', '0001000361'],
    ['in a value', '0001000161000331'],
  ])('tells pairs that end too early from pairs with something behind them: %s', (_name, hex) => {
    const error = thrownBy(() => parseEncryptionContext(Buffer.from(hex, 'hex')))
    expect(error).toMatchObject({ code: 'ENCRYPTION_CONTEXT_INVALID' })
    expect(String(error)).toContain('end too early')
  })
})
