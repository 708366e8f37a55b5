import { plainActivity } from '../../shared/model/activity.ts'
import type { VaultStatus } from '../../shared/model/vault.ts'
import type { VaultOperations } from '../vault.ts'
import type { ActivityLog } from './activity-log.ts'
import { anchorSoon } from './anchor-soon.ts'
import { DueWorkWatch } from './due-work-watch.ts'
import { readAnchor } from './log-anchor.ts'

/** Tells the log when the store is opened, closed, or another one: from then on that store vouches for it. */
export class StoreFollower {
  readonly #log: ActivityLog
  readonly #watch = new DueWorkWatch()
  #storeId: string | undefined
  #inOperation = 0
  #takesOver = 0

  constructor(log: ActivityLog) {
    this.#log = log
  }

  /** For each status of the vault. */
  follow(status: VaultStatus, vault: VaultOperations): void {
    if (status.state !== 'open') {
      this.#storeId = undefined
      this.#watch.forget()
      this.#log.closed()
      return
    }
    if (status.storeId === this.#storeId) return
    this.#storeId = status.storeId
    this.#watch.forget()
    const bySelf = this.#inOperation === 0
    void this.#open(vault)
      .then(() => (bySelf ? this.#noteOpening(status.mode) : undefined))
      .catch(() => undefined)
  }

  /** For each change of the store: what came due by itself is noted. */
  changed(vault: VaultOperations): void {
    const isAtWork = this.#inOperation > 0
    vault
      .read(({ rows }) => {
        for (const entry of this.#watch.look(rows.materials, isAtWork))
          this.#log.append(entry).catch(() => this.#log.noteUnlogged(1))
      })
      .catch(() => undefined)
  }

  /** Runs what may open the store or put another in its place; `takesOver`: the log is then that one's as it stands. */
  async during<T>(
    work: () => Promise<T>,
    { vault }: { readonly vault: VaultOperations },
    takesOver: boolean,
  ): Promise<T> {
    if (takesOver) await anchorSoon(vault)
    this.#inOperation += 1
    this.#takesOver += takesOver ? 1 : 0
    try {
      const result = await work()
      if (takesOver && vault.status.state === 'open') {
        await this.#open(vault).catch(() => undefined)
        await anchorSoon(vault)
      }
      return result
    } finally {
      this.#inOperation -= 1
      this.#takesOver -= takesOver ? 1 : 0
    }
  }

  #open(vault: VaultOperations): Promise<void> {
    const takesOver = this.#takesOver > 0
    return vault.read(({ rows, storeKey }) => {
      this.#watch.look(rows.materials, true)
      this.#log.opened({
        storeId: rows.store.storeId,
        storeKey,
        anchor: takesOver ? null : readAnchor(rows.notes),
      })
    })
  }

  /** The keychain opened it without anybody's doing. */
  async #noteOpening(mode: string): Promise<void> {
    await this.#log.append({ ...plainActivity, area: 'access', what: 'openStore', facts: { mode } })
  }
}
