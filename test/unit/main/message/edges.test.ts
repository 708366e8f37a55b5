import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openGcm, openGcmInto, sealGcm } from '../../../../src/main/message/aes-gcm.ts'
import { longestNonFramedContent } from '../../../../src/main/message/message-limits.ts'
import { isFinalMarker } from '../../../../src/main/message/locate-frame.ts'
import { sniffMessage } from '../../../../src/main/message/message-kind.ts'
import { MessageVerifier } from '../../../../src/main/message/message-signature.ts'
import { publicKeyOfText } from '../../../../src/main/message/public-key-of-text.ts'
import { makeSigningKey } from '../../../../src/main/message/signing-key.ts'
import { craftMessage } from './support/crafted-message.ts'
import { codeOf, headerOf, openWhole, sealWhole } from './support/whole-message.ts'

describe('a tag', () => {
  const use = {
    cipher: 'aes-256-gcm',
    key: randomBytes(32),
    iv: new Uint8Array(12),
    aad: new Uint8Array(0),
  } as const
  const { ciphertext, tag } = sealGcm(use, Buffer.from('content'))

  it.each([4, 8, 12, 15])('of %i bytes is never taken for one of sixteen', (length) => {
    const sealed = { ciphertext, tag: tag.subarray(0, length) }
    expect(() => openGcm(use, sealed)).toThrow('tag')
    expect(() => openGcmInto(use, sealed, new Uint8Array(7))).toThrow('tag')
  })
})

describe('the longest of everything', () => {
  it('a frame of 2^32-1 bytes may be written down, and one byte more may not', () => {
    const longest = sealWhole(Buffer.from('short'), { frameLength: 0xffff_ffff })
    expect(headerOf(longest).frameLength).toBe(0xffff_ffff)
    expect(codeOf(() => sealWhole(Buffer.from('short'), { frameLength: 2 ** 32 }))).toBe('INVALID_REQUEST')
  })

  it.each([
    ['one byte more than GCM takes', BigInt(longestNonFramedContent) + 1n],
    ['more than a number holds exactly', 2n ** 53n + 1n],
    ['the most that eight bytes say', 2n ** 64n - 1n],
  ])('a block of %s is refused', (_name, length) => {
    const frames = [{ kind: 'singleBlock', sequence: 1, content: new Uint8Array(0) }] as const
    const message = craftMessage({ frameLength: 0, frames })
    message.writeBigUInt64BE(length, headerOf(message).headerLength + 12)
    expect(codeOf(() => openWhole(message))).toBe('MESSAGE_LIMIT_EXCEEDED')
  })
})

describe('bytes that end early', () => {
  it('three bytes are no final marker', () => {
    expect(isFinalMarker(Uint8Array.of(0xff, 0xff, 0xff))).toBe(false)
    expect(isFinalMarker(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toBe(true)
  })

  it('a footer of less than two bytes has no length yet', () => {
    const { publicKeyText } = makeSigningKey('ecdsa-p384')
    const key = publicKeyOfText('ecdsa-p384', publicKeyText)
    const verifier = new MessageVerifier({ algorithm: 'ecdsa-p384', key, header: new Uint8Array(0) })
    expect(verifier.footerLength(new Uint8Array(0))).toBeUndefined()
    expect(verifier.footerLength(Uint8Array.of(1))).toBeUndefined()
    expect(verifier.footerLength(Uint8Array.of(0, 103))).toBe(105)
  })
})

describe('the first bytes of a file', () => {
  it.each([
    ['another version with a suite of the first', '03800178'],
    ['the first version with another type', '01810178'],
    ['a suite of the first version in the second', '02017800'],
  ])('are no message with %s', (_name, hex) => {
    expect(sniffMessage(Buffer.from(`${hex}00000000`, 'hex'))).toBe('other')
  })
})
