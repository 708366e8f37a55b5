import type { OpenTicket } from '../../message/open-message.ts'
import type { SealTicket } from '../../message/begin-message.ts'
import type { OpenedFile } from '../files/files.ts'
import type { FolderSurvey } from '../tar/survey-folder.ts'
import type { UnpackedTree } from '../tar/unpacked-tree.ts'
import type { PassControl, PassResult } from './engine.ts'

/** Encrypt a folder, as one tar of `survey.tarBytes` bytes, behind `header` into the empty `target`. */
export interface PackTask extends SurveyTask {
  /** What was found in it before: the pass fails with FILE_CHANGED where it finds anything else. */
  readonly survey: FolderSurvey
  readonly target: OpenedFile
  readonly header: Uint8Array
  readonly ticket: SealTicket
}

/** Authenticate the message in `source` and unpack the tar in it into `folder`, which is empty, private and staged. */
export interface UnpackTask {
  readonly source: OpenedFile
  readonly ticket: OpenTicket
  /** Bytes of the whole message, header included. */
  readonly size: number
  readonly folder: string
  /** Permission bits that members may have: the person's umask has its say. */
  readonly modeLimit: number
  /** Permission bits that the folder around them all may have. */
  readonly topModeLimit: number
  /** More entries than this are refused. */
  readonly maxEntries: number
}

export interface UnpackResult extends PassResult {
  readonly tree: UnpackedTree
}

/** Look at everything in a folder. */
export interface SurveyTask {
  /** Absolute, and no link. */
  readonly folder: string
  /** Folders that are left out, links resolved: the profile and the app. */
  readonly protectedFolders: readonly string[]
}

/**
 * The passes of folders as one file, in constant memory; the plaintext tar is never written anywhere. As `Engine` for
 * the rest: every method throws VaultError, and when the promise settles nothing of the pass is still under way.
 */
export interface TarEngine {
  survey(task: SurveyTask, control: Pick<PassControl, 'signal'>): Promise<FolderSurvey>
  pack(task: PackTask, control: PassControl): Promise<PassResult>
  unpack(task: UnpackTask, control: PassControl): Promise<UnpackResult>
}
