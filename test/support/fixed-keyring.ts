import { RawAesKeyring } from '../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { Secret } from '../../src/main/secret/secret.ts'

const bytes = { fixed: 7, other: 8 } as const

/** The same keyring in every process of a test, one of two. Its key is no secret. */
export function fixedKeyring(name: keyof typeof bytes = 'fixed'): RawAesKeyring {
  return new RawAesKeyring({
    namespace: 'test',
    name,
    wrappingKey: Secret.take(Buffer.alloc(32, bytes[name])),
  })
}
