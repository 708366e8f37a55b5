import type { Files } from '../files/files.ts'
import { JournalFile, readJournal } from './journal-file.ts'
import type { Journal } from './journal.ts'
import { recoverStaged } from './recover-staged.ts'
import type { Recovery } from './recover-staged.ts'

interface Opened {
  readonly journal: Journal
  readonly recovery: Recovery
}

/** The journal of one profile: recovered once at the start, then shared by all jobs. */
export class StagingJournal {
  readonly #files: Files
  readonly #path: string
  #opened: Promise<Opened> | null = null

  constructor(files: Files, journalPath: string) {
    this.#files = files
    this.#path = journalPath
  }

  /** Removes what an earlier run left. The first use of the journal does it too, so that nothing is overwritten unread. */
  async recover(): Promise<Recovery> {
    return (await this.#open()).recovery
  }

  /** Throws VaultError where the profile's disk cannot be read; the next call tries again. */
  async journal(): Promise<Journal> {
    return (await this.#open()).journal
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => null)
    await opened?.journal.close()
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#recover().catch((error: unknown) => {
      this.#opened = null
      throw error
    })
    return this.#opened
  }

  async #recover(): Promise<Opened> {
    const left = await readJournal(this.#files, this.#path)
    const recovery = await recoverStaged(this.#files, left)
    return { journal: new JournalFile(this.#files, this.#path, recovery.remaining), recovery }
  }
}
