import type { NewActivity } from '../../shared/model/activity.ts'
import type { VaultError } from '../../shared/vault-error.ts'
import type { GroupWait } from './group-wait.ts'
import { mergeEntries, type WaitingEntry } from './merge-entries.ts'

interface WaitingInGroup extends WaitingEntry {
  readonly settle: (fault: VaultError | undefined) => void
}

/** A group is written at once when it has so many. */
const mostInGroup = 512

export interface EntryGroupsOptions {
  /** When a group is written. */
  readonly wait: Pick<GroupWait, 'soon' | 'took'>
  /** Writes a group in one commit; returns why it could not be written. */
  readonly write: (entries: readonly NewActivity[]) => VaultError | undefined
  /** Called after each group, written or not, before anybody is answered. */
  readonly onTried: () => void
  /** Called after each group that was written. */
  readonly onWritten: () => void
}

/** Entries that wait to be written together: what is appended in one turn is one group. */
export class EntryGroups {
  readonly #options: EntryGroupsOptions
  #waiting: WaitingInGroup[] = []
  #isPlanned = false

  constructor(options: EntryGroupsOptions) {
    this.#options = options
  }

  /** Settles when the entry is on the disk, together with its group. Throws what `write` returns. */
  append(entry: NewActivity, mergeable: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (fault: VaultError | undefined) => (fault === undefined ? resolve() : reject(fault))
      this.#waiting.push({ entry, mergeable, settle })
      if (this.#waiting.length >= mostInGroup) this.flush()
      else if (!this.#isPlanned) {
        this.#isPlanned = true
        this.#options.wait.soon(() => this.flush())
      }
    })
  }

  /** Writes what waits now. */
  flush(): void {
    this.#isPlanned = false
    const group = this.#waiting
    if (group.length === 0) return
    this.#waiting = []
    const { wait, write, onTried, onWritten } = this.#options
    const began = performance.now()
    const fault = write(mergeEntries(group))
    wait.took(group.length, performance.now() - began)
    onTried()
    for (const { settle } of group) settle(fault)
    if (fault === undefined) onWritten()
  }
}
