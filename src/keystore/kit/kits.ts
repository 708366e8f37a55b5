import { createPublicKey } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { RecoveryKit } from '../../shared/model/recovery.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { insertNamedSecret, openNamedSecret } from '../secrets/named-secrets.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { KitRecord } from '../store/store-rows.ts'
import { kitPublicKeyOf, type KitPublicKey } from './kit-keys.ts'

/** The page's list holds one more. */
const mostKits = 100
/** A name and a purpose that the port's operations for secrets do not take: it never goes out. */
const backupKeyPurpose = 'kit backup key'
const backupKeyName = (kitId: string): string => `/kit/${kitId}/backup-key`

/** Every kit, newest first. */
export function listKits({ rows }: Pick<OpenStore, 'rows'>): readonly RecoveryKit[] {
  return rows.kits.map(tellKit).toReversed()
}

/** The kit whose door new files get: the one that was not revoked. There is one at most. */
export function kitInUse({ rows }: Pick<OpenStore, 'rows'>): KitRecord | null {
  return rows.kits.findLast(({ revokedAt }) => revokedAt === null) ?? null
}

/** Throws KIT_NOT_MADE where no kit is in use. The caller wipes it. */
export function backupKeyOf(store: OpenStore): { readonly kit: KitRecord; readonly backupKey: Secret } {
  const kit = kitInUse(store)
  if (kit === null) throw new VaultError('KIT_NOT_MADE', 'there is no recovery kit to seal a backup to')
  const named = { name: backupKeyName(kit.kitId), purpose: backupKeyPurpose }
  const backupKey = openNamedSecret(store.rows.secrets, named, store.storeKey)
  if (backupKey !== null) return { kit, backupKey }
  throw new VaultError('KEYSTORE_DAMAGED', 'the key that vouches for backups is not in the store')
}

export interface AdoptedKit {
  readonly kit: RecoveryKit
  /** SPKI in DER. */
  readonly publicKey: Uint8Array
  /** Stays the caller's to wipe. */
  readonly backupKey: Secret
}

/**
 * Makes a kit the one of new files. The one before stays listed, without a door on new files, and no more backups are made
 * for it. Throws KIT_WRONG where id, fingerprint and key do not belong together, INVALID_REQUEST for one kit too many.
 */
export async function adoptKit(
  store: OpenStore,
  { kit, publicKey, backupKey }: AdoptedKit,
): Promise<RecoveryKit> {
  const known = checked(publicKey)
  if (known.kitId !== kit.kitId || known.fingerprint !== kit.fingerprint)
    throw new VaultError('KIT_WRONG', 'this is not the public key of that kit')
  if (store.rows.kits.length >= mostKits)
    throw new VaultError('INVALID_REQUEST', 'these are too many kits for one key store', {
      facts: { limit: mostKits },
    })
  await store.change((database) => {
    database.prepare('UPDATE kits SET revoked_at = ? WHERE revoked_at IS NULL').run(store.now().toISOString())
    database.prepare('DELETE FROM secrets WHERE purpose = ?').run(backupKeyPurpose)
    database
      .prepare(
        `INSERT INTO kits (kit_id, fingerprint, public_key, form, threshold, sheets, made_for, made_at, rehearsed_at,
        revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)`,
      )
      .run(
        kit.kitId,
        kit.fingerprint,
        publicKey,
        kit.form,
        kit.threshold,
        kit.sheets,
        kit.madeFor,
        kit.madeAt,
      )
    const named = { name: backupKeyName(kit.kitId), purpose: backupKeyPurpose, secret: backupKey }
    insertNamedSecret(database, named, store)
  })
  return kitOf(store, kit.kitId)
}

/** Throws KIT_WRONG for a kit that is not this store's. */
export async function noteRehearsal(
  store: OpenStore,
  { kitId, at }: { readonly kitId: string; readonly at: string },
): Promise<RecoveryKit> {
  kitOf(store, kitId)
  await store.change((database) =>
    database.prepare('UPDATE kits SET rehearsed_at = ? WHERE kit_id = ?').run(at, kitId),
  )
  return kitOf(store, kitId)
}

/** New files get its door no more; what is revoked already stays as it is. Throws KIT_WRONG for one that is not this store's. */
export async function revokeKit(store: OpenStore, kitId: string): Promise<void> {
  if (kitOf(store, kitId).revokedAt !== null) return
  await store.change((database) => {
    database.prepare('UPDATE kits SET revoked_at = ? WHERE kit_id = ?').run(store.now().toISOString(), kitId)
    database.prepare('DELETE FROM secrets WHERE name = ?').run(backupKeyName(kitId))
  })
}

function kitOf(store: OpenStore, kitId: string): RecoveryKit {
  const kit = store.rows.kits.find((each) => each.kitId === kitId)
  if (kit === undefined) throw new VaultError('KIT_WRONG', 'this kit was not made for this key store')
  return tellKit(kit)
}

function tellKit(record: KitRecord): RecoveryKit {
  const { kitId, fingerprint, form, threshold, sheets, madeFor, madeAt, rehearsedAt, revokedAt } = record
  return { kitId, fingerprint, form, threshold, sheets, madeFor, madeAt, rehearsedAt, revokedAt }
}

function checked(publicKey: Uint8Array): KitPublicKey {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
    if (key.asymmetricKeyDetails?.modulusLength === 3072) return kitPublicKeyOf(publicKey)
  } catch (cause) {
    throw new VaultError('KIT_WRONG', 'this is not the public key of a kit', { cause })
  }
  throw new VaultError('KIT_WRONG', 'this is not the public key of a kit')
}
