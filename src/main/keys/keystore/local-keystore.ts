import type { VaultStatus } from '../../../shared/model/vault.ts'
import type { KeystoreInput, KeystoreOutput, LocalKey } from '../../../keystore/protocol.ts'

/** A key of the usual kind: AES-256, made here. */
export type PlainKeyDraft = Pick<KeystoreInput<'createKey'>, 'alias' | 'description'>

/**
 * The local keystore as the rest of the main process sees it. The client talks to the keystore process over its port;
 * tests may hold a double. Every method throws VaultError.
 */
export interface LocalKeystore {
  status(): Promise<VaultStatus>
  /** With the keychain alone where nothing else is said. */
  setUp(input?: KeystoreInput<'setUp'>): Promise<VaultStatus>
  recheck(): Promise<VaultStatus>
  /** Opens an older copy of the store. A person was asked. Throws unless the state is `olderCopy`. */
  acceptOlderCopy(): Promise<VaultStatus>
  listKeys(): Promise<readonly LocalKey[]>
  /** A symmetric key that the keystore makes. */
  createKey(input: PlainKeyDraft): Promise<LocalKey>
  wrap(input: KeystoreInput<'wrap'>): Promise<KeystoreOutput<'wrap'>>
  unwrap(input: KeystoreInput<'unwrap'>): Promise<KeystoreOutput<'unwrap'>>
  /** Seals a secret under its name, in place of an earlier one. `value` stays the caller's to wipe. */
  putSecret(input: KeystoreInput<'putSecret'>): Promise<void>
  /** Null where nothing is sealed under that name for that purpose. The caller wipes the answer. */
  getSecret(input: KeystoreInput<'getSecret'>): Promise<Uint8Array | null>
  dropSecret(name: string): Promise<void>
  /** Called with the new status whenever it changes, the process's end included. Returns the unsubscriber. */
  onStatus(listener: (status: VaultStatus) => void): () => void
}
