import type { DatabaseSync } from 'node:sqlite'
import type { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { sealNamedSecret, unsealNamedSecret } from '../hierarchy/named-secret.ts'
import type { OpenStore } from '../store/open-store.ts'
import type { SecretRecord } from '../store/store-rows.ts'

/** Far above what connections need: each has two at most. */
const mostSecrets = 1000

/**
 * What finds a secret again. The port takes only some names and purposes: others are the keystore's own, and never go out
 * or are replaced through it.
 */
export interface SecretName {
  readonly name: string
  readonly purpose: string
}

/** A secret to seal under a name. It stays the caller's to wipe. */
export interface NamedSecret extends SecretName {
  readonly secret: Secret
}

/** Seals a secret under its name, in place of one of the same name. Throws INVALID_REQUEST for one too many. */
export async function putNamedSecret(store: OpenStore, named: NamedSecret): Promise<void> {
  await store.change((database) => insertNamedSecret(database, named, store))
}

/** Without such a secret nothing is changed. */
export async function dropNamedSecret(store: OpenStore, name: string): Promise<void> {
  if (!store.rows.secrets.some((each) => each.name === name)) return
  await store.change((database) => database.prepare('DELETE FROM secrets WHERE name = ?').run(name))
}

/** `putNamedSecret` as a part of a greater change. */
export function insertNamedSecret(
  database: DatabaseSync,
  { name, purpose, secret }: NamedSecret,
  { storeKey, random, now }: Pick<OpenStore, 'storeKey' | 'random' | 'now'>,
): void {
  const createdAt = now().toISOString()
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
  { name, purpose }: SecretName,
  storeKey: Secret,
): Secret | null {
  const record = records.find((each) => each.name === name && each.purpose === purpose)
  if (record === undefined) return null
  const secret = unsealNamedSecret(record, storeKey, record)
  if (secret === undefined)
    throw new VaultError('KEYSTORE_DAMAGED', 'the sealed secret does not open; the store is damaged')
  return secret
}
