import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'

/** The same keyring in every process of a test. Its key is no secret. */
export function fixedKeyring(): RawAesKeyring {
  return new RawAesKeyring({
    namespace: 'test',
    name: 'fixed',
    wrappingKey: Secret.take(Buffer.alloc(32, 7)),
  })
}
