import type { EncryptedDataKey } from '../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../message/encryption-context.ts'
import type { Secret } from '../secret/secret.ts'
import type { VaultError } from '../../shared/vault-error.ts'

/** Told of each call to whoever holds a key, as it is made and whatever comes of it: the keystore, or AWS KMS. */
export type OnKeyCall = (holder: 'local' | 'aws') => void

/** A data key and the doors that open it. The caller owns `dataKey` and wipes it. */
export interface WrappedDataKey {
  readonly dataKey: Secret
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
}

/** What a wrap made, and the key material that wrapped, where the service names it. */
export interface WrapOutcome extends WrappedDataKey {
  readonly keyMaterialId: string | null
}

export interface WrapRequest {
  /** The full encryption context. */
  readonly context: EncryptionContext
  /** Bytes of the data key: 32 for every suite that Keyhold writes. */
  readonly dataKeyLength: number
  /** A data key to wrap; absent = the keyring makes one. Stays the caller's: a keyring never wipes it. */
  readonly dataKey?: Secret
  readonly signal?: AbortSignal
  readonly onCall?: OnKeyCall
}

export interface UnwrapRequest {
  readonly context: EncryptionContext
  readonly dataKeyLength: number
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
  readonly signal?: AbortSignal
  readonly onCall?: OnKeyCall
}

/**
 * The outcome of trying a message's doors. "Not my key" is a value: `tried` holds one error per door that
 * matched this keyring and could not be opened, and is empty where none matched.
 */
export type UnwrapOutcome =
  | {
      readonly opened: true
      /** The caller owns and wipes it. */
      readonly dataKey: Secret
      /** The door that opened. */
      readonly encryptedDataKey: EncryptedDataKey
      /** The key material that unwrapped, where the service names it. */
      readonly keyMaterialId: string | null
      /** The errors of doors that were tried before; absent where none was. */
      readonly tried?: readonly VaultError[]
    }
  | { readonly opened: false; readonly tried: readonly VaultError[] }

/**
 * Wraps and unwraps data keys. FORMAT.md section 14.1; two methods, as age's recipients and identities have.
 */
export interface Keyring {
  /** Throws VaultError when any wrap fails: a message never leaves with fewer doors than were asked for. */
  wrap(request: WrapRequest): Promise<WrapOutcome>
  unwrap(request: UnwrapRequest): Promise<UnwrapOutcome>
}
