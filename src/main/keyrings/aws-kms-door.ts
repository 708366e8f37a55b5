import { VaultError } from '../../shared/vault-error.ts'
import { isKeyArn, type KeyArn } from '../keys/aws-kms/key-arn.ts'
import { sameBytes } from '../message/bytes.ts'
import type { DoorName, EncryptedDataKey } from '../message/encrypted-data-key.ts'

/** The provider id of an AWS KMS door. FORMAT.md section 14.5. */
export const awsKmsProvider = 'aws-kms'
const providerBytes = new TextEncoder().encode(awsKmsProvider)

/** A door under an AWS KMS key, made of what KMS answered. */
export function awsKmsDoor(keyArn: KeyArn, ciphertext: Uint8Array): EncryptedDataKey {
  return { providerId: providerBytes, providerInfo: new TextEncoder().encode(keyArn), ciphertext }
}

/**
 * The key ARN of an AWS KMS door; undefined where the door is of another provider. Throws MESSAGE_MALFORMED where the
 * provider is AWS KMS and its info is not the ARN of a key: the whole operation fails then. FORMAT.md section 14.5.
 */
export function keyArnOfDoor(door: DoorName): KeyArn | undefined {
  if (!sameBytes(door.providerId, providerBytes)) return undefined
  const info = decodeUtf8(door.providerInfo)
  if (info !== undefined && isKeyArn(info)) return info
  throw new VaultError('MESSAGE_MALFORMED', 'a door of this message says aws kms but does not name a kms key')
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
