import { privateDecrypt, type KeyObject } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import { oaepSha256 } from '../../main/keyrings/raw-rsa/oaep.ts'

/** The data key in a door that was made for a kit. The caller wipes it. Throws DATA_KEY_DAMAGED. */
export function unwrapWithKit(privateKey: KeyObject, ciphertext: Uint8Array): Uint8Array {
  const dataKey = opened(privateKey, ciphertext)
  if ([16, 24, 32].includes(dataKey.length)) return dataKey
  dataKey.fill(0)
  throw damaged()
}

function opened(key: KeyObject, ciphertext: Uint8Array): Uint8Array {
  try {
    return privateDecrypt({ key, ...oaepSha256 }, ciphertext)
  } catch (cause) {
    throw damaged(cause)
  }
}

function damaged(cause?: unknown): VaultError {
  return new VaultError('DATA_KEY_DAMAGED', 'the data key does not open with this recovery kit', { cause })
}
