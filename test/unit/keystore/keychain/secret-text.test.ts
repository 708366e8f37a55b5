import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  secretFromKeychainText,
  secretToKeychainText,
} from '../../../../src/keystore/keychain/secret-text.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

const bytes = fc.uint8Array({ maxLength: 40 })
const copyOf = (source: Uint8Array): Uint8Array => Uint8Array.from(source)

describe('a secret as keychain text', () => {
  it('is base64url without padding', () => {
    fc.assert(
      fc.property(bytes, (source) => {
        expect(secretToKeychainText(Secret.take(copyOf(source)))).toBe(
          Buffer.from(source).toString('base64url'),
        )
      }),
    )
  })

  it('reads back to the same bytes', () => {
    fc.assert(
      fc.property(bytes, (source) => {
        const text = secretToKeychainText(Secret.take(copyOf(source)))
        const back = secretFromKeychainText(text, source.length)
        expect(back?.use(copyOf)).toEqual(source)
      }),
    )
  })

  it('is refused in any other spelling, length or alphabet', () => {
    const text = secretToKeychainText(Secret.random(32))
    const spare = text.slice(0, -1) + (text.endsWith('B') ? 'C' : 'B')
    for (const wrong of [
      '',
      text.slice(1),
      `${text}A`,
      `${text}=`,
      text.replace(/./, '+'),
      spare,
      `${text} `,
    ])
      expect(secretFromKeychainText(wrong, 32)).toBeUndefined()
  })

  it('accepts a text only if that is the one it would write', () => {
    const loose = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/)
    fc.assert(
      fc.property(loose, (text) => {
        const secret = secretFromKeychainText(text, 32)
        if (secret !== undefined) expect(secretToKeychainText(secret)).toBe(text)
        expect(secret !== undefined).toBe(Buffer.from(text, 'base64url').toString('base64url') === text)
      }),
    )
  })
})
