import type { OpenedFile } from '../files/files.ts'
import type { OpenTicket } from '../../message/open-message.ts'
import type { SealTicket } from '../../message/begin-message.ts'
import type { FolderSurvey } from '../tar/survey-folder.ts'
import type { UnpackedTree } from '../tar/unpacked-tree.ts'

/** Encrypt `size` bytes of `source` behind `header` into the empty `target`. The ticket is good for one try. */
export interface SealTask {
  readonly source: OpenedFile
  readonly target: OpenedFile
  readonly header: Uint8Array
  readonly ticket: SealTicket
  /** Bytes of the source as it was when it was opened. */
  readonly size: number
}

/** Authenticate the body of the message in `source`, and write its plaintext into the empty `target` if there is one. */
export interface OpenTask {
  readonly source: OpenedFile
  /** Null to verify only. */
  readonly target: OpenedFile | null
  readonly ticket: OpenTicket
  /** Bytes of the whole message, header included. */
  readonly size: number
  /** Give the plaintext's fingerprint under this key too; only where nothing is written. */
  readonly fingerprintKey?: Uint8Array | null
}

/** Open the message in `source` and seal its plaintext behind `header` into the empty `target`, in one pass. */
export interface MoveTask {
  readonly source: OpenedFile
  readonly target: OpenedFile
  readonly open: OpenTicket
  readonly header: Uint8Array
  /** Good for one try. */
  readonly seal: SealTicket
  /** Bytes of the old message, header included. */
  readonly size: number
  /** Null where nobody will compare the plaintexts. */
  readonly fingerprintKey: Uint8Array | null
}

export interface PassControl {
  readonly signal: AbortSignal
  /** Bytes of the source that this pass has done so far. */
  readonly onProgress: (bytesDone: number) => void
}

/** What a finished pass counted. */
export interface PassResult {
  readonly plaintextBytes: number
  /** Bytes of the message: written by sealing and moving, read by opening. */
  readonly messageBytes: number
  /** Of the plaintext, where the task names a key for it: engine/move-fingerprint.ts. */
  readonly fingerprint?: Uint8Array
  /** What was made of the tar in the message, where it was unpacked. */
  readonly tree?: UnpackedTree
  /** What was found in the folder that was to be looked at. */
  readonly survey?: FolderSurvey
}

/**
 * Runs passes over open files, each in constant memory. Every method throws VaultError; CANCELLED once the signal
 * fired. When the promise settles, no read or write of the pass is still under way, so the files may be closed.
 */
export interface Engine {
  seal(task: SealTask, control: PassControl): Promise<PassResult>
  open(task: OpenTask, control: PassControl): Promise<PassResult>
  move(task: MoveTask, control: PassControl): Promise<PassResult>
}
