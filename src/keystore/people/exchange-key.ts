import { createPrivateKey, generateKeyPair, privateDecrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { oaepSha256 } from '../../main/keyrings/raw-rsa/oaep.ts'
import { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { insertNamedSecret, openNamedSecret } from '../secrets/named-secrets.ts'
import type { OpenStore } from '../store/open-store.ts'
import { checkExchangeKey, type ExchangePublicKey } from './exchange-public-key.ts'
import { noteOf, writeNote } from './notes.ts'

/** Its name and purpose are none that the port's operations for secrets take: it never goes out, and is never replaced. */
const sealedAs = { name: '/exchange-key', purpose: 'exchange key' } as const
/** SPKI in DER, base64. */
const publicNote = 'exchange-key/public'

const makePair = promisify(generateKeyPair)

/** A pair that was just made. The private half is PKCS #8 in DER; whoever holds it wipes it. */
export interface ExchangePair {
  readonly publicKey: Uint8Array
  readonly privateKey: Secret
}

/** Makes RSA-3072, off the process's own thread: it takes a second or so. */
export async function makeExchangePair(): Promise<ExchangePair> {
  const { publicKey, privateKey } = await makePair('rsa', { modulusLength: 3072, publicExponent: 65_537 })
  return {
    publicKey: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    privateKey: Secret.take(privateKey.export({ type: 'pkcs8', format: 'der' })),
  }
}

/** The public half of this keystore's exchange key; null where none was made yet. Throws KEYSTORE_DAMAGED. */
export function exchangeKeyOf({ rows }: Pick<OpenStore, 'rows'>): ExchangePublicKey | null {
  const note = noteOf(rows, publicNote)
  if (note === null) return null
  try {
    return checkExchangeKey(Buffer.from(note, 'base64'))
  } catch (cause) {
    throw new VaultError('KEYSTORE_DAMAGED', 'the exchange key of this store is not one', { cause })
  }
}

/** Keeps a pair as this keystore's exchange key, unless there is one already. */
export async function keepExchangePair(store: OpenStore, { publicKey, privateKey }: ExchangePair) {
  if (exchangeKeyOf(store) !== null) return
  await store.change((database) => {
    insertNamedSecret(database, { ...sealedAs, secret: privateKey }, store)
    writeNote(database, publicNote, Buffer.from(publicKey).toString('base64'))
  })
}

/**
 * The data key in a door that was made for this keystore's exchange key. The caller wipes it. Throws KEY_NOT_FOUND where
 * the door is for another key, DATA_KEY_DAMAGED where it does not open.
 */
export function unwrapWithExchangeKey(
  store: OpenStore,
  { fingerprint, ciphertext }: { readonly fingerprint: string; readonly ciphertext: Uint8Array },
): Uint8Array {
  if (exchangeKeyOf(store)?.fingerprint !== fingerprint)
    throw new VaultError('KEY_NOT_FOUND', 'this door was made for the exchange key of another keystore')
  const sealed = openNamedSecret(store.rows.secrets, sealedAs, store.storeKey)
  if (sealed === null)
    throw new VaultError('KEYSTORE_DAMAGED', 'the exchange key is not in the store; it is damaged')
  try {
    return sealed.use((bytes) => decrypt(bytes, ciphertext))
  } finally {
    sealed.wipe()
  }
}

function decrypt(pkcs8: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  // A view: `Buffer.from` of the bytes would be a copy that nobody wipes.
  const view = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length)
  const key = createPrivateKey({ key: view, format: 'der', type: 'pkcs8' })
  const dataKey = opened(() => privateDecrypt({ key, ...oaepSha256 }, ciphertext))
  if ([16, 24, 32].includes(dataKey.length)) return dataKey
  dataKey.fill(0)
  throw damaged()
}

function opened(decrypting: () => Buffer): Buffer {
  try {
    return decrypting()
  } catch (cause) {
    throw damaged(cause)
  }
}

function damaged(cause?: unknown): VaultError {
  return new VaultError('DATA_KEY_DAMAGED', 'the data key that a colleague wrapped does not open', { cause })
}
