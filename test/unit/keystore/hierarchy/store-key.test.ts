import { createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeFields } from '../../../../src/keystore/hierarchy/encode-fields.ts'
import {
  sealStoreKey,
  unsealStoreKey,
  type StoreKeyBinding,
} from '../../../../src/keystore/hierarchy/store-key.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

const binding: StoreKeyBinding = {
  storeId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f',
  mode: 'keychain',
  scryptSalt: null,
  scryptN: null,
  scryptR: null,
  scryptP: null,
}
const bytesOf = (secret: Secret): Buffer => secret.use((bytes) => Buffer.alloc(bytes.length, bytes))
const fill = (value: number): Secret => Secret.take(Buffer.alloc(32, value))

describe('the sealed store key', () => {
  it('opens with the keychain secret that sealed it', () => {
    const storeKey = Secret.random(32)
    const secret = Secret.random(32)
    const sealed = sealStoreKey(storeKey, secret, { binding, random: randomBytes })
    const opened = unsealStoreKey(sealed, secret, binding)
    expect(opened && bytesOf(opened)).toEqual(bytesOf(storeKey))
  })

  it('has the layout that docs/keystore.md fixes, built here from HMAC alone', () => {
    const sealed = sealStoreKey(fill(2), fill(1), { binding, random: (n) => Buffer.alloc(n, 3) })
    const extracted = createHmac('sha256', binding.storeId).update(Buffer.alloc(32, 1)).digest()
    const kek = createHmac('sha256', extracted)
      .update('keyhold kek v1')
      .update(new Uint8Array([1]))
      .digest()
    const aad = encodeFields(['keyhold store key', 'keychain', null, null, null, null, binding.storeId, 1])
    const decipher = createDecipheriv('aes-256-gcm', kek, Buffer.alloc(12, 3), { authTagLength: 16 })
    decipher.setAAD(aad).setAuthTag(sealed.sealed.subarray(32))
    expect(decipher.update(sealed.sealed.subarray(0, 32))).toEqual(Buffer.alloc(32, 2))
    expect(() => decipher.final()).not.toThrow()
  })

  it('does not open under another secret', () => {
    const sealed = sealStoreKey(fill(2), fill(1), { binding, random: randomBytes })
    expect(unsealStoreKey(sealed, fill(4), binding)).toBeUndefined()
  })

  it.each<Partial<StoreKeyBinding>>([
    { storeId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e50' },
    { mode: 'passphrase' as 'keychain' },
    { scryptSalt: new Uint8Array(16) },
    { scryptN: 131_072 },
    { scryptR: 8 },
    { scryptP: 1 },
  ])('does not open where what it is bound to was changed: %j', (change) => {
    const sealed = sealStoreKey(fill(2), fill(1), { binding, random: randomBytes })
    expect(unsealStoreKey(sealed, fill(1), { ...binding, ...change })).toBeUndefined()
  })

  it('does not open with any bit of it flipped, or cut', () => {
    const { iv, sealed } = sealStoreKey(fill(2), fill(1), { binding, random: randomBytes })
    const whole = Buffer.from([...iv, ...sealed])
    fc.assert(
      fc.property(fc.nat(whole.length * 8 - 1), (bit) => {
        const changed = Buffer.from(whole)
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const parts = { iv: changed.subarray(0, 12), sealed: changed.subarray(12) }
        expect(unsealStoreKey(parts, fill(1), binding)).toBeUndefined()
      }),
    )
    for (let length = 0; length < sealed.length; length += 1)
      expect(unsealStoreKey({ iv, sealed: sealed.subarray(0, length) }, fill(1), binding)).toBeUndefined()
  })
})
