import type { DatabaseSync } from 'node:sqlite'
import { keyLimits } from '../../../shared/kms/key-limits.ts'
import { Secret } from '../../../main/secret/secret.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { sealMaterial } from '../../hierarchy/key-material.ts'
import type { KeystoreInput, KeystoreOutput } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { MaterialRecord } from '../../store/store-rows.ts'
import { isUsable, type KeyEntry } from '../key-entry.ts'
import { insertMaterial } from '../material/insert-material.ts'
import type { NewMaterial } from '../material/new-material.ts'
import { requireKeyState } from '../require-key-state.ts'
import { waiting } from '../rotation/rotate-inside.ts'
import { checkedMaterial } from './check-material.ts'
import { fingerprintKey } from './fingerprints.ts'
import { placeOf, type Place } from './place-of-material.ts'
import { takeToken } from './import-tokens.ts'
import { requireExternal } from './require-external.ts'
import { unwrapImport } from './unwrap-import.ts'

const day = 24 * 3600_000

/**
 * Takes in key material of the person's own: the first one of a key, the very same one again, or a new one that waits for
 * a rotation. The bytes that came over the port are wiped. Throws KEY_UNSUPPORTED, KEY_IMPORT_TOKEN_ENDED,
 * KEY_CIPHERTEXT_INVALID, KEY_MATERIAL_INVALID, KEY_MATERIAL_OTHER, INVALID_REQUEST, and what the key's state says.
 */
export async function importKeyMaterial(
  store: OpenStore,
  input: KeystoreInput<'importKeyMaterial'>,
): Promise<KeystoreOutput<'importKeyMaterial'>> {
  const given = Secret.take(input.material.bytes)
  let material: Secret | undefined
  const fingerprints = fingerprintKey(store)
  try {
    const entry = store.keys.entry(input.keyId)
    requireKeyState('ImportKeyMaterial', entry, store.now())
    requireExternal(entry)
    requireExpiry(input.validTo, store.now())
    material = materialOf(store, input, given)
    const checked = checkedMaterial(material, entry.key.spec)
    const fingerprint = fingerprints.of(input.keyId, material)
    const place = placeOf(entry, fingerprint, input)
    let keyMaterialId = ''
    await store.change((database) => {
      fingerprints.keep(database)
      keyMaterialId = put(database, { entry, material: checked, place, fingerprint, input, store })
      settle(database, { entry, keyMaterialId, place, store })
    })
    return { keyMaterialId }
  } finally {
    given.wipe()
    material?.wipe()
    fingerprints.wipe()
  }
}

function materialOf(
  store: OpenStore,
  { keyId, material }: KeystoreInput<'importKeyMaterial'>,
  given: Secret,
): Secret {
  if (material.kind === 'raw') return given
  const token = takeToken(store, keyId, material.token)
  return given.use((wrapped) => unwrapImport(store, token, wrapped))
}

interface Putting {
  readonly entry: KeyEntry
  readonly material: NewMaterial
  readonly place: Place
  readonly fingerprint: Uint8Array
  readonly input: KeystoreInput<'importKeyMaterial'>
  readonly store: OpenStore
}

/** Seals the material in its place. Uses that it had stay counted. */
function put(database: DatabaseSync, { entry, material, place, fingerprint, input, store }: Putting): string {
  const { validTo, description } = input
  if (place.kind === 'again') return putAgain(database, { row: place.row, material, input, store })
  const replaced = place.kind === 'waits' ? waiting(entry) : undefined
  if (replaced !== undefined)
    database.prepare('DELETE FROM key_materials WHERE material_id = ?').run(replaced.materialId)
  const state = place.kind === 'waits' ? 'PENDING_ROTATION' : 'CURRENT'
  const createdAt = store.now().toISOString()
  const facts = { state, createdAt, wraps: 0, validTo, description, fingerprint } as const
  return insertMaterial(database, { key: entry.key, material, facts }, store)
}

function putAgain(
  database: DatabaseSync,
  {
    row,
    material,
    input,
    store,
  }: Pick<Putting, 'material' | 'input' | 'store'> & { readonly row: MaterialRecord },
): string {
  const { iv, sealed } = sealMaterial(material.secret, store.storeKey, { binding: row, random: store.random })
  database
    .prepare(
      `UPDATE key_materials SET iv = ?, sealed = ?, valid_to = ?, description = coalesce(?, description)
        WHERE material_id = ?`,
    )
    .run(iv, sealed, input.validTo, input.description, row.materialId)
  return row.materialId
}

/** A key is ready once every material that belongs to it for good is there. */
function settle(
  database: DatabaseSync,
  {
    entry,
    keyMaterialId,
    place,
    store,
  }: Pick<Putting, 'entry' | 'place' | 'store'> & { readonly keyMaterialId: string },
): void {
  const { keyId, state } = entry.key
  if (place.kind === 'first')
    database.prepare('UPDATE keys SET current_material_id = ? WHERE key_id = ?').run(keyMaterialId, keyId)
  const missing = [...entry.materials.values()].filter(
    (row) =>
      row.state !== 'PENDING_ROTATION' && row.materialId !== keyMaterialId && !isUsable(row, store.now()),
  )
  if (state === 'PendingImport' && missing.length === 0)
    database.prepare("UPDATE keys SET state = 'Enabled' WHERE key_id = ?").run(keyId)
}

/** A date to come, at most a year ahead, as in KMS. */
function requireExpiry(validTo: string | null, now: Date): void {
  if (validTo === null) return
  const ahead = Date.parse(validTo) - now.getTime()
  if (ahead > 0 && ahead <= keyLimits.expiryDays * day) return
  throw new VaultError('INVALID_REQUEST', `material expires within ${keyLimits.expiryDays} days, or never`, {
    facts: { reason: 'validTo', most: keyLimits.expiryDays },
  })
}
