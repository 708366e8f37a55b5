import type { Problem } from '../../../shared/model/problem.ts'
import type { SuiteId } from '../../message/algorithm-suite.ts'
import type { BlobForm } from '../blob/recognise-blob.ts'
import type { DoorName } from '../../message/encrypted-data-key.ts'

/** Where something that was dropped lies. */
export interface Place {
  /** The whole path. Never leaves the main process. */
  readonly path: string
  /** The same with every link in its folders resolved: one file, one such path. */
  readonly realPath: string
  /** Folders between what was dropped and this, '' at its top. */
  readonly inside: string
  /** The same with the dropped folder's own name in front: the tree that an output folder is given. */
  readonly tree: string
}

/** What a header says beside its doors, read and not yet authenticated. */
export interface SurveyedMessage {
  readonly suite: SuiteId
  /** `headerHashOf`: which message it is. */
  readonly headerHash: string
  /** Equal for messages whose stored pairs are equal, the public key of a signed one left out. */
  readonly contextDigest: string
}

/** One file as the survey found it, before any choice. Or a problem: a thing that cannot be worked on, or a folder that cannot be read. */
export interface SurveyedItem extends Place {
  /**
   * The same in every revision of a plan. Another message that does not commit to its key has another id, though it lies
   * under the same path: an answer is for what was asked about.
   */
  readonly id: string
  readonly size: number
  readonly suggestion: 'encrypt' | 'open'
  readonly question: 'looksEncryptedIsNot' | 'isMessageWithoutSuffix' | 'looksLikeKmsBlob' | null
  /** It is, or begins like, what `aws kms encrypt` makes. */
  readonly blob: BlobForm | null
  /** Of the header, read and not yet authenticated; null for a file that is no message. See `keptDoors`. */
  readonly doors: readonly DoorName[] | null
  /** Null where `doors` is. */
  readonly message: SurveyedMessage | null
  /** Stands in the way whatever is chosen. */
  readonly problem: Problem | null
  /** Stands in the way of reading it as a message only: it is cut, unsupported, or none. */
  readonly openProblem: Problem | null
  /** Files in a folder that becomes one message; null for a file. */
  readonly members: number | null
}

/** A file and how it was dropped. */
export interface SurveyedFile extends SurveyedItem {
  /** It was dropped itself, not only with a folder. */
  readonly alone: boolean
  /** The dropped folders that it is in, by their place in `Survey.folders`. */
  readonly folders: readonly number[]
}

/** A dropped folder itself. */
export interface SurveyedFolder extends Place {
  readonly id: string
  /** What is in it, where it was added up without looking at each file; null where its files are items. */
  readonly sum: FolderSum | null
}

export interface FolderSum {
  readonly members: number
  readonly size: number
  readonly problem: Problem | null
}

/** All that was found under the dropped paths. `tooMany` is the limit that cut the search short, or null. */
export interface Survey {
  readonly items: readonly SurveyedFile[]
  readonly folders: readonly SurveyedFolder[]
  /** Whether the files of dropped folders are items, or each folder is added up: for folders that become one file. */
  readonly mode: 'files' | 'folders'
  readonly tooMany: number | null
}
