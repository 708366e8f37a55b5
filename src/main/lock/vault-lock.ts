import type { LockSettings } from '../../shared/model/settings.ts'
import type { LockCause, VaultStatus } from '../../shared/model/vault.ts'
import type { SessionCause, SessionSignals } from './session-signals.ts'

export interface VaultLockOptions {
  readonly keystore: {
    status(): Promise<VaultStatus>
    lock(cause: LockCause): Promise<VaultStatus>
    onStatus(listener: (status: VaultStatus) => void): () => void
  }
  readonly jobs: {
    beforeLock(running: 'finish' | 'stop'): Promise<void>
    afterLock(isLocked: boolean): void
  }
  readonly session: SessionSignals
  readonly settings: () => LockSettings
  readonly now: () => Date
  /** Calls back every so many milliseconds until the returned function is called. */
  readonly every: (milliseconds: number, look: () => void) => () => void
  /** Told of every lock that is asked for or comes by itself, whatever the vault's state: other things end with it too. */
  readonly onLock?: (cause: LockCause) => void
  /** When the session with a recovery kit began that is open now (ISO 8601); null without one. */
  readonly kitSince?: () => string | null
  /** Told with what the page is to show whenever that changes. */
  readonly onStatus: (status: VaultStatus) => void
}

/** Milliseconds between two looks at how long nobody has been there. */
const idleLook = 5000

/** Looks that files under way may take to end: ten minutes, by a clock that nobody sets. */
const mostFinishingLooks = 120

/** Open, or not open though the key of a right passphrase may be in memory. */
const holdsKeys: ReadonlySet<VaultStatus['state']> = new Set(['open', 'olderCopy', 'damaged'])

/** A lock that was asked for and waits for files under way. The page shows the lock screen already. */
interface Locking {
  readonly shown: Extract<VaultStatus, { state: 'locked' }>
  /** Set once the keystore itself is being locked. */
  ending: Promise<void> | undefined
  looks: number
}

/**
 * When the vault locks: by hand, when nobody has been there for a time, on suspend, screen lock and user switch. Files that
 * are under way end first or are begun anew later, as the person chose; a suspend waits for nothing. Unlocking starts the
 * idle time anew, whatever the system counts.
 */
export class VaultLock {
  readonly #options: VaultLockOptions
  readonly #stops: (() => void)[]
  #status: VaultStatus = { state: 'starting' }
  #openedAt = 0
  /** Looks at how long nobody has been there, since that moment. */
  #looks = 0
  #lookedSince: number | null = null
  #locking: Locking | undefined
  #unlocking: Promise<unknown> | undefined

  constructor(options: VaultLockOptions) {
    this.#options = options
    this.#stops = [
      options.keystore.onStatus((status) => this.#take(status)),
      options.session.start((cause) => this.#onSignal(cause)),
      options.every(idleLook, () => this.#look()),
    ]
  }

  /** True while the store is still open for files alone: a lock was asked for and waits for them. */
  get isWaiting(): boolean {
    return this.#locking !== undefined
  }

  /** As the page is to see it: locked from the moment that it was asked for. */
  async status(): Promise<VaultStatus> {
    if (this.#locking !== undefined) return this.#locking.shown
    return this.#options.keystore.status()
  }

  /**
   * Locks a vault that is open, an older copy or damaged; resolves as soon as the page may show it. Any other state stays as it is; a session with a kit ends
   * in every one.
   */
  async lock(cause: LockCause): Promise<VaultStatus> {
    this.#options.onLock?.(cause)
    // Its keys would come into memory after the lock that was meant for them.
    await this.#unlocking?.catch(() => undefined)
    const open = this.#status
    if (open.state === 'open' && this.#locking === undefined) this.#begin(cause, open.mode)
    // No file uses keys of these, so none is waited for.
    if (open.state !== 'open' && holdsKeys.has(open.state) && this.#locking === undefined)
      return await this.#options.keystore.lock(cause)
    if (this.#locking !== undefined && cause === 'suspend') await this.lockNow()
    return this.status()
  }

  /** Unlocks; a lock that is asked for meanwhile comes after it. */
  unlock(run: () => Promise<VaultStatus>): Promise<VaultStatus> {
    return this.#asUnlocking(() => this.lockNow().then(run))
  }

  /** What opens a vault that is not open comes before a lock that is asked for meanwhile; an open one locks at once. */
  opening<T>(run: () => Promise<T>): Promise<T> {
    return holdsKeys.has(this.#status.state) ? run() : this.#asUnlocking(run)
  }

  async #asUnlocking<T>(run: () => Promise<T>): Promise<T> {
    const unlocking = run()
    this.#unlocking = unlocking
    try {
      return await unlocking
    } finally {
      if (this.#unlocking === unlocking) this.#unlocking = undefined
    }
  }

  /** Waits for no file: what is under way is begun anew after unlocking. Resolves when the keys are out of memory. */
  async lockNow(): Promise<void> {
    const locking = this.#locking
    if (locking === undefined) return
    void this.#options.jobs.beforeLock('stop').catch(() => undefined)
    await this.#end(locking)
  }

  stop(): void {
    for (const stop of this.#stops) stop()
  }

  #begin(cause: LockCause, mode: Locking['shown']['mode']): void {
    const { jobs, settings, now, onStatus } = this.#options
    const at = now().toISOString()
    const shown = { state: 'locked', mode, cause, at, wrongTries: 0, retryAt: null } as const
    const locking: Locking = { shown, ending: undefined, looks: 0 }
    this.#locking = locking
    onStatus(shown)
    const ready = jobs.beforeLock(cause === 'suspend' ? 'stop' : settings().running)
    void ready
      .catch(() => undefined)
      .then(() => this.#end(locking))
      .catch(() => undefined)
  }

  /** Once, whoever asks first: the files that ended, or a person who does not wait for them. */
  #end(locking: Locking): Promise<void> {
    locking.ending ??= this.#lockKeystore(locking)
    return locking.ending
  }

  async #lockKeystore({ shown }: Locking): Promise<void> {
    const { keystore, jobs, onStatus } = this.#options
    let isLocked = false
    try {
      const status = await keystore.lock(shown.cause).catch(() => keystore.status())
      isLocked = status.state === 'locked'
      this.#locking = undefined
      onStatus(status)
    } finally {
      // Also where nobody answers: the next lock is not held up by this one, nor are files.
      this.#locking = undefined
      jobs.afterLock(isLocked)
    }
  }

  #take(status: VaultStatus): void {
    if (holdsKeys.has(status.state) && this.#status.state !== status.state)
      this.#openedAt = this.#options.now().getTime()
    this.#status = status
    if (this.#locking === undefined) this.#options.onStatus(status)
  }

  #onSignal(cause: SessionCause): void {
    const { onSuspend, onScreenLock, onUserSwitch } = this.#options.settings()
    const wanted = { suspend: onSuspend, screenLock: onScreenLock, userSwitch: onUserSwitch }[cause]
    if (wanted) void this.lock(cause).catch(() => undefined)
  }

  #look(): void {
    this.#lookIdle()
    const locking = this.#locking
    if (locking === undefined) return
    locking.looks += 1
    // Keys stay in memory no longer than that, whatever a file takes.
    if (locking.looks === mostFinishingLooks) void this.lockNow().catch(() => undefined)
  }

  #lookIdle(): void {
    const { idleMinutes } = this.#options.settings()
    const since = this.#inReachSince()
    this.#looks = since === this.#lookedSince ? this.#looks + 1 : 0
    this.#lookedSince = since
    if (idleMinutes === null || since === null) return
    // The looks are counted too: a clock that was set back would keep it open for as long.
    const open = Math.max((this.#options.now().getTime() - since) / 1000, (this.#looks * idleLook) / 1000)
    const idle = Math.min(this.#options.session.idleSeconds(), open)
    if (idle >= idleMinutes * 60) void this.lock('idle').catch(() => undefined)
  }

  /** Since when something can be opened here: by the vault's keys, or by a kit whatever the vault's state. */
  #inReachSince(): number | null {
    const kitSince = this.#options.kitSince?.() ?? null
    const kit = kitSince === null ? null : Date.parse(kitSince)
    if (!holdsKeys.has(this.#status.state) || this.#locking !== undefined) return kit
    return Math.max(this.#openedAt, kit ?? 0)
  }
}
