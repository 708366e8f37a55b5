import { createCipheriv, createDecipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapKeyWithPadding } from '../../../../../../src/main/keys/aws-kms/import/aes-key-wrap.ts'
import { Secret } from '../../../../../../src/main/secret/secret.ts'

const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'))
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const secretOf = (bytes: Uint8Array): Secret => Secret.take(Uint8Array.from(bytes))

/** RFC 5649 section 4: the alternative initial value that OpenSSL wants to be told. */
const initialValue = fromHex('a65959a6')

/** OpenSSL's own AES key wrap with padding, which Electron lacks and Node has. */
function opensslWrap(key: Uint8Array, material: Uint8Array): Buffer {
  const cipher = createCipheriv(`id-aes${key.length * 8}-wrap-pad`, key, initialValue)
  return Buffer.concat([cipher.update(material), cipher.final()])
}

function opensslUnwrap(key: Uint8Array, wrapped: Uint8Array): Buffer {
  const decipher = createDecipheriv(`id-aes${key.length * 8}-wrap-pad`, key, initialValue)
  return Buffer.concat([decipher.update(wrapped), decipher.final()])
}

describe('AES key wrap with padding', () => {
  const kek = '5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8'

  it.each([
    [
      '20 bytes',
      'c37b7e6492584340bed12207808941155068f738',
      '138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a',
    ],
    ['7 bytes', '466f7250617369', 'afbeb0f07dfbf5419200f2ccb50bb24f'],
  ])('gives what RFC 5649 section 6 gives for %s', (_length, material, wrapped) => {
    expect(toHex(wrapKeyWithPadding(secretOf(fromHex(kek)), secretOf(fromHex(material))))).toBe(wrapped)
  })

  it('gives what OpenSSL gives, and what OpenSSL unwraps, for material of any length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        (key, material) => {
          const wrapped = wrapKeyWithPadding(secretOf(key), secretOf(material))
          expect(toHex(wrapped)).toBe(toHex(opensslWrap(key, material)))
          expect(toHex(opensslUnwrap(key, wrapped))).toBe(toHex(material))
        },
      ),
    )
  })

  it('gives what OpenSSL gives for material as long as a private key', () => {
    const [key, material] = [new Uint8Array(32).fill(7), new Uint8Array(2_375).map((_, at) => at % 251)]
    expect(toHex(wrapKeyWithPadding(secretOf(key), secretOf(material)))).toBe(
      toHex(opensslWrap(key, material)),
    )
  })

  it('refuses a wrapping key of another length', () => {
    expect(() => wrapKeyWithPadding(Secret.random(20), Secret.random(32))).toThrow(RangeError)
  })
})
