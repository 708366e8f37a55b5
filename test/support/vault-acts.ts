import { keystoreHandlers } from '../../src/keystore/handlers/keystore-handlers.ts'
import { createKey } from '../../src/keystore/keys/create-key.ts'
import { unwrapDataKey } from '../../src/keystore/keys/unwrap-data-key.ts'
import { withReservedUse } from '../../src/keystore/keys/usage/with-reserved-use.ts'
import { wrapDataKey } from '../../src/keystore/keys/wrap-data-key.ts'
import type {
  KeystoreInput,
  KeystoreOperation,
  KeystoreOutput,
  LocalKey,
} from '../../src/keystore/protocol.ts'
import {
  dropNamedSecret,
  openNamedSecret,
  putNamedSecret,
  type NamedSecret,
} from '../../src/keystore/secrets/named-secrets.ts'
import type { Vault, VaultOperations } from '../../src/keystore/vault.ts'
import type { EncryptionContext } from '../../src/main/message/encryption-context.ts'
import type { Secret } from '../../src/main/secret/secret.ts'
import { VaultError } from '../../src/shared/vault-error.ts'

/** A key of the usual kind. */
export const plainKey = {
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  tags: {},
} as const

/** What tests do with a vault, without the port. */
export function acts(vault: Vault) {
  return {
    createKey: (input: { readonly alias: string; readonly description: string }): Promise<LocalKey> =>
      vault.change((store) => createKey(store, { ...plainKey, ...input })),
    listKeys: (): Promise<readonly LocalKey[]> => vault.read((store) => store.keys.list()),
    describeKey: (keyId: string): Promise<LocalKey> => vault.read((store) => store.keys.describe(keyId)),
    wrap: (keyId: string, context: EncryptionContext, dataKey: Secret): Promise<KeystoreOutput<'wrap'>> =>
      withReservedUse(vault, (store) => wrapDataKey(store, keyId, { context, dataKey })),
    unwrap: (input: KeystoreInput<'unwrap'>, context: EncryptionContext): Promise<Secret> =>
      vault.read((store) => unwrapDataKey(store, input, context)),
    putSecret: (named: NamedSecret): Promise<void> => vault.change((store) => putNamedSecret(store, named)),
    getSecret: (input: KeystoreInput<'getSecret'>): Promise<Secret | null> =>
      vault.read((store) => openNamedSecret(store.rows.secrets, input, store.storeKey)),
    dropSecret: (name: string): Promise<void> => vault.change((store) => dropNamedSecret(store, name)),
  }
}

/** Any operation as the port would run it. */
export async function operate<Op extends KeystoreOperation>(
  vault: VaultOperations,
  operation: Op,
  input: KeystoreInput<Op>,
): Promise<KeystoreOutput<Op>> {
  const run = keystoreHandlers(vault)[operation](input)
  // As the app's own side of the port refuses it.
  if (run === undefined) throw new VaultError('INVALID_REQUEST', `the input of ${operation} is malformed`)
  return (await run()).value as KeystoreOutput<Op>
}
