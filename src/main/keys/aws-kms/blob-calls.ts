import { VaultError } from '../../../shared/vault-error.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { Secret } from '../../secret/secret.ts'
import { answersFor, isKeyArn } from './key-arn.ts'
import type { KmsSession } from './kms-session.ts'

export interface BlobCall {
  readonly context: EncryptionContext
  readonly signal?: AbortSignal | undefined
  readonly onCall?: (() => void) | undefined
}

/** KMS takes and gives at most so many bytes. */
const mostCiphertext = 6144

/** Encrypt of at most 4,096 bytes. The answer must name the key that was asked for. Throws VaultError. */
export async function encryptBlob(
  session: KmsSession,
  { keyArn, plaintext, ...call }: BlobCall & { readonly keyArn: string; readonly plaintext: Uint8Array },
): Promise<{ readonly ciphertext: Uint8Array; readonly keyArn: string }> {
  const input = { KeyId: keyArn, Plaintext: plaintext, EncryptionContext: Object.fromEntries(call.context) }
  const { KeyId = '', CiphertextBlob: ciphertext } = await session.call(
    { operation: 'Encrypt', keyArn, signal: call.signal, onCall: call.onCall },
    (kms, options) => kms.encrypt(input, options),
  )
  if (!isKeyArn(KeyId) || !answersFor(keyArn, KeyId)) throw invalid('Encrypt', keyArn)
  if (ciphertext === undefined || ciphertext.length === 0 || ciphertext.length > mostCiphertext)
    throw invalid('Encrypt', keyArn)
  return { ciphertext: new Uint8Array(ciphertext), keyArn: KeyId }
}

/** Decrypt without a key: KMS finds it within the session's Region. The caller wipes `plaintext`. Throws VaultError. */
export async function decryptBlob(
  session: KmsSession,
  { ciphertext, ...call }: BlobCall & { readonly ciphertext: Uint8Array },
): Promise<{
  readonly plaintext: Secret
  readonly keyArn: string
  readonly keyMaterialId: string | null
}> {
  const input = { CiphertextBlob: ciphertext, EncryptionContext: Object.fromEntries(call.context) }
  const answer = await session.call(
    { operation: 'Decrypt', signal: call.signal, onCall: call.onCall },
    (kms, options) => kms.decrypt(input, options),
    (late) => late.Plaintext?.fill(0),
  )
  const { KeyId = '', Plaintext: plaintext, KeyMaterialId: keyMaterialId = null } = answer
  if (plaintext === undefined || !isKeyArn(KeyId)) {
    plaintext?.fill(0)
    throw invalid('Decrypt', '')
  }
  return { plaintext: Secret.take(plaintext), keyArn: KeyId, keyMaterialId }
}

function invalid(operation: string, keyArn: string): VaultError {
  const facts = { action: `kms:${operation}`, ...(keyArn !== '' && { keyArn }) }
  const says = 'aws kms did not answer as it does; the answer was not used'
  return new VaultError('KMS_ANSWER_INVALID', says, { facts })
}
