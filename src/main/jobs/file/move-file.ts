import path from 'node:path'
import { suiteOf } from '../../message/algorithm-suite.ts'
import type { WritableSuiteId } from '../../message/algorithm-suite.ts'
import { checkCommitmentOnWriting } from '../../message/commitment-policy.ts'
import type { EncryptedDataKey } from '../../message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { Keyring } from '../../keyrings/keyring.ts'
import { checkFrameCount } from './check-outgoing.ts'
import { leastPlaintextLength } from './least-plaintext.ts'
import { moveMessage } from './move-message.ts'
import type { MovedMessage } from './move-message.ts'
import { openHeader } from './open-header.ts'
import type { OpenHeaderOptions, OpenedHeader } from './open-header.ts'
import { blameChangedSource, withSource } from './open-source.ts'
import type { Source } from './open-source.ts'
import { readBack } from './read-back.ts'
import type { DoorReadBack } from './read-back.ts'
import { onceMore } from './once-more.ts'
import { secondsSince } from './seconds-since.ts'
import { checkTarget, finishStaged, publishStaged, withStaged, workbench } from './with-staged.ts'
import type { Target, Workbench } from './with-staged.ts'
import type { FileWork, PublishedFile } from './work.ts'

export interface MoveFileOptions
  extends FileWork, Target, Pick<OpenHeaderOptions, 'agreedHeader' | 'isKnownHeader'> {
  readonly source: string
  /** Opens the old message. */
  readonly openingKeyring: Keyring
  /** Pairs that the old message was made with and that its header may leave out. */
  readonly requiredContext?: EncryptionContext
  /** Makes the doors of the new message. */
  readonly keyring: Keyring
  /** Read the new message back before it is published, and compare what it holds with what was moved. Default true. */
  readonly verify?: boolean
  /** A keyring for each door that reading back has to open. Default: `keyring`. */
  readonly verifyingKeyrings?: readonly Keyring[]
  /** Default 0478. */
  readonly suite?: WritableSuiteId
  readonly frameLength: number
  /** Pairs for the new message on top of the old one's own, which are all kept; of two values of a key this one counts. */
  readonly context?: EncryptionContext
}

/** The message that was moved, which is where it was and as it was. */
export interface OldMessage {
  readonly header: ParsedHeader
  /** The door that opened, and the key material where the service names it. */
  readonly door: EncryptedDataKey
  readonly keyMaterialId: string | null
  readonly messageBytes: number
  /** When it was written, as its file says. */
  readonly modifiedNs: bigint
}

export interface MovedFile extends PublishedFile, MovedMessage {
  readonly old: OldMessage
  readonly verified: boolean
  /** The doors that opened the new one when it was read back; none where that was turned off. */
  readonly readDoors: readonly DoorReadBack[]
  /** Seconds to open and encrypt, keys and flush included; and to read back, null where that was turned off. */
  readonly seconds: number
  readonly verifySeconds: number | null
}

/**
 * Makes a new message of an old one's content under other doors, in one pass and under a new data key and message id:
 * the plaintext never reaches a file. Published without replacing, once the old message verified to its end and the new
 * one, read back, holds the same. The old one is never changed. A worker that ends is not the file's fault: the new
 * message is abandoned and begun anew once. Throws VaultError; then nothing is under the final name, save after
 * PUBLICATION_UNCERTAIN. docs/adr/0007.
 */
export async function moveFile(options: MoveFileOptions): Promise<MovedFile> {
  const { limits = defaultMessageLimits, suite = '0478' } = options
  checkCommitmentOnWriting(suiteOf(suite), limits.commitmentPolicy)
  const bench = workbench(options)
  await checkTarget(bench, options)
  return withSource(bench.files, options.source, async (source) => {
    options.onPhase?.('working')
    const begun = performance.now()
    const opened = await openMoved(bench, options, source)
    return onceMore(bench.signal, () => moveOnce(bench, options, { source, opened, begun }))
  })
}

/** Opens the old header and looks whether its content fits the new frames, before a key is asked to wrap. */
async function openMoved(bench: Workbench, options: MoveFileOptions, source: Source): Promise<OpenedHeader> {
  const { openingKeyring, frameLength } = options
  try {
    const opened = await openHeader(source, {
      ...options,
      keyring: openingKeyring,
      signal: bench.signal,
    })
    checkFrameCount(leastPlaintextLength(opened.header, source.facts.size), frameLength)
    return opened
  } catch (error) {
    throw await blameChangedSource(source, error)
  }
}

interface Move {
  readonly source: Source
  readonly opened: OpenedHeader
  readonly begun: number
}

function moveOnce(bench: Workbench, options: MoveFileOptions, move: Move): Promise<MovedFile> {
  const { verify = true, verifyingKeyrings = [options.keyring] } = options
  const { source, opened, begun } = move
  return withStaged(bench, path.dirname(options.target), async (staged) => {
    const moved = await moveMessage(bench, options, { source, opened, staged })
    const { sealed, required, fingerprint } = moved
    const { plaintextBytes, messageBytes } = sealed
    await finishStaged(bench, staged, { source: source.facts, expectedBytes: messageBytes })
    const seconds = secondsSince(begun)
    const verifyBegun = performance.now()
    let readDoors: readonly DoorReadBack[] = []
    if (verify) {
      options.onPhase?.('readingBack')
      const request = { staged, keyrings: verifyingKeyrings, plaintextBytes, required, fingerprint }
      readDoors = await readBack(bench, options, request)
    }
    const verifySeconds = verify ? secondsSince(verifyBegun) : null
    options.onPhase?.('publishing')
    const published = await publishStaged(bench, staged, options)
    const old = oldMessageOf(opened, source)
    return { ...published, ...sealed, old, readDoors, verified: verify, seconds, verifySeconds }
  })
}

function oldMessageOf({ header, door }: OpenedHeader, { facts }: Source): OldMessage {
  const { encryptedDataKey, keyMaterialId } = door
  const { size: messageBytes, modifiedNs } = facts
  return { header, door: encryptedDataKey, keyMaterialId, messageBytes, modifiedNs }
}
