import type { ActivityCheck } from '../../shared/model/activity.ts'
import { checkLog } from './check-log.ts'
import { listEntries, noEntries, type EntriesWanted, type ListedEntries } from './list-entries.ts'
import type { LogKeeper } from './log-keeper.ts'
import type { Vouching } from './vouching.ts'

/** What is read of the log, and until when its file stays open for it. Throws LOG_UNAVAILABLE. */
export class LogReading {
  readonly #keeper: LogKeeper
  readonly #vouching: Vouching
  /** Checks under way: they read the file in parts. */
  #checks = 0

  constructor(keeper: LogKeeper, vouching: Vouching) {
    this.#keeper = keeper
    this.#vouching = vouching
  }

  list(wanted: EntriesWanted): ListedEntries {
    const listed = this.#keeper.look((file) => listEntries(file, wanted)) ?? noEntries
    this.letGo()
    return listed
  }

  /** Follows the whole chain. Where the file was given up meanwhile it is done once more: what was read of it says nothing. */
  async check(isFirst = true): Promise<Omit<ActivityCheck, 'at' | 'unlogged'>> {
    const file = this.#keeper.look((open) => open)
    const { isOpen: isVouched, finding } = this.#vouching
    const without = file === undefined ? this.#vouching.findingWithout() : undefined
    this.#checks += 1
    const found = { isVouched, finding: finding ?? without }
    const checked = await checkLog(file, found).finally(() => (this.#checks -= 1))
    if (file !== undefined && this.#keeper.current !== file && isFirst) return this.check(false)
    this.letGo()
    return checked
  }

  /**
   * The file has one user at a time, and it belongs to whoever has the store: another process that opens it would be refused
   * every change for want of its log. What this one has to write or to read while its store is closed it opens the file for.
   */
  letGo(): void {
    if (this.#vouching.isOpen || this.#checks > 0) return
    try {
      this.#keeper.close()
    } catch {
      // What was answered for is on the disk; a handle that stays goes with the process.
    }
  }
}
