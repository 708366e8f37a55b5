import { VaultError } from '../../shared/vault-error.ts'
import { suiteIdBytes } from './algorithm-suite.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { join, u16, u32 } from './bytes.ts'
import type { EncryptedDataKey } from './encrypted-data-key.ts'
import { serializeEncryptionContext } from './encryption-context-codec.ts'
import type { EncryptionContext } from './encryption-context.ts'

/** The fields of a framed version 2 header, the only kind that Keyhold writes. */
export interface HeaderContent {
  readonly suite: AlgorithmSuite
  readonly messageId: Uint8Array
  /** The stored pairs. */
  readonly context: EncryptionContext
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
  readonly frameLength: number
  readonly commitment: Uint8Array
}

const framedContent = 2
const longestFrame = 0xffff_ffff

/**
 * The serialized header body, version 2, framed. FORMAT.md section 2. Throws INVALID_REQUEST,
 * ENCRYPTION_CONTEXT_INVALID.
 */
export function writeHeaderBody(content: HeaderContent): Uint8Array {
  const { suite, frameLength } = content
  if (!Number.isInteger(frameLength) || frameLength < 1 || frameLength > longestFrame) {
    throw new VaultError('INVALID_REQUEST', 'the frame length must be between 1 and 4294967295 bytes')
  }
  const context = serializeEncryptionContext(content.context)
  return join([
    Uint8Array.of(suite.messageVersion),
    suiteIdBytes(suite.id),
    content.messageId,
    u16(context.length),
    context,
    ...encryptedDataKeySection(content.encryptedDataKeys),
    Uint8Array.of(framedContent),
    u32(frameLength),
    content.commitment,
  ])
}

function encryptedDataKeySection(keys: readonly EncryptedDataKey[]): readonly Uint8Array[] {
  if (keys.length === 0)
    throw new VaultError('NO_DOORS_CHOSEN', 'a message needs at least one key that opens it')
  if (keys.length > 0xffff)
    throw new VaultError('INVALID_REQUEST', 'a message holds at most 65535 encrypted data keys')
  return [
    u16(keys.length),
    ...keys.flatMap((key) => [
      ...lengthPrefixed(key.providerId),
      ...lengthPrefixed(key.providerInfo),
      ...lengthPrefixed(key.ciphertext),
    ]),
  ]
}

function lengthPrefixed(bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length > 0xffff) {
    throw new VaultError('INVALID_REQUEST', 'a field of an encrypted data key holds at most 65535 bytes')
  }
  return [u16(bytes.length), bytes]
}
