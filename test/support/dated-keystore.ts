import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { formatArguments } from '../../src/keystore/arguments.ts'
import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../src/keystore/protocol.ts'
import type { VaultStatus } from '../../src/shared/model/vault.ts'

const entry = fileURLToPath(new URL('dated-keystore-child.ts', import.meta.url))

/** What the process with the keystore is asked. */
export type DatedRequest =
  | { readonly kind: 'status' | 'close' }
  /** The clock is set (ISO 8601), and what is due by then is done. */
  | { readonly kind: 'pass'; readonly to: string }
  | {
      readonly kind: 'operate'
      readonly operation: KeystoreOperation
      readonly input: KeystoreInput<KeystoreOperation>
    }
  | { readonly kind: 'sealed'; readonly keyId: string }
  | { readonly kind: 'addKeys' | 'addEntries'; readonly count: number }

export interface DatedKeystoreOptions {
  readonly directory: string
  readonly service: string
  /** The way to the keychain. */
  readonly env: Readonly<Record<string, string>>
  readonly at: Date
}

/** A store that is there already, opened on another day by a process whose clock a test sets. */
export class DatedKeystore {
  readonly #child: ChildProcess
  #asked = 0

  private constructor({ directory, service, env, at }: DatedKeystoreOptions) {
    this.#child = fork(entry, [...formatArguments({ directory, service }), `--at=${at.toISOString()}`], {
      env: { ...env },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
    })
  }

  /** Throws where the store does not open. */
  static async open(options: DatedKeystoreOptions): Promise<DatedKeystore> {
    const keystore = new DatedKeystore(options)
    const status = (await keystore.#ask({ kind: 'status' })) as VaultStatus
    if (status.state === 'open') return keystore
    await keystore.close()
    throw new Error(`the store does not open: ${JSON.stringify(status)}`)
  }

  /** Goes on to another time, and does what is due by then. */
  async passTo(time: Date): Promise<void> {
    await this.#ask({ kind: 'pass', to: time.toISOString() })
  }

  async op<Op extends KeystoreOperation>(
    operation: Op,
    input: KeystoreInput<Op>,
  ): Promise<KeystoreOutput<Op>> {
    return (await this.#ask({ kind: 'operate', operation, input })) as KeystoreOutput<Op>
  }

  /** The bytes in which the store keeps the materials of a key. */
  async sealedMaterials(keyId: string): Promise<readonly Uint8Array[]> {
    return (await this.#ask({ kind: 'sealed', keyId })) as readonly Uint8Array[]
  }

  /** Keys with the names "key 00001" and so on. */
  async addKeys(count: number): Promise<void> {
    await this.#ask({ kind: 'addKeys', count })
  }

  /** Entries of the activity log, over the weeks before today. */
  async addEntries(count: number): Promise<void> {
    await this.#ask({ kind: 'addEntries', count })
  }

  async close(): Promise<void> {
    await this.#ask({ kind: 'close' })
    const ended = once(this.#child, 'exit')
    this.#child.kill()
    await ended
  }

  async #ask(request: DatedRequest): Promise<unknown> {
    const id = (this.#asked += 1)
    const answer = Promise.withResolvers<unknown>()
    const listen = (message: { id: number; value?: unknown; error?: string }): void => {
      if (message.id !== id) return
      if (message.error === undefined) answer.resolve(message.value)
      else answer.reject(new Error(message.error))
    }
    const ended = (): void => answer.reject(new Error('the keystore of another day ended'))
    this.#child.on('message', listen).once('exit', ended)
    this.#child.send({ id, request })
    try {
      return await answer.promise
    } finally {
      this.#child.off('message', listen).off('exit', ended)
    }
  }
}
