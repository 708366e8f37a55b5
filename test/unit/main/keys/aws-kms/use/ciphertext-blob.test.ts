import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  base64Bytes,
  base64File,
  ciphertextBlobOf,
} from '../../../../../../src/main/keys/aws-kms/use/ciphertext-blob.ts'
import { signingRuleOf } from '../../../../../../src/main/keys/aws-kms/use/signing-hash.ts'
import { shownText } from '../../../../../../src/main/key-admin/trying/try-result.ts'
import { keySpecs } from '../../../../../../src/shared/kms/key-specs.ts'

const ascii = (text: string) => new TextEncoder().encode(text)

describe('a ciphertext blob', () => {
  it('is found in its Base64, in one line or in many', () => {
    const blob = fc.uint8Array({ minLength: 1, maxLength: 600 })
    fc.assert(
      fc.property(blob, fc.integer({ min: 1, max: 80 }), (bytes, width) => {
        const text = Buffer.from(bytes).toString('base64')
        const lines = text.replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n')
        for (const content of [text, lines, `  ${text}\n`]) {
          expect(new Uint8Array(ciphertextBlobOf(ascii(content)))).toStrictEqual(bytes)
        }
      }),
    )
  })

  it('is the content itself where that is no Base64', () => {
    const raw = Uint8Array.of(1, 2, 2, 0, 120, 255)
    expect(ciphertextBlobOf(raw)).toBe(raw)
  })

  it('begins as its Base64 does, wherever that is cut', () => {
    const blob = fc.uint8Array({ minLength: 90, maxLength: 200 })
    fc.assert(
      fc.property(blob, fc.integer({ min: 4, max: 120 }), (bytes, cut) => {
        const begin = base64File(ascii(Buffer.from(bytes).toString('base64').slice(0, cut)), true)
        expect(begin).not.toBeNull()
        expect(Buffer.from(bytes).subarray(0, begin?.length)).toStrictEqual(Buffer.from(begin ?? []))
      }),
    )
  })

  it.each(['', 'abc', 'ab=c', 'a===', 'ab$=', '=', 'YWJj-_=='])('is not Base64: %j', (text) => {
    expect(base64Bytes(text)).toBeNull()
  })
})

describe('a message that is signed', () => {
  it.each([
    ['RSASSA_PSS_SHA_256', { digest: 'sha256', raw: true }],
    ['RSASSA_PKCS1_V1_5_SHA_384', { digest: 'sha384', raw: true }],
    ['ECDSA_SHA_512', { digest: 'sha512', raw: true }],
    ['ED25519_SHA_512', { digest: null, raw: true }],
    ['ED25519_PH_SHA_512', { digest: 'sha512', raw: false }],
    ['ML_DSA_SHAKE_256', { digest: null, raw: true }],
    ['SM2DSA', { digest: null, raw: true }],
  ])('by %s is sent as KMS takes it', (algorithm, rule) => {
    expect(signingRuleOf(algorithm)).toStrictEqual(rule)
  })

  it('by RSA or a NIST curve may be hashed first, whatever its hash', () => {
    const specs = Object.values(keySpecs).filter(({ kind }) => kind === 'rsa' || kind === 'ecc')
    const algorithms = specs.flatMap(({ signing }) => [...signing]).filter((name) => !name.startsWith('ED'))
    for (const name of algorithms) {
      expect(signingRuleOf(name).digest).toBe(`sha${/\d+$/.exec(name)?.[0] ?? ''}`)
    }
  })
})

describe('an opened plaintext', () => {
  it.each([
    ['Grüße,\r\n\tMira 🗝', true],
    ['\u{feff}x', true],
    ['a\u{0}b', false],
    ['\u{1b}[31m', false],
  ])('%j is shown as text: %s', (text, shown) => {
    expect(shownText(ascii(text))).toBe(shown ? text : null)
  })

  it('is no text where it is not UTF-8', () => {
    expect(shownText(Uint8Array.of(0xc3, 0x28))).toBeNull()
  })
})
