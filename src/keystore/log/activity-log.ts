import type { DatabaseSync } from 'node:sqlite'
import type { ActivityCheck, NewActivity } from '../../shared/model/activity.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { EntryGroups, type EntryGroupsOptions } from './entry-groups.ts'
import type { EntriesWanted, ListedEntries } from './list-entries.ts'
import { writeAnchor, type LogAnchor } from './log-anchor.ts'
import { LogKeeper } from './log-keeper.ts'
import { LogReading } from './log-reading.ts'
import { unavailable } from './log-unavailable.ts'
import type { LogPlace } from './open-log-file.ts'
import { ourEntry } from './our-entry.ts'
import { Vouching, type OpenedStore } from './vouching.ts'

export interface ActivityLogOptions extends LogPlace {
  /** When a group is written. Tests hand in their own. */
  readonly wait: EntryGroupsOptions['wait']
}

/** How the log is kept, as the settings say. */
export interface Logging {
  /** Names of keys and values of encryption contexts are kept in it. */
  readonly details: boolean
  /** What cannot be logged is refused. */
  readonly refuseUnlogged: boolean
}

/**
 * The activity log: what is appended in one turn is written in one transaction and then answered. While a store is open
 * its key vouches for the head with each group. Throws LOG_UNAVAILABLE where the log cannot be written or read.
 */
export class ActivityLog {
  readonly #options: ActivityLogOptions
  readonly #keeper: LogKeeper
  readonly #vouching = new Vouching()
  readonly #reading: LogReading
  readonly #groups: EntryGroups
  /** Operations that went on without an entry: the next group that can be written says how many. */
  #gap = 0
  #unlogged = 0
  #onGrown: () => void = () => undefined
  #logging: Logging = { details: false, refuseUnlogged: true }

  constructor(options: ActivityLogOptions) {
    this.#options = options
    this.#keeper = new LogKeeper(options, () => this.#judge())
    this.#reading = new LogReading(this.#keeper, this.#vouching)
    this.#groups = new EntryGroups({
      wait: options.wait,
      write: (entries) => this.#tryWrite(entries),
      onTried: () => this.#reading.letGo(),
      onWritten: () => this.#onGrown(),
    })
  }

  /** Called after each group that was written. */
  onGrown(listener: () => void): void {
    this.#onGrown = listener
  }

  get logging(): Logging {
    return this.#logging
  }

  configure(logging: Logging): void {
    this.#logging = logging
  }

  /** Settles when the entry is on the disk, together with all that were appended in the same turn. */
  append(entry: NewActivity, { mergeable = false } = {}): Promise<void> {
    return this.#groups.append(entry, mergeable)
  }

  /** Counts what was done and could not be logged. */
  noteUnlogged(count: number): void {
    this.#gap += count
    this.#unlogged += count
  }

  /** Throws LOG_UNAVAILABLE where the next group could not be written: before a change is made. */
  makeRoom(): void {
    this.#keeper.use((file) => file.makeRoom())
  }

  list(wanted: EntriesWanted): ListedEntries {
    this.#groups.flush()
    return this.#reading.list(wanted)
  }

  /** Follows the whole chain, with pauses in which other calls are answered. */
  async check(): Promise<ActivityCheck> {
    this.#groups.flush()
    const at = this.#at()
    const checked = await this.#reading.check()
    return { at, unlogged: this.#unlogged, ...checked }
  }

  /** A store was opened, or sealed anew: what it vouches for is compared with the log, which it vouches for from now on. */
  opened(store: OpenedStore): void {
    this.#vouching.opened(store)
    try {
      this.#groups.flush()
      const wasOpen = this.#keeper.current !== undefined
      this.#keeper.look(() => undefined)
      if (wasOpen) this.#judge()
    } catch {
      // The log cannot be read now; it is judged when it can be.
    }
  }

  /** The store was closed: its key goes. */
  closed(): void {
    this.#vouching.closed()
    this.#reading.letGo()
  }

  /** Within each change of the store: lets it remember the log's end, unless the log does not fit. */
  anchorIn(database: DatabaseSync): void {
    const anchor = this.#anchor()
    if (anchor !== undefined) writeAnchor(database, anchor)
  }

  /** Whether entries that the open store vouches for came after the end that it remembers. */
  isBeyond(remembered: LogAnchor | null): boolean {
    const anchor = this.#anchor()
    if (anchor === undefined) return false
    return anchor.number > (remembered?.logId === anchor.logId ? remembered.number : 0)
  }

  /** Sets a log that does not fit aside and begins a new one. Its store forgets the former end with its next change. */
  async beginAnew(): Promise<void> {
    if (!this.#vouching.isOpen)
      throw new VaultError('KEYSTORE_LOCKED', 'unlock first: the store vouches for a new log')
    const { standing, entries } = await this.check()
    if (standing !== 'broken' && standing !== 'cut')
      throw new VaultError('INVALID_REQUEST', 'the log is whole, so it is gone on with')
    this.#keeper.setAside()
    this.#vouching.forget()
    await this.append(ourEntry('beginLog', { cause: standing, entries }))
  }

  close(): void {
    this.#groups.flush()
    this.closed()
    this.#keeper.close()
  }

  #tryWrite(entries: readonly NewActivity[]): VaultError | undefined {
    const gap = this.#gap
    const whole = gap === 0 ? entries : [ourEntry('logGap', { count: gap }), ...entries]
    try {
      this.#keeper.use((file) => {
        file.append(whole, this.#at(), this.#vouching.vouchFor(file))
        this.#vouching.remember(file)
      })
      this.#gap -= gap
      return undefined
    } catch (error) {
      return error instanceof VaultError ? error : unavailable(error)
    }
  }

  #judge(): void {
    const file = this.#keeper.current
    if (file !== undefined) this.#vouching.judge(file, this.#at())
  }

  #anchor(): LogAnchor | undefined {
    const file = this.#keeper.current
    return file === undefined ? undefined : this.#vouching.anchorFor(file)
  }

  #at(): string {
    return this.#options.now().toISOString()
  }
}
