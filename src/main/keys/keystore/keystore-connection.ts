import type { VaultStatus } from '../../../shared/model/vault.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import {
  keystoreOperations,
  keystoreReply,
  type KeystoreInput,
  type KeystoreOperation,
  type KeystoreOutput,
  type KeystoreReply,
  type KeystoreRequest,
} from '../../../keystore/protocol.ts'
import { callLimits } from './call-limits.ts'
import type { KeystoreProcess } from './keystore-process.ts'

/** What a keystore process tells unasked, besides its status. */
export type KeystoreNews = Exclude<Extract<KeystoreReply, { news: string }>, { news: 'status' }>

interface PendingCall {
  readonly operation: KeystoreOperation
  readonly resolve: (value: unknown) => void
  readonly reject: (error: VaultError) => void
  timer: NodeJS.Timeout
}

/** Why a process was ended, and what its pending calls fail with. */
interface Ending {
  readonly detail: string
  readonly code: 'KEYSTORE_STOPPED' | 'KEYSTORE_LOCKED'
}

export interface KeystoreConnectionOptions {
  /** Milliseconds after which a process that has not answered is ended, by what `callLimits` says of the operation. */
  readonly limits: Readonly<Record<'soon' | 'long', number>>
  readonly onStatus: (status: VaultStatus) => void
  /** Told of what changed in the store and in the activity log. */
  readonly onNews: (news: KeystoreNews) => void
  /** Called once, when the process has ended for whatever reason. `detail` says why, for people. */
  readonly onEnd: (detail: string) => void
}

/**
 * One keystore process and the calls that wait for it. Both sides of the port are checked by schema: an input that
 * breaks it is refused here, before it would end the process; an answer that breaks it ends the process.
 */
export class KeystoreConnection {
  readonly #process: KeystoreProcess
  readonly #options: KeystoreConnectionOptions
  readonly #pending = new Map<number, PendingCall>()
  #lastId = 0
  #ended: Ending | undefined
  /** Settled when the process is gone and its store file is free. */
  readonly gone: Promise<void>

  constructor(keystoreProcess: KeystoreProcess, options: KeystoreConnectionOptions) {
    this.#process = keystoreProcess
    this.#options = options
    this.gone = new Promise((resolve) => {
      keystoreProcess.onExit(() => {
        this.#end('the keystore process ended by itself')
        resolve()
      })
    })
    keystoreProcess.port.onMessage((data) => this.#receive(data))
  }

  get isBusy(): boolean {
    return this.#pending.size > 0
  }

  /** Throws the process's VaultError, INVALID_REQUEST for an input outside the contract, KEYSTORE_STOPPED at its end. */
  async call<Op extends KeystoreOperation>(
    operation: Op,
    input: KeystoreInput<Op>,
  ): Promise<KeystoreOutput<Op>> {
    const checked = keystoreOperations[operation].in.safeParse(input)
    if (!checked.success)
      throw new VaultError('INVALID_REQUEST', 'the key store was asked for something that it does not know')
    if (this.#ended !== undefined) throw endError(this.#ended)
    const value = await new Promise<unknown>((resolve, reject) => {
      const id = (this.#lastId += 1)
      this.#pending.set(id, { operation, resolve, reject, timer: this.#timer(id, operation) })
      this.#post({ id, operation, input: checked.data })
    })
    // `#receive` has checked it by this operation's own schema.
    return value as KeystoreOutput<Op>
  }

  /** Kills the process. Its pending calls fail with KEYSTORE_STOPPED, or with the code that is given. */
  end(detail: string, code: Ending['code'] = 'KEYSTORE_STOPPED'): void {
    this.#process.kill()
    this.#end(detail, code)
  }

  /** The process does one thing after another: behind a long one nothing is answered soon. */
  #timer(id: number, operation: KeystoreOperation): NodeJS.Timeout {
    const limit = callLimits[operation]
    return setTimeout(() => {
      const call = this.#pending.get(id)
      if (limit === 'long' || call === undefined || !this.#hasLongCall())
        this.end('the keystore process did not answer')
      else call.timer = this.#timer(id, operation)
    }, this.#options.limits[limit])
  }

  #hasLongCall(): boolean {
    return [...this.#pending.values()].some(({ operation }) => callLimits[operation] === 'long')
  }

  #post(request: KeystoreRequest): void {
    const { port } = this.#process
    try {
      port.postMessage.call(port, request)
    } catch {
      this.end('the keystore process could not be reached')
    }
  }

  #receive(data: unknown): void {
    if (this.#ended !== undefined) return
    const reply = keystoreReply.safeParse(data)
    if (!reply.success) return this.#endForBadAnswer()
    if ('news' in reply.data) return this.#tell(reply.data)
    const { id } = reply.data
    const call = this.#pending.get(id)
    if (call === undefined) return this.#endForBadAnswer()
    if (!reply.data.ok) {
      const { code, message, facts } = reply.data.error
      return this.#settle(id, () => call.reject(new VaultError(code, message, { facts })))
    }
    const value = keystoreOperations[call.operation].out.safeParse(reply.data.value)
    if (!value.success) return this.#endForBadAnswer()
    return this.#settle(id, () => call.resolve(value.data))
  }

  #tell(news: Extract<KeystoreReply, { news: string }>): void {
    if (news.news === 'status') this.#options.onStatus(news.status)
    else this.#options.onNews(news)
  }

  #settle(id: number, settle: () => void): void {
    clearTimeout(this.#pending.get(id)?.timer)
    this.#pending.delete(id)
    settle()
  }

  #endForBadAnswer(): void {
    this.end('the keystore process gave an answer that is not one')
  }

  #end(detail: string, code: Ending['code'] = 'KEYSTORE_STOPPED'): void {
    if (this.#ended !== undefined) return
    this.#ended = { detail, code }
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer)
      reject(endError(this.#ended))
    }
    this.#pending.clear()
    this.#options.onEnd(detail)
  }
}

function endError({ detail, code }: Ending): VaultError {
  return new VaultError(code, code === 'KEYSTORE_LOCKED' ? `${detail}; unlock it` : `${detail}; try again`)
}
