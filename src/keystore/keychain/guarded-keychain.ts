import { VaultError } from '../../shared/vault-error.ts'
import type { Keychain } from './keychain.ts'

export interface GuardedKeychainOptions {
  /** Milliseconds that one call may take. A prompt is answered after it all the same: see `onLateAnswer`. */
  readonly timeout: number
  /** Called when a call that was given up on comes back after all (the person answered the prompt). */
  readonly onLateAnswer: () => void
}

/**
 * A keychain that cannot hold anyone up: one call at a time, each with a time-out. While a call that timed out has not
 * come back, every further one is refused at once, because each would hold a thread of libuv's pool and four of them
 * stop all file work of the process. Throws KEYCHAIN_NOT_ANSWERING.
 */
export class GuardedKeychain implements Keychain {
  readonly #keychain: Keychain
  readonly #options: GuardedKeychainOptions
  #last: Promise<unknown> = Promise.resolve()
  #isStuck = false

  constructor(keychain: Keychain, options: GuardedKeychainOptions) {
    this.#keychain = keychain
    this.#options = options
  }

  /** A call timed out and has not come back. The process then ends only by a signal: its exit waits for the thread. */
  get isStuck(): boolean {
    return this.#isStuck
  }

  get(account: string): Promise<string | null> {
    return this.#inTurn(() => this.#keychain.get(account))
  }

  set(account: string, value: string): Promise<void> {
    return this.#inTurn(() => this.#keychain.set(account, value))
  }

  remove(account: string): Promise<void> {
    return this.#inTurn(() => this.#keychain.remove(account))
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#withTimeout(call))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #withTimeout<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isStuck) throw notAnswering()
    const answer = call()
    let timer: NodeJS.Timeout | undefined
    const timedOut = new Promise<'timedOut'>((resolve) => {
      timer = setTimeout(() => resolve('timedOut'), this.#options.timeout)
    })
    const first = await Promise.race([answer.then((value) => ({ value })), timedOut]).finally(() =>
      clearTimeout(timer),
    )
    if (first !== 'timedOut') return first.value
    this.#isStuck = true
    answer
      .catch(() => undefined)
      .finally(() => {
        this.#isStuck = false
        this.#options.onLateAnswer()
      })
    throw notAnswering()
  }
}

function notAnswering(): VaultError {
  return new VaultError('KEYCHAIN_NOT_ANSWERING', 'the keychain does not answer; look for a prompt of it')
}
