import { Secret } from '../../main/secret/secret.ts'
import { decrypt, encrypt, generateDataKey, reEncrypt } from '../keys/crypto/encrypt-and-decrypt.ts'
import { getPublicKey } from '../keys/crypto/get-public-key.ts'
import { generateMac, verifyMac } from '../keys/crypto/mac.ts'
import { sign, verify } from '../keys/crypto/sign.ts'
import { unwrapDataKey } from '../keys/unwrap-data-key.ts'
import { withReservedUse } from '../keys/usage/with-reserved-use.ts'
import { wrapDataKey } from '../keys/wrap-data-key.ts'
import type { keyOperations } from '../protocol/key-operations.ts'
import type { VaultOperations } from '../vault.ts'
import type { OperationHandlers } from './operation-handler.ts'

type CryptoOperation =
  | 'wrap'
  | 'unwrap'
  | 'encrypt'
  | 'decrypt'
  | 'reEncrypt'
  | 'generateDataKey'
  | 'generateDataKeyWithoutPlaintext'
  | 'generateMac'
  | 'verifyMac'
  | 'sign'
  | 'verify'
  | 'getPublicKey'

/**
 * The operations that use a key. Secrets of requests are wiped once they were used, those of answers once they were
 * posted; what the port's own pipe buffers hold cannot be.
 */
export function cryptoHandlers(
  vault: VaultOperations,
): Pick<OperationHandlers<keyof typeof keyOperations>, CryptoOperation> {
  return { ...dataKeys(vault), ...encryption(vault), ...signatures(vault) }
}

const dataKeys = (vault: VaultOperations) =>
  ({
    wrap: async ({ keyId, context, dataKey }) => {
      const secret = Secret.take(dataKey)
      const wrapping = { context: new Map(context), dataKey: secret }
      try {
        return { value: await withReservedUse(vault, (store) => wrapDataKey(store, keyId, wrapping)) }
      } finally {
        secret.wipe()
      }
    },
    unwrap: async (input) => {
      const secret = await vault.read((store) => unwrapDataKey(store, input, new Map(input.context)))
      const dataKey = givenAway(secret)
      return { value: { dataKey }, wipe: () => dataKey.fill(0) }
    },
    generateDataKey: async (input) => {
      const { plaintext: secret, ...sealed } = await withReservedUse(vault, (store) =>
        generateDataKey(store, input),
      )
      const plaintext = givenAway(secret)
      return { value: { keyId: input.keyId, ...sealed, plaintext }, wipe: () => plaintext.fill(0) }
    },
    generateDataKeyWithoutPlaintext: async (input) => {
      const { plaintext, ...sealed } = await withReservedUse(vault, (store) => generateDataKey(store, input))
      plaintext.wipe()
      return { value: { keyId: input.keyId, ...sealed } }
    },
  }) satisfies Partial<OperationHandlers<CryptoOperation>>

const encryption = (vault: VaultOperations) =>
  ({
    encrypt: async (input) => {
      try {
        return { value: await withReservedUse(vault, (store) => encrypt(store, input)) }
      } finally {
        input.plaintext.fill(0)
      }
    },
    decrypt: async (input) => {
      const { keyId, keyMaterialId, plaintext: secret } = await vault.read((store) => decrypt(store, input))
      const plaintext = givenAway(secret)
      return { value: { keyId, keyMaterialId, plaintext }, wipe: () => plaintext.fill(0) }
    },
    reEncrypt: async (input) => ({
      value: await withReservedUse(vault, (store) => reEncrypt(store, input)),
    }),
  }) satisfies Partial<OperationHandlers<CryptoOperation>>

const signatures = (vault: VaultOperations) =>
  ({
    generateMac: async (input) => ({
      value: { keyId: input.keyId, mac: await vault.read((store) => generateMac(store, input)) },
    }),
    verifyMac: async (input) => {
      await vault.read((store) => verifyMac(store, input))
      return { value: { keyId: input.keyId } }
    },
    sign: async (input) => ({
      value: { keyId: input.keyId, signature: await vault.read((store) => sign(store, input)) },
    }),
    verify: async (input) => {
      await vault.read((store) => verify(store, input))
      return { value: { keyId: input.keyId } }
    },
    getPublicKey: async ({ keyId }) => ({
      value: { keyId, publicKey: await vault.read((store) => getPublicKey(store, keyId)) },
    }),
  }) satisfies Partial<OperationHandlers<CryptoOperation>>

/** A copy to post; the secret itself is wiped. */
function givenAway(secret: Secret): Uint8Array {
  const bytes = secret.use((lent) => Uint8Array.from(lent))
  secret.wipe()
  return bytes
}
