import type { MessageLimits } from '../../message/message-limits.ts'
import type { Engine } from '../engine/engine.ts'
import type { Files } from '../files/files.ts'
import type { Journal } from '../staging/journal.ts'

/** The steps of one file that a person can tell apart. */
export type FilePhase = 'working' | 'readingBack' | 'publishing'

/** What working on one file needs beside the file: the same for a whole batch. */
export interface FileWork {
  readonly files: Files
  /** Default: the calling thread's. */
  readonly engine?: Engine
  /** Default: none, so a crash leaves its staged file. */
  readonly journal?: Journal
  /** Mode of results; default 0666 as this process's umask cuts it. A private source has a private result. */
  readonly mode?: number
  readonly limits?: MessageLimits
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: FilePhase) => void
  /** Bytes of the source that the running pass has done. */
  readonly onProgress?: (bytesDone: number) => void
}

/** Where a result is, and how certain that is. */
export interface PublishedFile {
  readonly path: string
  readonly durability: 'durable' | 'uncertain'
  /** True where the file system has no hard links and the weaker publish was used. */
  readonly withoutHardLinks: boolean
}
