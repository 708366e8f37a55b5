import { VaultError } from '../../shared/vault-error.ts'

/** Whether a connection's credentials may be used, and how to hear that they may be again. For what pauses and goes on. */
export interface CredentialState {
  /** True after a call failed with KMS_CREDENTIALS_EXPIRED, _MISSING or _REFUSED, until `onUsable` was told. */
  hasEnded(connectionId: string): boolean
  /**
   * Called each time the connection is worth another try: a person signed in, answered for MFA or said "Try again", or
   * a config file changed. It may fail again. Returns the unsubscriber.
   */
  onUsable(connectionId: string, listener: () => void): () => void
  /**
   * Resolves at once where the credentials have not ended, else at the next `onUsable`: a sign-in between a failed call
   * and this one is not missed. Throws CANCELLED when the signal fires, CONNECTION_NOT_FOUND once the connection is gone.
   */
  waitUntilUsable(connectionId: string, signal?: AbortSignal): Promise<void>
}

interface Standing {
  readonly listeners: Set<() => void>
  readonly onGone: Set<() => void>
  hasEnded: boolean
}

/** The one record of which connections' credentials have ended. `Connections` writes it. */
export class CredentialStates implements CredentialState {
  readonly #standings = new Map<string, Standing>()

  hasEnded(connectionId: string): boolean {
    return this.#standings.get(connectionId)?.hasEnded ?? false
  }

  onUsable(connectionId: string, listener: () => void): () => void {
    const { listeners } = this.#standing(connectionId)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  async waitUntilUsable(connectionId: string, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) throw cancelled()
    const standing = this.#standing(connectionId)
    if (!standing.hasEnded) return
    const usable = Promise.withResolvers<void>()
    const giveUp = (): void => usable.reject(cancelled())
    const gone = (): void =>
      usable.reject(
        new VaultError('CONNECTION_NOT_FOUND', 'this connection no longer exists; choose another'),
      )
    standing.listeners.add(usable.resolve)
    standing.onGone.add(gone)
    signal?.addEventListener('abort', giveUp, { once: true })
    await usable.promise.finally(() => {
      standing.listeners.delete(usable.resolve)
      standing.onGone.delete(gone)
      signal?.removeEventListener('abort', giveUp)
    })
  }

  /** A call found that the credentials are of no use. True where that is news. */
  markEnded(connectionId: string): boolean {
    const standing = this.#standing(connectionId)
    const isNews = !standing.hasEnded
    standing.hasEnded = true
    return isNews
  }

  /** The credentials are worth another try. */
  markUsable(connectionId: string): void {
    const standing = this.#standing(connectionId)
    standing.hasEnded = false
    for (const listener of Array.from(standing.listeners)) listener()
  }

  /** The connection was removed: whoever waits for it waits in vain. */
  forget(connectionId: string): void {
    const standing = this.#standings.get(connectionId)
    this.#standings.delete(connectionId)
    for (const gone of Array.from(standing?.onGone ?? [])) gone()
  }

  #standing(connectionId: string): Standing {
    let standing = this.#standings.get(connectionId)
    if (standing === undefined) {
      standing = { listeners: new Set(), onGone: new Set(), hasEnded: false }
      this.#standings.set(connectionId, standing)
    }
    return standing
  }
}

function cancelled(): VaultError {
  return new VaultError('CANCELLED', 'cancelled')
}
