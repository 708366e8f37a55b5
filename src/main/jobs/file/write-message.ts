import { suiteOf } from '../../message/algorithm-suite.ts'
import { beginMessage } from '../../message/begin-message.ts'
import type { SealTicket } from '../../message/begin-message.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { hashOfWrittenHeader } from '../../message/header-hash.ts'
import { prepareContext } from '../../message/prepare-context.ts'
import type { FileFacts } from '../files/files.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import { checkDoorCount, checkFrameCount } from './check-outgoing.ts'
import type { EncryptFileOptions, EncryptedFile } from './encrypt-file.ts'
import { readBack } from './read-back.ts'
import type { DoorReadBack } from './read-back.ts'
import { secondsSince } from './seconds-since.ts'
import { finishStaged, publishStaged } from './with-staged.ts'
import type { Workbench } from './with-staged.ts'

type WriteOptions = Omit<EncryptFileOptions, 'source'>

/** What a message is made of, and the pass that seals it into the staged file. */
export interface MessageToWrite {
  readonly staged: StagedFile
  readonly plaintextBytes: number
  readonly context: EncryptionContext
  /** Whoever may not read this may not read the message. */
  readonly source: Pick<FileFacts, 'mode'>
  /** A `performance.now()`. */
  readonly begun: number
  readonly seal: (header: Uint8Array, ticket: SealTicket) => Promise<{ readonly messageBytes: number }>
}

type Sealed = Pick<
  EncryptedFile,
  'encryptedDataKeys' | 'keyMaterialId' | 'messageId' | 'headerHash' | 'messageBytes'
>

/** One data key, one message id, one signing key where the suite signs, one pass. */
async function sealMessage(
  { signal }: Workbench,
  options: WriteOptions,
  { plaintextBytes, context: given, seal }: MessageToWrite,
): Promise<Sealed> {
  const { suite = '0478', frameLength } = options
  checkFrameCount(plaintextBytes, frameLength)
  const { dataKeyLength } = suiteOf(suite)
  const { context, signingKey } = prepareContext(suite, given)
  const wrapped = await options.keyring.wrap({ context, dataKeyLength, signal })
  const { dataKey, encryptedDataKeys, keyMaterialId } = wrapped
  try {
    checkDoorCount(encryptedDataKeys.length, options.limits)
    const message = { suite, signingKey, dataKey, encryptedDataKeys, context, frameLength }
    const { header, messageId, handOver } = beginMessage(message)
    const { messageBytes } = await seal(header, handOver())
    const headerHash = hashOfWrittenHeader(header)
    return { encryptedDataKeys, keyMaterialId, messageId, headerHash, messageBytes }
  } finally {
    dataKey.wipe()
  }
}

/** Writes one message into its staged file: sealed, flushed, read back where that is wanted, published without replacing. */
export async function writeMessage(
  bench: Workbench,
  options: WriteOptions,
  message: MessageToWrite,
): Promise<EncryptedFile> {
  const { verify = true, verifyingKeyrings = [options.keyring] } = options
  const { staged, source, plaintextBytes, begun } = message
  const sealed = await sealMessage(bench, options, message)
  await finishStaged(bench, staged, { source, expectedBytes: sealed.messageBytes })
  const seconds = secondsSince(begun)
  const verifyBegun = performance.now()
  let readDoors: readonly DoorReadBack[] = []
  if (verify) {
    options.onPhase?.('readingBack')
    readDoors = await readBack(bench, options, { staged, keyrings: verifyingKeyrings, plaintextBytes })
  }
  const verifySeconds = verify ? secondsSince(verifyBegun) : null
  options.onPhase?.('publishing')
  const published = await publishStaged(bench, staged, options)
  return { ...published, ...sealed, readDoors, plaintextBytes, verified: verify, seconds, verifySeconds }
}
