import { describe, expect, it } from 'vitest'
import { sealMaterial } from '../../../../src/keystore/hierarchy/key-material.ts'
import { sealNamedSecret, unsealNamedSecret } from '../../../../src/keystore/hierarchy/named-secret.ts'
import { randomBytes } from 'node:crypto'
import { Secret } from '../../../../src/main/secret/secret.ts'

const binding = {
  name: 'connection/1/sso',
  purpose: 'aws single sign-on',
  createdAt: '2026-11-23T09:00:00.000Z',
}
const storeKey = Secret.take(Buffer.alloc(32, 7))
const random = (length: number) => randomBytes(length)
const seal = () => sealNamedSecret(Secret.take(Buffer.from('a token')), storeKey, { binding, random })
const text = (secret: Secret | undefined) => secret?.use((bytes) => Buffer.from(bytes).toString())

describe('a sealed named secret', () => {
  it('opens with its own name, purpose and date', () => {
    expect(text(unsealNamedSecret(seal(), storeKey, binding))).toBe('a token')
  })

  it.each([
    ['name', { name: 'connection/2/sso' }],
    ['purpose', { purpose: 'aws access key' }],
    ['date', { createdAt: '2026-11-23T09:00:00.001Z' }],
  ])('does not open with another %s', (_what, change) => {
    expect(unsealNamedSecret(seal(), storeKey, { ...binding, ...change })).toBeUndefined()
  })

  it('does not open under another store key, or with a bit changed', () => {
    expect(unsealNamedSecret(seal(), Secret.take(Buffer.alloc(32, 8)), binding)).toBeUndefined()
    const { iv, sealed } = seal()
    const changed = Uint8Array.from(sealed, (byte, index) => (index === 0 ? byte ^ 1 : byte))
    expect(unsealNamedSecret({ iv, sealed: changed }, storeKey, binding)).toBeUndefined()
  })

  it('is no key material, even where every field reads the same', () => {
    const { createdAt, purpose, name } = binding
    const asMaterial = { keyId: name, materialId: purpose, purpose, createdAt }
    const material = sealMaterial(Secret.take(Buffer.from('material')), storeKey, {
      binding: asMaterial,
      random,
    })
    expect(unsealNamedSecret(material, storeKey, binding)).toBeUndefined()
  })
})
