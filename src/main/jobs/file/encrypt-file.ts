import path from 'node:path'
import { suiteOf } from '../../message/algorithm-suite.ts'
import type { WritableSuiteId } from '../../message/algorithm-suite.ts'
import { checkCommitmentOnWriting } from '../../message/commitment-policy.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import { blameChangedSource, checkUnchanged, withSource } from './open-source.ts'
import type { Source } from './open-source.ts'
import { onceMore } from './once-more.ts'
import type { DoorReadBack } from './read-back.ts'
import { withStoredTime } from './stored-time.ts'
import { checkTarget, withStaged, workbench } from './with-staged.ts'
import type { Target, Workbench } from './with-staged.ts'
import type { FileWork, PublishedFile } from './work.ts'
import { writeMessage } from './write-message.ts'

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
  /** The doors that opened it when it was read back; none where that was turned off. */
  readonly readDoors: readonly DoorReadBack[]
  /** Seconds to encrypt, keys and flush included; and to read back, null where that was turned off. */
  readonly seconds: number
  readonly verifySeconds: number | null
}

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
  const { onProgress = () => {} } = options
  const { size } = source.facts
  return withStaged(bench, path.dirname(options.target), (staged) => {
    options.onPhase?.('working')
    return writeMessage(bench, options, {
      staged,
      plaintextBytes: size,
      context: contextOf(options, source),
      source: source.facts,
      begun: performance.now(),
      seal: async (header, ticket) => {
        const task = { source: source.file, target: staged.file, header, ticket, size }
        try {
          const result = await bench.engine.seal(task, { signal: bench.signal, onProgress })
          await checkUnchanged(source)
          return result
        } catch (error) {
          throw await blameChangedSource(source, error)
        }
      },
    })
  })
}

function contextOf({ context = new Map(), storeTime = false }: EncryptFileOptions, { facts }: Source) {
  return storeTime ? withStoredTime(context, facts.modifiedNs) : context
}
