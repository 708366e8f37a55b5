import { expect, it } from 'vitest'
import { KeychainItems } from '../../../../src/keystore/keychain/keychain-items.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'
import { MemoryKeychain } from '../../../support/memory-keychain.ts'
import { countedRandom } from '../../../support/vault-bench.ts'

const storeId = '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f'

async function withItems() {
  const keychain = new MemoryKeychain()
  const items = new KeychainItems(keychain, countedRandom())
  await items.writeSecret(storeId, Secret.random(32))
  await items.writeEpoch(storeId, 3)
  return { keychain, items }
}

it('items that must not open anything any more are gone, both of them', async () => {
  const { keychain, items } = await withItems()
  await items.remove(storeId)
  expect([...keychain.items.keys()]).toEqual([])
})

it('a locked keychain, which removes nothing and reads as empty, is not believed', async () => {
  const { keychain, items } = await withItems()
  keychain.state = 'locked'
  await expect(items.remove(storeId)).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
  keychain.state = 'unlocked'
  expect(keychain.items.size).toBe(2)
})

it('nor is a keychain that says it removed an item and gives it back', async () => {
  const { keychain, items } = await withItems()
  keychain.remove = async () => undefined
  await expect(items.remove(storeId)).rejects.toMatchObject({ code: 'KEYCHAIN_WRITE_FAILED' })
})
