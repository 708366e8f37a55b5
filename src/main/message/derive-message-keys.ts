import { createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../secret/secret.ts'
import { suiteIdBytes } from './algorithm-suite.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { join } from './bytes.ts'

const ascii = new TextEncoder()
const commitmentLength = 32

/** What one message derives from its data key. */
export interface MessageKeys {
  /** Encrypts frames and makes the header tag. */
  readonly frameKey: KeyObject
  /** Stored in the header; binds the message to one data key. */
  readonly commitment: Uint8Array
}

/**
 * The frame key and the commitment of a committing suite. FORMAT.md section 7: HKDF-SHA-512 with the message
 * id as salt; info is the suite id and "DERIVEKEY" for the key, and "COMMITKEY" alone for the commitment.
 * Throws DATA_KEY_DAMAGED for a data key of the wrong length.
 */
export function deriveMessageKeys(
  suite: AlgorithmSuite,
  dataKey: Secret,
  messageId: Uint8Array,
): MessageKeys {
  if (dataKey.length !== suite.dataKeyLength) {
    throw new VaultError('DATA_KEY_DAMAGED', 'the data key of this message has the wrong length')
  }
  const frameKeyInfo = join([suiteIdBytes(suite.id), ascii.encode('DERIVEKEY')])
  return dataKey.use((ikm) => {
    const frameKey = new Uint8Array(hkdfSync('sha512', ikm, messageId, frameKeyInfo, suite.dataKeyLength))
    try {
      const commitment = hkdfSync('sha512', ikm, messageId, 'COMMITKEY', commitmentLength)
      return { frameKey: createSecretKey(frameKey), commitment: new Uint8Array(commitment) }
    } finally {
      frameKey.fill(0)
    }
  })
}
