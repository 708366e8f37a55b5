import type { DatabaseSync } from 'node:sqlite'
import type { ActivityCheck, NewActivity } from '../../shared/model/activity.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../../main/secret/secret.ts'
import { checkLog } from './check-log.ts'
import type { GroupWait } from './group-wait.ts'
import { hashText } from './hash-text.ts'
import { judgeLog, type LogFinding, type Voucher } from './judge-log.ts'
import { listEntries, noEntries, type EntriesWanted, type ListedEntries } from './list-entries.ts'
import { writeAnchor, type LogAnchor } from './log-anchor.ts'
import type { LogFile, Vouch } from './log-file.ts'
import { deriveHeadKey, headMac } from './log-head.ts'
import { LogKeeper } from './log-keeper.ts'
import { mergeEntries, type WaitingEntry } from './merge-entries.ts'
import { ourEntry } from './our-entry.ts'
import { unavailable } from './log-unavailable.ts'
import type { LogPlace } from './open-log-file.ts'

export interface ActivityLogOptions extends LogPlace {
  /** When a group is written. Tests hand in their own. */
  readonly wait: Pick<GroupWait, 'soon' | 'took'>
}

/** How the log is kept, as the settings say. */
export interface Logging {
  /** Names of keys and values of encryption contexts are kept in it. */
  readonly details: boolean
  /** What cannot be logged is refused. */
  readonly refuseUnlogged: boolean
}

/** What an open store hands to the log. */
export interface OpenedStore {
  readonly storeId: string
  readonly storeKey: Secret
  readonly anchor: LogAnchor | null
}

interface WaitingGroup extends WaitingEntry {
  readonly settle: (fault: VaultError | undefined) => void
}

/** A group is written at once when it has so many. */
const mostInGroup = 512

/**
 * The activity log: what is appended in one turn is written in one transaction and then answered. While a store is open
 * its key vouches for the head with each group. Throws LOG_UNAVAILABLE where the log cannot be written or read.
 */
export class ActivityLog {
  readonly #options: ActivityLogOptions
  readonly #keeper: LogKeeper
  #waiting: WaitingGroup[] = []
  #isPlanned = false
  #voucher: Voucher | undefined
  #finding: LogFinding | undefined
  #wasVouched = false
  /** Operations that went on without an entry: the next group that can be written says how many. */
  #gap = 0
  #unlogged = 0
  #onGrown: () => void = () => undefined
  #logging: Logging = { details: false, refuseUnlogged: true }
  /** Checks under way: they read the file in parts. */
  #checks = 0

  constructor(options: ActivityLogOptions) {
    this.#options = options
    this.#keeper = new LogKeeper(options, () => this.#judge())
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
    return new Promise((resolve, reject) => {
      const settle = (fault: VaultError | undefined) => (fault === undefined ? resolve() : reject(fault))
      this.#waiting.push({ entry, mergeable, settle })
      if (this.#waiting.length >= mostInGroup) this.#writeGroup()
      else if (!this.#isPlanned) {
        this.#isPlanned = true
        this.#options.wait.soon(() => this.#writeGroup())
      }
    })
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
    this.#writeGroup()
    const listed = this.#keeper.look((file) => listEntries(file, wanted)) ?? noEntries
    this.#letGo()
    return listed
  }

  /** Follows the whole chain, with pauses in which other calls are answered. */
  async check(isFirst = true): Promise<ActivityCheck> {
    this.#writeGroup()
    const file = this.#keeper.look((open) => open)
    const at = this.#options.now().toISOString()
    const isVouched = this.#voucher !== undefined
    const found = { isVouched, finding: this.#finding ?? (file === undefined ? this.#missing() : undefined) }
    this.#checks += 1
    const checked = await checkLog(file, found).finally(() => (this.#checks -= 1))
    // The file was given up meanwhile: what was read of it says nothing.
    if (file !== undefined && this.#keeper.current !== file && isFirst) return this.check(false)
    this.#letGo()
    return { at, unlogged: this.#unlogged, ...checked }
  }

  /** A store was opened, or sealed anew: what it vouches for is compared with the log, which it vouches for from now on. */
  opened({ storeId, storeKey, anchor }: OpenedStore): void {
    // The same log, the store sealed anew while this process vouched for it: nothing was out of sight in between.
    this.#wasVouched = this.#voucher !== undefined && this.#finding === undefined
    this.#forget()
    this.#voucher = { storeId, anchor, headKey: deriveHeadKey(storeKey) }
    try {
      this.#writeGroup()
      const wasOpen = this.#keeper.current !== undefined
      this.#keeper.look(() => undefined)
      if (wasOpen) this.#judge()
    } catch {
      // The log cannot be read now; it is judged when it can be.
    }
  }

  /** The store was closed: its key goes. */
  closed(): void {
    this.#forget()
    this.#letGo()
  }

  /** Within each change of the store: lets it remember the log's end, unless the log does not fit. */
  anchorIn(database: DatabaseSync): void {
    const file = this.#keeper.current
    if (file === undefined || this.#voucher === undefined || this.#finding !== undefined) return
    if (file.last.number > 0) writeAnchor(database, anchorOf(file))
  }

  /** Whether entries that the open store vouches for came after the end that it remembers. */
  isBeyond(anchor: LogAnchor | null): boolean {
    const file = this.#keeper.current
    if (file === undefined || this.#voucher === undefined || this.#finding !== undefined) return false
    return file.last.number > (anchor?.logId === file.logId ? anchor.number : 0)
  }

  /** Sets a log that does not fit aside and begins a new one. Its store forgets the former end with its next change. */
  async beginAnew(): Promise<void> {
    if (this.#voucher === undefined)
      throw new VaultError('KEYSTORE_LOCKED', 'unlock first: the store vouches for a new log')
    const { standing, entries } = await this.check()
    if (standing !== 'broken' && standing !== 'cut')
      throw new VaultError('INVALID_REQUEST', 'the log is whole, so it is gone on with')
    this.#keeper.setAside()
    this.#finding = undefined
    this.#voucher = { ...this.#voucher, anchor: null }
    await this.append(ourEntry('beginLog', { cause: standing, entries }))
  }

  close(): void {
    this.#writeGroup()
    this.closed()
    this.#keeper.close()
  }

  #forget(): void {
    this.#voucher?.headKey.wipe()
    this.#voucher = undefined
  }

  /**
   * The file has one user at a time, and it belongs to whoever has the store: another process that opens it would be refused
   * every change for want of its log. What this one has to write or to read while its store is closed it opens the file for.
   */
  #letGo(): void {
    if (this.#voucher !== undefined || this.#checks > 0) return
    try {
      this.#keeper.close()
    } catch {
      // What was answered for is on the disk; a handle that stays goes with the process.
    }
  }

  #writeGroup(): void {
    this.#isPlanned = false
    const group = this.#waiting
    if (group.length === 0) return
    this.#waiting = []
    const began = performance.now()
    const fault = this.#tryWrite(mergeEntries(group))
    this.#options.wait.took(group.length, performance.now() - began)
    this.#letGo()
    for (const { settle } of group) settle(fault)
    if (fault === undefined) this.#onGrown()
  }

  #tryWrite(entries: readonly NewActivity[]): VaultError | undefined {
    const gap = this.#gap
    const whole = gap === 0 ? entries : [ourEntry('logGap', { count: gap }), ...entries]
    try {
      this.#keeper.use((file) => {
        file.append(whole, this.#options.now().toISOString(), this.#vouchFor(file))
        this.#remember(file)
      })
      this.#gap -= gap
      return undefined
    } catch (error) {
      return error instanceof VaultError ? error : unavailable(error)
    }
  }

  /** Undefined while no store vouches, and for a log that does not fit. */
  #vouchFor(file: LogFile): Vouch | undefined {
    const voucher = this.#voucher
    if (voucher === undefined || this.#finding !== undefined) return undefined
    const { storeId, headKey } = voucher
    return (point) => ({ storeId, mac: headMac(headKey, { ...point, storeId, logId: file.logId }) })
  }

  /** So that an older file that takes the name while the store is open is known for what it is. */
  #remember(file: LogFile): void {
    if (this.#voucher !== undefined && this.#finding === undefined)
      this.#voucher = { ...this.#voucher, anchor: anchorOf(file) }
  }

  /** Whenever a file and a store come together: when one of them was opened. */
  #judge(): void {
    const file = this.#keeper.current
    const voucher = this.#voucher
    if (file === undefined || voucher === undefined) return
    this.#finding = undefined
    const judgement = judgeLog(file, voucher)
    if (judgement.kind === 'finding') {
      const noted = notedFinding(file, judgement.finding.at)
      this.#finding = noted ?? judgement.finding
      if (noted === undefined) this.#note(file, judgement.finding)
      return
    }
    const vouch = this.#vouchFor(file)
    if (vouch === undefined) return
    const { trusted, takenOver } = judgement
    const at = this.#options.now().toISOString()
    const isNews = takenOver && !this.#wasVouched && file.head().storeId !== null
    if (isNews && file.last.number > trusted.number)
      file.append([ourEntry('vouchAnew', { from: trusted.number + 1, to: file.last.number })], at, vouch)
    else if (file.last.number > 0) file.vouch(vouch)
  }

  /** The finding is in the log itself too. */
  #note(file: LogFile, { kind, at }: LogFinding): void {
    const entry = { ...ourEntry('logNotWhole', { standing: kind, at }), code: 'LOG_BROKEN' as const }
    file.append([entry], this.#options.now().toISOString(), undefined)
  }

  /** No file is there though the store remembers one. */
  #missing(): LogFinding | undefined {
    const anchor = this.#voucher?.anchor ?? null
    return anchor === null ? undefined : { kind: 'cut', at: anchor.number }
  }
}

/** What was found there before: entries that came since stand where the cut ones were, and would look like changed ones. */
function notedFinding(file: LogFile, at: number): LogFinding | undefined {
  const known = file.database.prepare("SELECT facts FROM entries WHERE what = 'logNotWhole'").all()
  const kinds = (['cut', 'broken'] as const).filter((kind) =>
    known.some(({ facts }) => facts === JSON.stringify({ at, standing: kind })),
  )
  return kinds[0] === undefined ? undefined : { kind: kinds[0], at }
}

function anchorOf({ logId, last }: LogFile): LogAnchor {
  return { logId, number: last.number, hash: hashText(last.hash) }
}
