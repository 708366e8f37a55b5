import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AlgorithmSuiteIdentifier,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
  buildClient,
} from '@aws-crypto/client-node'
import { filesBelow } from '../content/files-below.ts'
import { timed } from '../timing.ts'
import type { FileAct, Peer } from './contender.ts'

const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY
const filesAtOnce = 16

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })

/**
 * The JavaScript Encryption SDK at its default frame length (4096), suite 0478, raw AES keyring, in this process: its
 * streams for one file, its functions over buffers for many small ones. It flushes nothing.
 */
export function jsSdk(): Peer {
  const client = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT)
  const keyring = new RawAesKeyringNode({
    keyNamespace: 'bench',
    keyName: 'bench',
    unencryptedMasterKey: Uint8Array.from(randomBytes(32)),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
    utf8Sorting: true,
  })
  const seal = () => client.encryptStream(keyring, { suiteId })
  const open = () => client.decryptUnsignedMessageStream(keyring)
  return {
    id: 'sdkjs',
    file: {
      encrypt: through(seal),
      decrypt: through(open),
      verify: (input) => through(open)(input, ''),
      move: through(open, seal),
    },
    folder: {
      encrypt: overAll(async (bytes) => (await client.encrypt(keyring, bytes, { suiteId })).result),
      decrypt: overAll(async (bytes) => (await client.decrypt(keyring, bytes)).plaintext),
    },
    mostRounds: { file: 2, folder: 2 },
  }
}

/** Streams one file through transforms into another, or into nothing where `output` is ''. */
function through(...transforms: (() => NodeJS.ReadWriteStream)[]): FileAct {
  return (input, output) =>
    timed(() =>
      pipeline([
        createReadStream(input),
        ...transforms.map((transform) => transform()),
        output === '' ? nowhere() : createWriteStream(output),
      ]),
    )
}

/** Turns every file of a folder into one of another, some at once. */
function overAll(turn: (bytes: Uint8Array) => Promise<Uint8Array>): FileAct {
  return (input, output) =>
    timed(async () => {
      const names = (await filesBelow(input)).values()
      const work = async (): Promise<void> => {
        for (const name of names)
          await writeFile(path.join(output, name), await turn(await readFile(path.join(input, name))))
      }
      await Promise.all(Array.from({ length: filesAtOnce }, work))
    })
}
