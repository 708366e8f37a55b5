import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { sealNamedSecret, unsealNamedSecret } from '../hierarchy/named-secret.ts'
import type { KeystoreInput } from '../protocol.ts'
import type { RandomBytes } from '../random-bytes.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { SecretRecord } from '../store/store-rows.ts'

/** Far above what connections need: each has two at most. */
const mostSecrets = 1000

interface SealingOptions {
  readonly storeKey: Secret
  readonly random: RandomBytes
  /** ISO 8601. */
  readonly createdAt: string
}

/** A secret to seal under a name. It stays the caller's to wipe. */
export interface NamedSecret extends KeystoreInput<'getSecret'> {
  readonly secret: Secret
}

/** Seals a secret under its name, in place of one of the same name. Throws INVALID_REQUEST for one too many. */
export async function putNamedSecret(store: OpenStore, named: NamedSecret): Promise<void> {
  const { storeKey, random, now } = store
  const createdAt = now().toISOString()
  await store.change((database) => insertSecret(database, named, { storeKey, random, createdAt }))
}

/** Without such a secret nothing is changed. */
export async function dropNamedSecret(store: OpenStore, name: string): Promise<void> {
  if (!store.rows.secrets.some((each) => each.name === name)) return
  await store.change((database) => database.prepare('DELETE FROM secrets WHERE name = ?').run(name))
}

function insertSecret(
  database: DatabaseSync,
  { name, purpose, secret }: NamedSecret,
  { storeKey, random, createdAt }: SealingOptions,
): void {
  const others = database.prepare('SELECT count(*) AS count FROM secrets WHERE name <> ?').get(name)
  if (Number(others?.['count']) >= mostSecrets)
    throw new VaultError('INVALID_REQUEST', 'these are too many secrets for one key store', {
      facts: { limit: mostSecrets },
    })
  const { iv, sealed } = sealNamedSecret(secret, storeKey, { binding: { name, purpose, createdAt }, random })
  database
    .prepare('INSERT OR REPLACE INTO secrets (name, purpose, created_at, iv, sealed) VALUES (?, ?, ?, ?, ?)')
    .run(name, purpose, createdAt, iv, sealed)
}

/** The secret of that name and purpose; null where there is none. Throws KEYSTORE_DAMAGED. The caller wipes it. */
export function openNamedSecret(
  records: readonly SecretRecord[],
  { name, purpose }: KeystoreInput<'getSecret'>,
  storeKey: Secret,
): Secret | null {
  const record = records.find((each) => each.name === name && each.purpose === purpose)
  if (record === undefined) return null
  const secret = unsealNamedSecret(record, storeKey, record)
  if (secret === undefined)
    throw new VaultError('KEYSTORE_DAMAGED', 'the sealed secret does not open; the store is damaged')
  return secret
}
