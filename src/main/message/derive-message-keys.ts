import { createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../secret/secret.ts'
import { suiteIdBytes } from './algorithm-suite.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { join } from './bytes.ts'
import { hkdf } from './hkdf.ts'

const ascii = new TextEncoder()
const commitmentLength = 32
const noSalt = new Uint8Array(0)

/** What one message derives from its data key. */
export interface MessageKeys {
  /** Encrypts frames and makes the header tag. */
  readonly frameKey: KeyObject
  /** Stored in the header; binds the message to one data key. Null for a suite that does not commit. */
  readonly commitment: Uint8Array | null
}

/**
 * The frame key of a message, and its commitment where the suite commits. FORMAT.md section 7. Throws
 * DATA_KEY_DAMAGED for a data key of the wrong length.
 */
export function deriveMessageKeys(
  suite: AlgorithmSuite,
  dataKey: Secret,
  messageId: Uint8Array,
): MessageKeys {
  if (dataKey.length !== suite.dataKeyLength) {
    throw new VaultError('DATA_KEY_DAMAGED', 'the data key of this message has the wrong length')
  }
  return dataKey.use((keyMaterial) => ({
    frameKey: deriveFrameKey(suite, keyMaterial, messageId),
    commitment: suite.commits ? deriveCommitment(keyMaterial, messageId) : null,
  }))
}

/**
 * Committing suites: salt = message id, info = suite id and "DERIVEKEY". Older ones: no salt, info = suite id and
 * message id. The oldest use the data key as it is.
 */
function deriveFrameKey(suite: AlgorithmSuite, keyMaterial: Uint8Array, messageId: Uint8Array): KeyObject {
  const { derivation: hash, dataKeyLength: length } = suite
  if (hash === 'identity') return createSecretKey(keyMaterial)
  const suiteId = suiteIdBytes(suite.id)
  const frameKey = suite.commits
    ? hkdf({ hash, keyMaterial, salt: messageId, info: join([suiteId, ascii.encode('DERIVEKEY')]), length })
    : hkdf({ hash, keyMaterial, salt: noSalt, info: join([suiteId, messageId]), length })
  try {
    return createSecretKey(frameKey)
  } finally {
    frameKey.fill(0)
  }
}

/** The info of a commitment is "COMMITKEY" alone, without a suite id. */
function deriveCommitment(keyMaterial: Uint8Array, salt: Uint8Array): Uint8Array {
  const info = ascii.encode('COMMITKEY')
  return hkdf({ hash: 'sha512', keyMaterial, salt, info, length: commitmentLength })
}
