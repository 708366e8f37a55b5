import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
  buildClient,
} from '@aws-crypto/client-node'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { RawAesKeyring } from '../../../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { unwrapDataKey } from '../../../../../src/main/jobs/file/unwrap-data-key.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { headerOf, openWhole, sealWhole } from './whole-message.ts'

/** One plaintext with all that two implementations have to agree on. */
export interface InteropCase {
  readonly plaintext: Uint8Array
  readonly frameLength: number
  readonly context: Readonly<Record<string, string>>
}

const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
const names = { namespace: 'keyhold-interop', name: 'a key' }
const keyBytes = Uint8Array.from({ length: 32 }, (_, index) => 255 - index)

/** The JavaScript SDK's raw AES keyring, sorting as the format says (FORMAT.md section 14.2). */
export function sdkKeyring(): RawAesKeyringNode {
  return new RawAesKeyringNode({
    keyNamespace: names.namespace,
    keyName: names.name,
    // The SDK wipes nothing of it and demands memory of its own.
    unencryptedMasterKey: Uint8Array.from(keyBytes),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
    utf8Sorting: true,
  })
}

/** Ours, under the same key. */
export function ourKeyring(): Keyring {
  return new RawAesKeyring({ ...names, wrappingKey: Secret.take(Uint8Array.from(keyBytes)) })
}

/** A message that the JavaScript SDK made, suite 0478. */
export async function sealWithSdk({ plaintext, frameLength, context }: InteropCase): Promise<Uint8Array> {
  const { result } = await encrypt(sdkKeyring(), plaintext, {
    frameLength,
    encryptionContext: { ...context },
    suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY,
  })
  return result
}

/** What the JavaScript SDK makes of a message. */
export async function openWithSdk(message: Uint8Array): Promise<{ plaintext: Uint8Array; context: unknown }> {
  const { plaintext, messageHeader } = await decrypt(sdkKeyring(), message)
  return { plaintext, context: { ...messageHeader.encryptionContext } }
}

/** A message of ours. */
export async function sealWithOurs({ plaintext, frameLength, context }: InteropCase): Promise<Uint8Array> {
  const map = new Map(Object.entries(context))
  const { dataKey, encryptedDataKeys } = await ourKeyring().wrap({ context: map, dataKeyLength: 32 })
  return sealWhole(plaintext, { dataKey, encryptedDataKeys, context: map, frameLength })
}

/** What we make of a message. */
export async function openWithOurs(
  message: Uint8Array,
): Promise<{ plaintext: Uint8Array; context: unknown }> {
  const header = headerOf(message)
  const { dataKey } = await unwrapDataKey(ourKeyring(), header, { context: header.context })
  return { plaintext: openWhole(message, { dataKey }), context: Object.fromEntries(header.context) }
}
