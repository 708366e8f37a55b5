import type { DatabaseSync } from 'node:sqlite'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { sealMaterial, unsealMaterial, type MaterialBinding } from '../hierarchy/key-material.ts'
import { sealNamedSecret, unsealNamedSecret, type NamedSecretBinding } from '../hierarchy/named-secret.ts'
import type { Sealed } from '../hierarchy/sealed.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { storeBytes } from './store-bytes.ts'

/** The store key that everything is sealed under, and the one that it is to be sealed under. */
export interface StoreKeys {
  readonly from: Secret
  readonly to: Secret
  readonly random: RandomBytes
}

/**
 * Opens every sealed value of a store and seals it under another store key, with a new IV, in the same transaction that
 * the caller began. Throws KEYSTORE_DAMAGED where one does not open, INTERNAL where the store holds something that this
 * does not know: it drops nothing.
 */
export function sealAnew(database: DatabaseSync, keys: StoreKeys): void {
  refuseUnknown(database)
  sealMaterialsAnew(database, keys)
  sealSecretsAnew(database, keys)
}

function refuseUnknown(database: DatabaseSync): void {
  for (const { type, name } of database.prepare('SELECT type, name FROM sqlite_schema').all()) {
    if (type === 'index') continue
    const bytes = type === 'table' ? storeBytes[String(name)] : undefined
    if (bytes === undefined) throw unknownPart()
    const known = [...bytes.sealed, ...bytes.open]
    const columns = database
      .prepare("SELECT name FROM pragma_table_info(?) WHERE type NOT IN ('TEXT', 'INTEGER', 'REAL')")
      .all(String(name))
    if (columns.some((column) => !known.includes(String(column['name'])))) throw unknownPart()
  }
}

function sealMaterialsAnew(database: DatabaseSync, { from, to, random }: StoreKeys): void {
  const rows = database
    .prepare(
      `SELECT material_id AS materialId, key_id AS keyId, purpose, created_at AS createdAt, iv, sealed
      FROM key_materials WHERE iv IS NOT NULL OR sealed IS NOT NULL`,
    )
    .all() as unknown as readonly (MaterialBinding & Sealed)[]
  const update = database.prepare('UPDATE key_materials SET iv = ?, sealed = ? WHERE material_id = ?')
  for (const binding of rows) {
    const material = opened(binding, () => unsealMaterial(binding, from, binding))
    try {
      const { iv, sealed } = sealMaterial(material, to, { binding, random })
      update.run(iv, sealed, binding.materialId)
    } finally {
      material.wipe()
    }
  }
}

function sealSecretsAnew(database: DatabaseSync, { from, to, random }: StoreKeys): void {
  const rows = database
    .prepare('SELECT name, purpose, created_at AS createdAt, iv, sealed FROM secrets')
    .all() as unknown as readonly (NamedSecretBinding & Sealed)[]
  const update = database.prepare('UPDATE secrets SET iv = ?, sealed = ? WHERE name = ?')
  for (const binding of rows) {
    const secret = opened(binding, () => unsealNamedSecret(binding, from, binding))
    try {
      const { iv, sealed } = sealNamedSecret(secret, to, { binding, random })
      update.run(iv, sealed, binding.name)
    } finally {
      secret.wipe()
    }
  }
}

function opened(
  row: { readonly iv: unknown; readonly sealed: unknown },
  open: () => Secret | undefined,
): Secret {
  const isWhole = row.iv instanceof Uint8Array && row.sealed instanceof Uint8Array
  const secret = isWhole ? open() : undefined
  if (secret === undefined)
    throw new VaultError(
      'KEYSTORE_DAMAGED',
      'a sealed value of the key store does not open; nothing was changed',
    )
  return secret
}

function unknownPart(): VaultError {
  return new VaultError(
    'INTERNAL',
    'the key store holds a part that cannot be sealed anew; nothing was changed',
  )
}
