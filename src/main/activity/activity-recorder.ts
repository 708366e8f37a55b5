import { newActivity, type NewActivity } from '../../shared/model/activity.ts'
import type { Settings } from '../../shared/model/settings.ts'
import type { VaultStatus } from '../../shared/model/vault.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'

export interface ActivityRecorderOptions {
  readonly keystore: Pick<KeystoreCalls, 'call' | 'onStatus'>
  readonly settings: () => Pick<Settings, 'logDetails' | 'refuseUnlogged'>
  readonly setTimer: (run: () => void, wait: number) => void
}

/** Entries that wait at most; what comes when so many wait is counted and said later. */
const mostWaiting = 5000
const mostAtOnce = 500
/** Milliseconds in which entries gather. */
const gather = 200
const firstPause = 1000
const longestPause = 30_000

/**
 * What the main process has to say to the activity log. Nothing waits for it: entries gather and are sent in groups, and
 * are kept while the keystore process is away. Never throws.
 */
export class ActivityRecorder {
  readonly #options: ActivityRecorderOptions
  #waiting: NewActivity[] = []
  #lost = 0
  #sending: Promise<void> | undefined
  #isPlanned = false
  #pause = firstPause
  /** The process that has the store open knows how the log is kept. */
  #isTold = false

  constructor(options: ActivityRecorderOptions) {
    this.#options = options
    options.keystore.onStatus((status) => this.#follow(status))
  }

  /** Whether names of files, aliases and connections may be in an entry. */
  get keepsNames(): boolean {
    return this.#options.settings().logDetails
  }

  note(entry: NewActivity): void {
    const named = this.keepsNames ? entry : { ...entry, details: null }
    const checked = newActivity.safeParse(named)
    if (!checked.success || this.#waiting.length >= mostWaiting) this.#lost += 1
    else this.#waiting.push(checked.data)
    this.#plan(gather)
  }

  /** Tells the keystore process how the log is kept. */
  tellLogging(): void {
    const { logDetails, refuseUnlogged } = this.#options.settings()
    this.#options.keystore.call('setLogging', { details: logDetails, refuseUnlogged }).catch(() => undefined)
  }

  /** Sends what waits now, as far as that goes. */
  async settle(): Promise<void> {
    await this.#sending
    if (this.#waiting.length > 0) await this.#send()
  }

  #follow({ state }: VaultStatus): void {
    // A process that was just started knows only the strictest way; one that is started locked is not told of as starting.
    if (state === 'starting' || (state === 'open' && !this.#isTold)) {
      this.#isTold = true
      setImmediate(() => this.tellLogging())
    } else if (state === 'locked') this.#isTold = false
    if (state !== 'starting' && this.#waiting.length > 0) this.#plan(gather)
  }

  #plan(wait: number): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    this.#options.setTimer(() => {
      this.#isPlanned = false
      this.#sending ??= this.#send().finally(() => (this.#sending = undefined))
    }, wait)
  }

  async #send(): Promise<void> {
    while (this.#waiting.length > 0 || this.#lost > 0) {
      const lost = this.#lost
      const entries = this.#waiting.slice(0, lost > 0 ? mostAtOnce - 1 : mostAtOnce)
      const told = lost > 0 ? [...entries, gapOf(lost)] : entries
      try {
        await this.#options.keystore.call('appendActivity', { entries: told })
      } catch {
        this.#plan(this.#pause)
        this.#pause = Math.min(this.#pause * 2, longestPause)
        return
      }
      this.#pause = firstPause
      this.#waiting = this.#waiting.slice(entries.length)
      this.#lost -= lost
    }
  }
}

function gapOf(count: number): NewActivity {
  return {
    area: 'access',
    what: 'logGap',
    count: 1,
    code: null,
    service: null,
    keyId: null,
    keyMaterialId: null,
    bytes: null,
    facts: { count },
    details: null,
  }
}
