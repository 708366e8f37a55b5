import { createHash, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import { oaepSha256 } from '../../src/main/keyrings/raw-rsa/oaep.ts'
import type { RsaDoorOpener } from '../../src/main/keyrings/raw-rsa/rsa-door-opener.ts'
import { VaultError } from '../../src/shared/vault-error.ts'

/** Both halves of an RSA key as a kit process or a colleague's keystore holds them. 2048 bits unless said otherwise: quicker. */
export function rsaHolder(namespace: string, modulusLength = 2048) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const fingerprint = createHash('sha256').update(spki).digest('hex')
  const opener: RsaDoorOpener = {
    namespace,
    fingerprint,
    unwrap: async (ciphertext) => {
      try {
        return privateDecrypt({ key: privateKey, ...oaepSha256 }, ciphertext)
      } catch (cause) {
        throw new VaultError('DATA_KEY_DAMAGED', 'does not open', { cause })
      }
    },
  }
  return { namespace, fingerprint, publicKey: new Uint8Array(spki), privateKey, opener }
}
