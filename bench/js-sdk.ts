import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
  buildClient,
} from '@aws-crypto/client-node'
import { timed } from './contender.ts'
import type { Contender, Timing } from './contender.ts'

const through = (source: string, transform: NodeJS.ReadWriteStream, target: string): Promise<Timing> =>
  timed(() => pipeline(createReadStream(source), transform, createWriteStream(target)))

/**
 * The JavaScript Encryption SDK's streams at their default frame length (4096), suite 0478, raw AES keyring.
 */
export function jsSdk(): Contender {
  const { encryptStream, decryptUnsignedMessageStream } = buildClient(
    CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  )
  const keyring = new RawAesKeyringNode({
    keyNamespace: 'bench',
    keyName: 'bench',
    unencryptedMasterKey: Uint8Array.from(randomBytes(32)),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
    utf8Sorting: true,
  })
  const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY
  return {
    name: 'JavaScript SDK stream',
    encrypt: (source, target) => through(source, encryptStream(keyring, { suiteId }), target),
    decrypt: (source, target) => through(source, decryptUnsignedMessageStream(keyring), target),
  }
}
