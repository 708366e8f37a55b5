import { setTimeout as pause } from 'node:timers/promises'
import { formatArguments, type KeystoreArguments } from '../../../keystore/arguments.ts'
import type {
  KeystoreInput,
  KeystoreOperation,
  KeystoreOutput,
  LocalKey,
} from '../../../keystore/protocol.ts'
import type { VaultStatus } from '../../../shared/model/vault.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { KeystoreCalls } from './keystore-calls.ts'
import { KeystoreConnection, type KeystoreNews } from './keystore-connection.ts'
import type { KeystoreProcess, SpawnKeystore } from './keystore-process.ts'
import type { LocalKeystore, PlainKeyDraft } from './local-keystore.ts'

export interface KeystoreClientOptions extends KeystoreArguments {
  readonly spawn: SpawnKeystore
  /** From `keystoreEnvironment`. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds; above what the keychain's own time-outs in the process can add up to. */
  readonly callTimeout?: number
}

/** Processes that may end without having answered anything before calls no longer start a new one by themselves. */
const mostStartsInVain = 3
const defaultCallTimeout = 60_000
/** Milliseconds that a killed process may take to be gone; the next one finds the store in use until then. */
const patience = 3000

/**
 * The local keystore over the port of its process. The process is started by the first call and, after it ended, by
 * the next one; calls that were pending then fail with KEYSTORE_STOPPED and are not repeated. Every method throws
 * VaultError.
 */
export class KeystoreClient implements LocalKeystore, KeystoreCalls {
  readonly #options: KeystoreClientOptions
  readonly #listeners = new Set<(status: VaultStatus) => void>()
  readonly #newsListeners = new Set<(news: KeystoreNews) => void>()
  #connection: KeystoreConnection | undefined
  /** Settles when the process before is gone; undefined once that was waited for. */
  #leaving: Promise<void> | undefined
  #status: VaultStatus = { state: 'starting' }
  #startsInVain = 0
  #keychainFailed = false
  #isClosed = false

  constructor(options: KeystoreClientOptions) {
    this.#options = options
  }

  /** Never restarts a process that ended: it then says `stopped`. */
  async status(): Promise<VaultStatus> {
    if (this.#status.state === 'stopped') return this.#status
    try {
      return await this.call('status', {})
    } catch (error) {
      if (isVaultError(error) && error.code === 'KEYSTORE_STOPPED') return this.#status
      throw error
    }
  }

  setUp(input: KeystoreInput<'setUp'> = keychainAlone): Promise<VaultStatus> {
    return this.call('setUp', input)
  }

  /**
   * Looks again. After a failure of the keychain the process is replaced first: its library keeps a connection that a
   * restarted keychain service no longer answers, and a hung call holds a thread of it.
   */
  async recheck(): Promise<VaultStatus> {
    this.#startsInVain = 0
    const connection = this.#connection
    if (connection !== undefined && !connection.isBusy && this.#wantsFreshProcess())
      connection.end('the keystore process is started anew')
    return this.call('recheck', {})
  }

  acceptOlderCopy(): Promise<VaultStatus> {
    return this.call('acceptOlderCopy', {})
  }

  listKeys(): Promise<readonly LocalKey[]> {
    return this.call('listKeys', {})
  }

  createKey(input: PlainKeyDraft): Promise<LocalKey> {
    return this.call('createKey', { ...plainKey, ...input })
  }

  wrap(input: KeystoreInput<'wrap'>): Promise<KeystoreOutput<'wrap'>> {
    return this.call('wrap', input)
  }

  unwrap(input: KeystoreInput<'unwrap'>): Promise<KeystoreOutput<'unwrap'>> {
    return this.call('unwrap', input)
  }

  async putSecret(input: KeystoreInput<'putSecret'>): Promise<void> {
    await this.call('putSecret', input)
  }

  async getSecret(input: KeystoreInput<'getSecret'>): Promise<Uint8Array | null> {
    return (await this.call('getSecret', input)).value
  }

  async dropSecret(name: string): Promise<void> {
    await this.call('dropSecret', { name })
  }

  onStatus(listener: (status: VaultStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onNews(listener: (news: KeystoreNews) => void): () => void {
    this.#newsListeners.add(listener)
    return () => this.#newsListeners.delete(listener)
  }

  /** Ends the process for good: with it goes every key in its memory. For the app's end. */
  close(): void {
    this.#isClosed = true
    this.#connection?.end('the keystore process was ended')
  }

  /** Asks the process for any operation of its protocol. */
  async call<Op extends KeystoreOperation>(
    operation: Op,
    input: KeystoreInput<Op>,
  ): Promise<KeystoreOutput<Op>> {
    if (this.#connection === undefined && this.#leaving !== undefined) await this.#storeIsFree(this.#leaving)
    const connection = (this.#connection ??= this.#start())
    try {
      const output = await connection.call(operation, input)
      this.#startsInVain = 0
      return output
    } catch (error) {
      if (isVaultError(error) && error.code.startsWith('KEYCHAIN_')) this.#keychainFailed = true
      throw error
    }
  }

  /** A process that was ended holds the store until it is gone: one started sooner would call the store in use. */
  async #storeIsFree(leaving: Promise<void>): Promise<void> {
    await Promise.race([leaving, pause(patience, undefined, { ref: false })])
    if (this.#leaving === leaving) this.#leaving = undefined
  }

  #start(): KeystoreConnection {
    if (this.#isClosed) throw new VaultError('KEYSTORE_STOPPED', 'the key store was closed with the app')
    if (this.#startsInVain >= mostStartsInVain)
      throw new VaultError('KEYSTORE_STOPPED', 'the keystore process ends again and again; try again later')
    this.#startsInVain += 1
    this.#keychainFailed = false
    this.#setStatus({ state: 'starting' })
    const connection = new KeystoreConnection(this.#spawn(), {
      callTimeout: this.#options.callTimeout ?? defaultCallTimeout,
      onStatus: (status) => this.#setStatus(status),
      onNews: (news) => {
        for (const listener of this.#newsListeners) listener(news)
      },
      onEnd: (detail) => {
        this.#connection = undefined
        this.#leaving = connection.gone
        this.#setStatus({ state: 'stopped', detail })
      },
    })
    return connection
  }

  #spawn(): KeystoreProcess {
    const { spawn, environment } = this.#options
    try {
      return spawn({ args: formatArguments(this.#options), environment })
    } catch (cause) {
      const detail = 'the keystore process could not be started'
      this.#setStatus({ state: 'stopped', detail })
      throw new VaultError('KEYSTORE_STOPPED', `${detail}; try again`, { cause })
    }
  }

  #wantsFreshProcess(): boolean {
    return this.#keychainFailed || keychainFaults.has(this.#status.state)
  }

  #setStatus(status: VaultStatus): void {
    this.#status = status
    for (const listener of this.#listeners) listener(status)
  }
}

const keychainAlone = { mode: 'keychain', passphrase: null } as const
const plainKey = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', tags: {} } as const

const keychainFaults: ReadonlySet<VaultStatus['state']> = new Set([
  'noKeychain',
  'keychainLocked',
  'keychainNotAnswering',
  'itemMissing',
])
