import type { Files } from '../files/files.ts'
import type { LeftOut } from './left-out.ts'

/** A folder as it was found: what it would become as one tar. */
export interface FolderSurvey {
  /** Bytes of the tar: exact. */
  readonly tarBytes: number
  readonly files: number
  /** The folder itself included. */
  readonly folders: number
  /** Bytes of all files. */
  readonly contentBytes: number
  readonly leftOut: LeftOut
  /** SHA-256 over every name, kind, identity, size and time: two surveys with the same one found the same folder. */
  readonly digest: string
}

export interface SurveyOptions {
  /** Folders that are left out, links resolved: the profile and the app. */
  readonly protectedFolders?: readonly string[]
  readonly signal?: AbortSignal
}

/**
 * Looks at everything in a folder, in constant memory and without opening a file. Throws what `walkFolder` throws:
 * FILE_NAME_UNSUPPORTED for a name that is not UTF-8, FOLDER_NOT_READABLE, CANCELLED.
 */
export async function surveyFolder(
  _files: Files,
  _folder: string,
  _options: SurveyOptions = {},
): Promise<FolderSurvey> {
  throw new Error('not yet')
}
