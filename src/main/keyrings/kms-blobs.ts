import type { EncryptionContext } from '../message/encryption-context.ts'
import type { Secret } from '../secret/secret.ts'
import type { AwsKeyRef } from '../../shared/model/key.ts'

/** What AWS KMS made of a few bytes. */
export interface SealedBlob {
  readonly ciphertext: Uint8Array
  readonly keyArn: string
}

/** What AWS KMS found in a blob. The caller wipes `plaintext`. */
export interface OpenedBlob {
  readonly plaintext: Secret
  readonly keyArn: string
  readonly keyMaterialId: string | null
}

interface BlobRequest {
  readonly context: EncryptionContext
  readonly signal?: AbortSignal | undefined
  /** Told of each call to AWS KMS as it is made. */
  readonly onCall?: (() => void) | undefined
}

/** KMS ciphertext blobs: what `aws kms encrypt` makes, without any message around it. */
export interface KmsBlobs {
  /** Throws VaultError. */
  seal(
    request: BlobRequest & { readonly key: AwsKeyRef; readonly plaintext: Uint8Array },
  ): Promise<SealedBlob>
  /**
   * A blob says nothing of its account and Region, and within one Region KMS finds the key itself: the Regions of `keys`
   * are asked first, then those of all connections, one after the other. Throws VaultError, of all refusals the one that
   * tells most.
   */
  open(
    request: BlobRequest & { readonly keys: readonly AwsKeyRef[]; readonly ciphertext: Uint8Array },
  ): Promise<OpenedBlob>
}
