import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { Secret } from '../../secret/secret.ts'
import type { SlowedPace } from './pace/request-paces.ts'
import type { KeyArn } from './key-arn.ts'

export interface KmsDataKey {
  /** The caller owns and wipes it. */
  readonly dataKey: Secret
  readonly ciphertext: Uint8Array
  /** ARN of the key that answered. */
  readonly keyArn: KeyArn
  readonly keyMaterialId: string | null
}

export interface KmsCallOptions {
  /** A key ARN; to encrypt also an alias ARN, `alias/...` or a bare key id. */
  readonly keyId: string
  readonly context: EncryptionContext
  readonly signal?: AbortSignal | undefined
  /** Told once as the call is made, whatever comes of it; not where it was cancelled before. Retries are the same call. */
  readonly onCall?: (() => void) | undefined
}

/**
 * The three calls of AWS KMS that the keyring needs, against one connection. Throws VaultError with the codes of
 * KMS.md section 5; retries what may be retried. Each method counts as one key call.
 */
export interface KmsCalls {
  /** The pace that AWS asked for by refusing calls like these; null where it does not slow us down. */
  readonly slowed?: () => SlowedPace | null
  generateDataKey(options: KmsCallOptions & { readonly length: number }): Promise<KmsDataKey>
  encrypt(options: KmsCallOptions & { readonly dataKey: Secret }): Promise<Omit<KmsDataKey, 'dataKey'>>
  /** `length`: bytes that the data key must have; another length is KMS_ANSWER_INVALID. */
  decrypt(
    options: KmsCallOptions & { readonly ciphertext: Uint8Array; readonly length: number },
  ): Promise<Omit<KmsDataKey, 'ciphertext'>>
}
