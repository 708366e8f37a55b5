import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../../main/secret/secret.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { sealNamedSecret, unsealNamedSecret } from '../../hierarchy/named-secret.ts'
import type { Sealing } from '../material/insert-material.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { SecretRecord } from '../../store/store-rows.ts'

/**
 * Secrets that the keystore keeps for itself, in the table of named secrets. Their names begin with `~`, which no name on
 * the port does: nobody can ask for them.
 */
export interface KeptSecret {
  readonly name: string
  readonly purpose: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly secret: Secret
}

/** Inside a change of the store. The secret stays the caller's to wipe. */
export function keepSecret(
  database: DatabaseSync,
  { name, purpose, createdAt, secret }: KeptSecret,
  { storeKey, random }: Sealing,
): void {
  const { iv, sealed } = sealNamedSecret(secret, storeKey, { binding: { name, purpose, createdAt }, random })
  database
    .prepare('INSERT OR REPLACE INTO secrets (name, purpose, created_at, iv, sealed) VALUES (?, ?, ?, ?, ?)')
    .run(name, purpose, createdAt, iv, sealed)
}

/** The caller wipes it. Throws KEYSTORE_DAMAGED. */
export function openKept({ storeKey }: OpenStore, record: SecretRecord): Secret {
  const secret = unsealNamedSecret(record, storeKey, record)
  if (secret !== undefined) return secret
  throw new VaultError('KEYSTORE_DAMAGED', 'a sealed secret does not open; the store is damaged')
}

/** The row of that name; undefined where there is none. */
export function findKept({ rows }: OpenStore, name: string): SecretRecord | undefined {
  return rows.secrets.find((row) => row.name === name)
}
