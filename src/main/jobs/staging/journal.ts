import type { FileFacts } from '../files/files.ts'

/** A name that Keyhold made and has to take away again: a staged file or folder, or the empty placeholder of a final name. */
export interface JournalEntry {
  readonly id: string
  readonly path: string
  readonly kind: 'staged' | 'placeholder' | 'stagedFolder' | 'placeholderFolder'
  /** Null until it was made: such a file or folder is empty, because nothing is written before its identity is durable. */
  readonly identity: { readonly device: bigint; readonly inode: bigint } | null
}

/**
 * What survives a crash: the names of staged files, each written down durably before it is made. The next start
 * removes exactly these, and only where the name still leads to the same file (DESIGN.md section 4, promise 3).
 */
export interface Journal {
  /** Durable before it returns. Gives the entry's id. */
  intend(path: string, kind: JournalEntry['kind']): Promise<string>
  /** Durable before it returns. */
  made(id: string, facts: Pick<FileFacts, 'device' | 'inode'>): Promise<void>
  /** Forgets an entry. Not flushed: after a crash the next start finds the name gone. Never throws. */
  gone(id: string): void
  /** Waits for what is being written and closes the journal. */
  close(): Promise<void>
}

/** For command-line work without a profile: a crash leaves its staged file where it is. */
export const noJournal: Journal = {
  intend: () => Promise.resolve(''),
  made: () => Promise.resolve(),
  gone: () => {},
  close: () => Promise.resolve(),
}
