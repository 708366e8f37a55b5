import { sealMaterial } from '../../src/keystore/hierarchy/key-material.ts'
import { randomKeyMaterialId, randomUuid } from '../../src/keystore/random-ids.ts'
import type { OpenStore } from '../../src/keystore/store/open-store.ts'
import type { Vault } from '../../src/keystore/vault.ts'
import { Secret } from '../../src/main/secret/secret.ts'

/** Makes so many keys in one change, each with a name ("key 00001" and so on), a tag and sealed material. */
export async function addManyKeys(vault: Vault, count: number): Promise<void> {
  await vault.change((store) => insertMany(store, count))
}

function insertMany(store: OpenStore, count: number): Promise<void> {
  const { random, storeKey } = store
  const began = store.now().getTime()
  return store.change((database) => {
    const key = database.prepare(
      `INSERT INTO keys (key_id, description, state, spec, usage, origin, created_at, current_material_id)
        VALUES (?, 'one of many', 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', 'AWS_KMS', ?, ?)`,
    )
    const alias = database.prepare('INSERT INTO aliases VALUES (?, ?, ?, ?, ?)')
    const tag = database.prepare("INSERT INTO tags VALUES (?, 'team', 'post')")
    const material = database.prepare(
      `INSERT INTO key_materials (material_id, key_id, purpose, created_at, state, wraps, iv, sealed)
        VALUES (?, ?, 'AES_256 ENCRYPT_DECRYPT', ?, 'CURRENT', 0, ?, ?)`,
    )
    for (let number = 1; number <= count; number += 1) {
      const [keyId, materialId] = [randomUuid(random), randomKeyMaterialId(random)]
      const createdAt = new Date(began + number).toISOString()
      const name = `key ${String(number).padStart(5, '0')}`
      const secret = Secret.take(random(32))
      const binding = { keyId, materialId, purpose: 'AES_256 ENCRYPT_DECRYPT', createdAt }
      const { iv, sealed } = sealMaterial(secret, storeKey, { binding, random })
      secret.wipe()
      key.run(keyId, createdAt, materialId)
      alias.run(name, name, keyId, createdAt, createdAt)
      tag.run(keyId)
      material.run(materialId, keyId, createdAt, iv, sealed)
    }
  })
}
