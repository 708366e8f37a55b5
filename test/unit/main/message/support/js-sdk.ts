import {
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
  buildClient,
} from '@aws-crypto/client-node'
import type { AlgorithmSuiteIdentifier } from '@aws-crypto/client-node'
import { suiteOf } from '../../../../../src/main/message/algorithm-suite.ts'
import type { SuiteId } from '../../../../../src/main/message/algorithm-suite.ts'
import { publicKeyPair } from '../../../../../src/main/message/encryption-context-rules.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import { prepareContext } from '../../../../../src/main/message/prepare-context.ts'
import type { Keyring } from '../../../../../src/main/keyrings/keyring.ts'
import { RawAesKeyring } from '../../../../../src/main/keyrings/raw-aes/raw-aes-keyring.ts'
import { unwrapDataKey } from '../../../../../src/main/jobs/file/unwrap-data-key.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'
import { headerOf, openWhole, sealWhole } from './whole-message.ts'

/** One plaintext with all that two implementations have to agree on. */
export interface InteropCase {
  /** Default 0478. */
  readonly suite?: SuiteId
  readonly plaintext: Uint8Array
  readonly frameLength: number
  readonly context: Readonly<Record<string, string>>
}

const committing = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
const older = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT)
const allowing = { ...defaultMessageLimits, commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' } as const
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

/** A message that the JavaScript SDK made. */
export async function sealWithSdk(given: InteropCase): Promise<Uint8Array> {
  const { suite = '0478', plaintext, frameLength, context } = given
  const { encrypt } = suiteOf(suite).commits ? committing : older
  const { result } = await encrypt(sdkKeyring(), plaintext, {
    frameLength,
    encryptionContext: { ...context },
    suiteId: Number.parseInt(suite, 16) as AlgorithmSuiteIdentifier,
  })
  return result
}

/** What the JavaScript SDK makes of a message: of its context, the pairs of the caller. */
export async function openWithSdk(message: Uint8Array): Promise<{ plaintext: Uint8Array; context: unknown }> {
  const { plaintext, messageHeader } = await committing.decrypt(sdkKeyring(), message)
  return { plaintext, context: withoutPublicKey(Object.entries(messageHeader.encryptionContext)) }
}

/** A message of ours. */
export async function sealWithOurs(given: InteropCase): Promise<Uint8Array> {
  const { plaintext, frameLength } = given
  const suite = given.suite === '0578' ? '0578' : '0478'
  const { context, signingKey } = prepareContext(suite, new Map(Object.entries(given.context)))
  const { dataKey, encryptedDataKeys } = await ourKeyring().wrap({ context, dataKeyLength: 32 })
  return sealWhole(plaintext, { suite, dataKey, encryptedDataKeys, context, signingKey, frameLength })
}

/** What we make of a message. */
export async function openWithOurs(
  message: Uint8Array,
): Promise<{ plaintext: Uint8Array; context: unknown }> {
  const header = headerOf(message)
  const { dataKey } = await unwrapDataKey(ourKeyring(), header, { context: header.context })
  const plaintext = openWhole(message, { dataKey, limits: allowing })
  return { plaintext, context: withoutPublicKey([...header.context]) }
}

function withoutPublicKey(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(pairs.filter(([key]) => key !== publicKeyPair))
}
