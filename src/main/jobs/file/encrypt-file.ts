import path from 'node:path'
import { beginMessage } from '../../message/begin-message.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import type { WritableSuiteId } from '../../message/algorithm-suite.ts'
import { checkCommitmentOnWriting } from '../../message/commitment-policy.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import { hashOfWrittenHeader } from '../../message/header-hash.ts'
import { prepareContext } from '../../message/prepare-context.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import type { StagedFile } from '../staging/staged-file.ts'
import { checkDoorCount, checkFrameCount } from './check-outgoing.ts'
import { blameChangedSource, checkUnchanged, withSource } from './open-source.ts'
import type { Source } from './open-source.ts'
import { readBack } from './read-back.ts'
import { onceMore } from './once-more.ts'
import { secondsSince } from './seconds-since.ts'
import { withStoredTime } from './stored-time.ts'
import { finishStaged, publishStaged, checkTarget, withStaged, workbench } from './with-staged.ts'
import type { Target, Workbench } from './with-staged.ts'
import type { FileWork, PublishedFile } from './work.ts'

export interface EncryptFileOptions extends FileWork, Target {
  readonly source: string
  readonly keyring: Keyring
  /** Read the result back before it is published. Default true. */
  readonly verify?: boolean
  /** A keyring for each door that reading back has to open. Default: `keyring`. */
  readonly verifyingKeyrings?: readonly Keyring[]
  readonly context?: EncryptionContext
  /** Store the source's modification time in the encryption context. Default false. */
  readonly storeTime?: boolean
  /** Default 0478. 0578 also signs: one thread then ciphers and hashes the whole file. */
  readonly suite?: WritableSuiteId
  readonly frameLength: number
}

export interface EncryptedFile extends PublishedFile {
  readonly plaintextBytes: number
  readonly messageBytes: number
  readonly encryptedDataKeys: readonly EncryptedDataKey[]
  readonly keyMaterialId: string | null
  readonly messageId: Uint8Array
  /** SHA-256 of the header, hexadecimal. */
  readonly headerHash: string
  readonly verified: boolean
  /** Seconds to encrypt, keys and flush included; and to read back, null where that was turned off. */
  readonly seconds: number
  readonly verifySeconds: number | null
}

type Sealed = Pick<
  EncryptedFile,
  'encryptedDataKeys' | 'keyMaterialId' | 'messageId' | 'headerHash' | 'messageBytes'
>

/**
 * Encrypts one file into another: staged, flushed, read back, published without replacing. The source is never changed.
 * A worker that ends is not the file's fault: the message is abandoned and begun anew once, under a new data key and
 * message id. Throws VaultError; then nothing is under the final name, save after PUBLICATION_UNCERTAIN.
 */
export async function encryptFile(options: EncryptFileOptions): Promise<EncryptedFile> {
  const { commitmentPolicy } = options.limits ?? defaultMessageLimits
  checkCommitmentOnWriting(suiteOf(options.suite ?? '0478'), commitmentPolicy)
  const bench = workbench(options)
  await checkTarget(bench, options)
  return withSource(bench.files, options.source, (source) =>
    onceMore(bench.signal, () => encryptOnce(bench, options, source)),
  )
}

function encryptOnce(bench: Workbench, options: EncryptFileOptions, source: Source): Promise<EncryptedFile> {
  const { verify = true, verifyingKeyrings = [options.keyring] } = options
  const plaintextBytes = source.facts.size
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    options.onPhase?.('working')
    const begun = performance.now()
    const sealed = await seal(bench, options, { source, staged })
    await finishStaged(bench, staged, { source: source.facts, expectedBytes: sealed.messageBytes })
    const seconds = secondsSince(begun)
    const verifyBegun = performance.now()
    if (verify) {
      options.onPhase?.('readingBack')
      await readBack(bench, options, { staged, keyrings: verifyingKeyrings, plaintextBytes })
    }
    const verifySeconds = verify ? secondsSince(verifyBegun) : null
    options.onPhase?.('publishing')
    const published = await publishStaged(bench, staged, options)
    return { ...published, ...sealed, plaintextBytes, verified: verify, seconds, verifySeconds }
  })
}

interface Between {
  readonly source: Source
  readonly staged: StagedFile
}

/** One data key, one message id, one signing key where the suite signs, one pass. */
async function seal(
  bench: Workbench,
  options: EncryptFileOptions,
  { source, staged }: Between,
): Promise<Sealed> {
  const { suite = '0478', frameLength, onProgress = () => {} } = options
  const { signal } = bench
  const size = source.facts.size
  checkFrameCount(size, frameLength)
  const { dataKeyLength } = suiteOf(suite)
  const { context, signingKey } = prepareContext(suite, contextOf(options, source))
  const wrapped = await options.keyring.wrap({ context, dataKeyLength, signal })
  const { dataKey, encryptedDataKeys, keyMaterialId } = wrapped
  try {
    checkDoorCount(encryptedDataKeys.length, options.limits)
    const message = { suite, signingKey, dataKey, encryptedDataKeys, context, frameLength }
    const { header, messageId, handOver } = beginMessage(message)
    const task = { source: source.file, target: staged.file, header, ticket: handOver(), size }
    const { messageBytes } = await bench.engine.seal(task, { signal, onProgress })
    await checkUnchanged(source)
    const headerHash = hashOfWrittenHeader(header)
    return { encryptedDataKeys, keyMaterialId, messageId, headerHash, messageBytes }
  } catch (error) {
    throw await blameChangedSource(source, error)
  } finally {
    dataKey.wipe()
  }
}

function contextOf({ context = new Map(), storeTime = false }: EncryptFileOptions, { facts }: Source) {
  return storeTime ? withStoredTime(context, facts.modifiedNs) : context
}
