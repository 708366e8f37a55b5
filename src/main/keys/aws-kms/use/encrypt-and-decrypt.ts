import type { EncryptionAlgorithmSpec } from '@aws-sdk/client-kms'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'
import { checkedBytesOf, checkedKeyOf } from './checked-answer.ts'

export interface KmsCryptoOptions {
  readonly keyArn: KeyArn
  /** Of KMS; null = SYMMETRIC_DEFAULT. */
  readonly algorithm: string | null
  /** Must be empty for a key pair. */
  readonly context: Readonly<Record<string, string>>
}

/** Bytes that a key of KMS made. Whoever asked wipes what is plaintext. */
export interface KmsBytes {
  readonly bytes: Uint8Array
  readonly keyArn: KeyArn
  readonly keyMaterialId: string | null
}

/** Read of answers whose SDK type has no such field yet. */
interface NamesMaterial {
  readonly KeyMaterialId?: string | undefined
}

/** Encrypt of at most 4,096 bytes. */
export async function encryptBytes(
  kms: KmsCaller,
  plaintext: Uint8Array,
  options: KmsCryptoOptions,
): Promise<KmsBytes> {
  const { keyArn } = options
  const answer = await kms.call({ operation: 'Encrypt', keyArn }, (sdk) =>
    sdk.encrypt({ KeyId: keyArn, Plaintext: plaintext, ...algorithmOf(options), ...contextOf(options) }),
  )
  const asked = { action: 'kms:Encrypt', keyArn }
  return {
    bytes: checkedBytesOf(answer.CiphertextBlob, asked),
    keyArn: checkedKeyOf(answer.KeyId, asked),
    keyMaterialId: (answer as NamesMaterial).KeyMaterialId ?? null,
  }
}

/** Decrypt of a ciphertext blob of at most 6,144 bytes, by this very key. */
export async function decryptBytes(
  kms: KmsCaller,
  ciphertext: Uint8Array,
  options: KmsCryptoOptions,
): Promise<KmsBytes> {
  const { keyArn } = options
  const answer = await kms.call({ operation: 'Decrypt', keyArn }, (sdk) =>
    sdk.decrypt({
      KeyId: keyArn,
      CiphertextBlob: ciphertext,
      ...algorithmOf(options),
      ...contextOf(options),
    }),
  )
  const bytes = answer.Plaintext ?? new Uint8Array()
  try {
    const answered = checkedKeyOf(answer.KeyId, { action: 'kms:Decrypt', keyArn })
    return { keyArn: answered, bytes, keyMaterialId: answer.KeyMaterialId ?? null }
  } catch (error) {
    bytes.fill(0)
    throw error
  }
}

/** ReEncrypt inside of KMS: the plaintext never comes here. Both keys are in the Region of `kms`. */
export async function reEncryptBytes(
  kms: KmsCaller,
  ciphertext: Uint8Array,
  { from, to }: { readonly from: KmsCryptoOptions; readonly to: KmsCryptoOptions },
): Promise<KmsBytes> {
  const answer = await kms.call({ operation: 'ReEncrypt', keyArn: from.keyArn }, (sdk) =>
    sdk.reEncrypt({
      CiphertextBlob: ciphertext,
      SourceKeyId: from.keyArn,
      SourceEncryptionContext: { ...from.context },
      DestinationKeyId: to.keyArn,
      DestinationEncryptionContext: { ...to.context },
      ...(from.algorithm === null
        ? {}
        : { SourceEncryptionAlgorithm: from.algorithm as EncryptionAlgorithmSpec }),
      ...(to.algorithm === null
        ? {}
        : { DestinationEncryptionAlgorithm: to.algorithm as EncryptionAlgorithmSpec }),
    }),
  )
  checkedKeyOf(answer.SourceKeyId, { action: 'kms:ReEncryptFrom', keyArn: from.keyArn })
  const asked = { action: 'kms:ReEncryptTo', keyArn: to.keyArn }
  return {
    bytes: checkedBytesOf(answer.CiphertextBlob, asked),
    keyArn: checkedKeyOf(answer.KeyId, asked),
    keyMaterialId: answer.DestinationKeyMaterialId ?? null,
  }
}

function algorithmOf({ algorithm }: KmsCryptoOptions): { EncryptionAlgorithm?: EncryptionAlgorithmSpec } {
  return algorithm === null ? {} : { EncryptionAlgorithm: algorithm as EncryptionAlgorithmSpec }
}

function contextOf({ context }: KmsCryptoOptions): { EncryptionContext?: Record<string, string> } {
  return Object.keys(context).length === 0 ? {} : { EncryptionContext: { ...context } }
}
