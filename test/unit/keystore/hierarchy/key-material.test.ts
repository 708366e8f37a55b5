import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  sealMaterial,
  unsealMaterial,
  type MaterialBinding,
} from '../../../../src/keystore/hierarchy/key-material.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

const binding = fc.record<MaterialBinding>({
  keyId: fc.uuid(),
  materialId: fc.stringMatching(/^[0-9a-f]{64}$/),
  purpose: fc.string(),
  createdAt: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
})
const bytesOf = (secret: Secret): Buffer => secret.use((bytes) => Buffer.alloc(bytes.length, bytes))
const sealIn = (storeKey: Secret, of: MaterialBinding) => {
  const material = Secret.random(32)
  return { material, sealed: sealMaterial(material, storeKey, { binding: of, random: randomBytes }) }
}

describe('sealed key material (point 34)', () => {
  it('opens under its store key and what it is bound to', () => {
    fc.assert(
      fc.property(binding, (of) => {
        const storeKey = Secret.random(32)
        const { material, sealed } = sealIn(storeKey, of)
        const opened = unsealMaterial(sealed, storeKey, of)
        expect(opened && bytesOf(opened)).toEqual(bytesOf(material))
      }),
    )
  })

  it('does not open in the place of another record of the same store', () => {
    fc.assert(
      fc.property(binding, binding, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other))
        const storeKey = Secret.random(32)
        expect(unsealMaterial(sealIn(storeKey, one).sealed, storeKey, other)).toBeUndefined()
      }),
    )
  })

  it('does not open where one bound field is the one of another record', () => {
    const field = fc.constantFrom<keyof MaterialBinding>('keyId', 'materialId', 'purpose', 'createdAt')
    fc.assert(
      fc.property(binding, binding, field, (one, other, name) => {
        fc.pre(one[name] !== other[name])
        const storeKey = Secret.random(32)
        const { sealed } = sealIn(storeKey, one)
        expect(unsealMaterial(sealed, storeKey, { ...one, [name]: other[name] })).toBeUndefined()
      }),
    )
  })

  it('does not open under the store key of another store', () => {
    const [of] = fc.sample(binding, 1) as [MaterialBinding]
    const { sealed } = sealIn(Secret.random(32), of)
    expect(unsealMaterial(sealed, Secret.random(32), of)).toBeUndefined()
  })

  it('does not open with any bit flipped', () => {
    const [of] = fc.sample(binding, 1) as [MaterialBinding]
    const storeKey = Secret.random(32)
    const { sealed } = sealIn(storeKey, of)
    for (let bit = 0; bit < sealed.sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed.sealed)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(unsealMaterial({ ...sealed, sealed: changed }, storeKey, of)).toBeUndefined()
    }
  })
})
