import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { KeychainItems } from '../../../../src/keystore/keychain/keychain-items.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { MemoryKeychain } from '../../../support/memory-keychain.ts'

const storeId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'
const setUp = () => {
  const keychain = new MemoryKeychain()
  return { keychain, items: new KeychainItems(keychain, randomBytes) }
}

describe('keychain items', () => {
  it('point 32: keeps two items per store, versioned, of at most 64 bytes', async () => {
    const { keychain, items } = setUp()
    await items.writeSecret(storeId, Secret.random(32))
    await items.writeEpoch(storeId, Number.MAX_SAFE_INTEGER)
    expect([...keychain.items.keys()]).toEqual([storeId, `${storeId}:epoch`])
    for (const value of keychain.items.values()) {
      expect(value).toMatch(/^v1:/)
      expect(Buffer.byteLength(value)).toBeLessThanOrEqual(64)
    }
  })

  it('reads back the secret and the epoch that it wrote', async () => {
    const { items } = setUp()
    await items.writeSecret(storeId, Secret.take(Buffer.alloc(32, 7)))
    await items.writeEpoch(storeId, 41)
    const secret = await items.readSecret(storeId)
    expect(secret.kind === 'value' && secret.value.use((bytes) => [...bytes])).toEqual(Array(32).fill(7))
    expect(await items.readEpoch(storeId)).toEqual({ kind: 'value', value: 41 })
  })

  it('point 32: finds out by reading back that the keychain did not keep a value', async () => {
    const { keychain, items } = setUp()
    keychain.keep = (value) => value.slice(0, 40)
    await expect(items.writeSecret(storeId, Secret.random(32))).rejects.toMatchObject({
      code: 'KEYCHAIN_WRITE_FAILED',
    })
  })

  it('believes that an item is missing only after a probe item was written, read back and removed', async () => {
    const { keychain, items } = setUp()
    expect(await items.readSecret(storeId)).toEqual({ kind: 'missing' })
    expect(keychain.calls).toEqual([
      `get ${storeId}`,
      `set ${storeId}:probe`,
      `get ${storeId}:probe`,
      `remove ${storeId}:probe`,
    ])
    expect(keychain.items.size).toBe(0)
  })

  it('does not call an item missing where the keychain is locked and says nothing', async () => {
    const { keychain, items } = setUp()
    await items.writeSecret(storeId, Secret.random(32))
    keychain.state = 'locked'
    await expect(items.readSecret(storeId)).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
  })

  it('does not call an item missing where the probe does not come back', async () => {
    const { keychain, items } = setUp()
    keychain.keep = () => 'something else'
    await expect(items.readSecret(storeId)).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
  })

  it.each(['', 'v2:AAAA', 'v1:', 'v1:AAAA', `v1:${'A'.repeat(44)}`, 'secret'])(
    'says that an item of the form %j is of no known form',
    async (value) => {
      const { keychain, items } = setUp()
      keychain.items.set(storeId, value)
      expect(await items.readSecret(storeId)).toEqual({ kind: 'unknownForm' })
    },
  )

  it.each(['v1:', 'v1:0', 'v1:01', 'v1:-1', 'v1:1.5', 'v1:1e3', 'v2:1', `v1:${'9'.repeat(17)}`])(
    'says that an epoch of the form %j is of no known form',
    async (value) => {
      const { keychain, items } = setUp()
      keychain.items.set(`${storeId}:epoch`, value)
      expect(await items.readEpoch(storeId)).toEqual({ kind: 'unknownForm' })
    },
  )

  it('takes both items back quietly, also from a keychain that refuses', async () => {
    const { keychain, items } = setUp()
    await items.writeSecret(storeId, Secret.random(32))
    await items.writeEpoch(storeId, 1)
    await items.forget(storeId)
    expect(keychain.items.size).toBe(0)
    keychain.refuse = () => new VaultError('KEYCHAIN_LOCKED', 'locked')
    await expect(items.forget(storeId)).resolves.toBeUndefined()
  })
})
