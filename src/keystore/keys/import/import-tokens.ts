import type { DatabaseSync } from 'node:sqlite'
import { keyLimits } from '../../../shared/kms/key-limits.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput, KeystoreOutput } from '../../protocol.ts'
import { randomUuid } from '../../random-ids.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { SecretRecord } from '../../store/store-rows.ts'
import { newMaterial, type NewMaterial } from '../material/new-material.ts'
import { requireKeyState } from '../require-key-state.ts'
import { keepSecret } from './kept-secrets.ts'
import { requireExternal } from './require-external.ts'

const namePrefix = '~import/'
const purposePrefix = 'import '
const life = keyLimits.importTokenHours * 3600_000
/** Of one key; the oldest makes room. */
const mostTokens = 10
const tokenText = /^[0-9a-f-]{36}$/

/**
 * A public key that wraps material for one key, and the token that finds its private half again: sealed in the store under
 * `~import/<key id>/<token>`, good for a day, gone with the first due work after it. `pair`: made before, wiped by the
 * caller. Throws KEY_UNSUPPORTED for a key whose material is made here, and what its state says.
 */
export async function getParametersForImport(
  store: OpenStore,
  { keyId, wrapping }: KeystoreInput<'getParametersForImport'>,
  pair: NewMaterial,
): Promise<KeystoreOutput<'getParametersForImport'>> {
  requireImporting(store, keyId)
  const now = store.now()
  const id = randomUuid(store.random)
  const kept = { name: nameOf(keyId, id), purpose: purposePrefix + wrapping, createdAt: now.toISOString() }
  const outdated = tokensOf(store, keyId)
    .toReversed()
    .slice(mostTokens - 1)
  await store.change((database) => {
    keepSecret(database, { ...kept, secret: pair.secret }, store)
    for (const { name } of [...outdated, ...endedTokens(store)]) dropToken(database, name)
  })
  return {
    publicKey: Uint8Array.from(pair.publicKey ?? []),
    token: new TextEncoder().encode(id),
    validTo: new Date(now.getTime() + life).toISOString(),
  }
}

/** A fresh RSA key pair to wrap under; made before the change, which does not wait for it. */
export function newWrappingPair(
  store: OpenStore,
  { keyId, wrappingSpec }: KeystoreInput<'getParametersForImport'>,
): Promise<NewMaterial> {
  requireImporting(store, keyId)
  return newMaterial(wrappingSpec, store.random)
}

export interface ImportToken {
  readonly record: SecretRecord
  readonly wrapping: string
}

/** The wrapping key that a token stands for. Throws KEY_IMPORT_TOKEN_ENDED for one that ended or is another key's. */
export function takeToken(store: OpenStore, keyId: string, token: Uint8Array): ImportToken {
  const id = new TextDecoder().decode(token)
  const name = nameOf(keyId, id)
  const record = tokenText.test(id) ? store.rows.secrets.find((row) => row.name === name) : undefined
  if (record !== undefined && !hasEnded(record, store.now()))
    return { record, wrapping: record.purpose.slice(purposePrefix.length) }
  throw new VaultError('KEY_IMPORT_TOKEN_ENDED', 'the public key for this import is too old; save a new one')
}

/** Tokens that nobody can use any more. */
export function endedTokens({ rows, now }: OpenStore): readonly SecretRecord[] {
  return rows.secrets.filter((row) => row.name.startsWith(namePrefix) && hasEnded(row, now()))
}

/** Every token of a key, the oldest first. */
export function tokensOf({ rows }: OpenStore, keyId: string): readonly SecretRecord[] {
  return rows.secrets
    .filter(({ name }) => name.startsWith(nameOf(keyId, '')))
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
}

/** Inside a change of the store. */
export function dropToken(database: DatabaseSync, name: string): void {
  database.prepare('DELETE FROM secrets WHERE name = ?').run(name)
}

function requireImporting(store: OpenStore, keyId: string): void {
  const entry = store.keys.entry(keyId)
  requireKeyState('GetParametersForImport', entry, store.now())
  requireExternal(entry)
}

function hasEnded({ createdAt }: SecretRecord, now: Date): boolean {
  return now.getTime() - Date.parse(createdAt) >= life
}

function nameOf(keyId: string, token: string): string {
  return `${namePrefix}${keyId}/${token}`
}
