import { describe, expect, it } from 'vitest'
import { suiteOf } from '../../../../src/main/message/algorithm-suite.ts'
import type { SuiteId } from '../../../../src/main/message/algorithm-suite.ts'
import { deriveMessageKeys } from '../../../../src/main/message/derive-message-keys.ts'
import { serializeEncryptionContext } from '../../../../src/main/message/encryption-context-codec.ts'
import { publicKeyPair } from '../../../../src/main/message/encryption-context-rules.ts'
import { defaultMessageLimits } from '../../../../src/main/message/message-limits.ts'
import { readHeader } from '../../../../src/main/message/read-header.ts'
import { makeSigningKey } from '../../../../src/main/message/signing-key.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { craftMessage } from './support/crafted-message.ts'
import type { Crafted, CraftedFrame } from './support/crafted-message.ts'
import { codeOf, headerOf, keyOf, openWhole } from './support/whole-message.ts'

const text = new TextEncoder()
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const limits = { ...defaultMessageLimits, commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' } as const
const unsignedOlder: readonly SuiteId[] = ['0014', '0046', '0078', '0114', '0146', '0178']
const allSuites: readonly SuiteId[] = [...unsignedOlder, '0214', '0346', '0378', '0478', '0578']
const olderSuites = allSuites.filter((id) => suiteOf(id).messageVersion === 1)

/** A crafted message of any suite, signed where it has to be. */
const messageOf = (suite: SuiteId, crafted: Omit<Crafted, 'suite'>): Buffer => {
  const { signature } = suiteOf(suite)
  if (signature === 'none') return craftMessage({ suite, ...crafted })
  const { privateKey, publicKeyText } = makeSigningKey(signature)
  const context = serializeEncryptionContext(new Map([[publicKeyPair, publicKeyText]]))
  return craftMessage({ suite, context, signingKey: privateKey, ...crafted })
}
const open = (suite: SuiteId, bytes: Uint8Array): string => {
  const dataKey = keyOf(7, suiteOf(suite).dataKeyLength)
  return new TextDecoder().decode(openWhole(bytes, { dataKey, limits }))
}
const frame = (kind: CraftedFrame['kind'], sequence: number, content: string): CraftedFrame => ({
  kind,
  sequence,
  content: text.encode(content),
})
const frames = [frame('regular', 1, 'abcd'), frame('regular', 2, 'efgh'), frame('final', 3, 'i')]

describe('every suite', () => {
  it.each(allSuites)('F-17 and F-65 %s opens framed', (suite) => {
    expect(open(suite, messageOf(suite, { frameLength: 4, frames }))).toBe('abcdefghi')
  })

  it.each(allSuites)('F-17 and F-44 %s opens non-framed', (suite) => {
    const block = [frame('singleBlock', 1, 'some content')]
    expect(open(suite, messageOf(suite, { frameLength: 0, frames: block }))).toBe('some content')
  })

  it.each(allSuites)('F-23 %s does not take a data key of another length', (suite) => {
    const message = messageOf(suite, { frameLength: 4, frames })
    for (const length of [16, 24, 32].filter((bytes) => bytes !== suiteOf(suite).dataKeyLength)) {
      const dataKey = keyOf(7, length)
      expect(codeOf(() => openWhole(message, { dataKey, limits }))).toBe('DATA_KEY_DAMAGED')
    }
  })

  it.each(olderSuites)('F-66 %s binds its message to its message id', (suite) => {
    const message = messageOf(suite, { frameLength: 4, frames })
    message[4] = (message[4] ?? 0) ^ 1
    expect(codeOf(() => open(suite, message))).toBe('MESSAGE_DAMAGED')
  })
})

// FORMAT.md section 7: data key = 32 zero bytes, message id 00 01 .. 0f, EC {a:"1"}, one EDK p/i/c, frame length 4, plaintext abcdef.
describe('the self-check bytes of FORMAT.md section 7, suite 0178', () => {
  const messageId = Uint8Array.from({ length: 16 }, (_, index) => index)
  const body = `01800178${hex(messageId)}0008000100016100013100010001700001690001630200000000`
  const bytes = Buffer.from(
    [
      `${body}0c00000004`,
      '0000000000000000000000008d938e55bed183793f250ee31325d31a',
      '00000001000000000000000000000001fae2dfbfe327ce28438238cb28268d426836c91a',
      'ffffffff0000000200000000000000000000000200000002a51e03c80df490f5aa29db42a6adff5fafa9',
    ].join(''),
    'hex',
  )

  it('F-66 derives the frame key without a salt, from suite id and message id', () => {
    const { frameKey, commitment } = deriveMessageKeys(
      suiteOf('0178'),
      Secret.take(new Uint8Array(32)),
      messageId,
    )
    expect(hex(frameKey.export())).toBe('aaf15e6ad5830109d4729a6be72ff8b7a9deec7adfae7feb22c82b855dcbd84c')
    expect(commitment).toBeNull()
  })

  it('F-65 reads the ten fields of its header and opens it', () => {
    expect(headerOf(bytes)).toMatchObject({
      suite: '0178',
      version: 1,
      messageId,
      context: new Map([['a', '1']]),
      contentType: 'framed',
      frameLength: 4,
      commitment: null,
      tagIv: new Uint8Array(12),
    })
    const opened = openWhole(bytes, { dataKey: Secret.take(new Uint8Array(32)), limits })
    expect(new TextDecoder().decode(opened)).toBe('abcdef')
  })
})

describe('the version 1 header', () => {
  const message = messageOf('0178', { frameLength: 4, frames })
  const { headerLength } = headerOf(message)
  const changed = (fromEnd: number, ...bytes: number[]): Buffer => {
    const copy = Buffer.from(message)
    copy.set(bytes, headerLength - fromEnd)
    return copy
  }
  // From the end of the header: tag 16, IV 12, frame length 4, IV length 1, reserved 4.
  const [reservedAt, ivLengthAt] = [37, 33]

  it.each([0, 1, 2, 3])('F-65 is refused with reserved byte %i set', (index) => {
    expect(codeOf(() => readHeader(changed(reservedAt - index, 1)))).toBe('MESSAGE_MALFORMED')
  })

  it.each([0, 11, 13, 255])('F-65 is refused with IV length %i', (length) => {
    expect(codeOf(() => readHeader(changed(ivLengthAt, length)))).toBe('MESSAGE_MALFORMED')
  })

  it('F-65 asks for more bytes until it is whole', () => {
    for (let length = 0; length < headerLength; length += 1) {
      expect(readHeader(message.subarray(0, length)).kind).toBe('incomplete')
    }
    expect(headerOf(message).headerLength).toBe(headerLength)
  })

  it('F-67 is authenticated under the IV that it stores', () => {
    const tagIv = Buffer.from('00112233445566778899aabb', 'hex')
    const stored = messageOf('0178', { frameLength: 4, frames, tagIv })
    expect(open('0178', stored)).toBe('abcdefghi')
    expect(headerOf(stored).tagIv).toEqual(new Uint8Array(tagIv))
    expect(codeOf(() => open('0178', changed(28, 1)))).toBe('MESSAGE_DAMAGED')
  })

  it('F-05 and F-41 opens with no bit of the whole message changed', () => {
    for (let bit = 0; bit < message.length * 8; bit += 1) {
      const flipped = Uint8Array.from(message)
      flipped[bit >>> 3] = (flipped[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
      // A door that nobody opens here is covered by the header tag all the same.
      expect(codeOf(() => openWhole(flipped, { dataKey: keyOf(7), limits }))).not.toBe('nothing')
    }
  })
})
