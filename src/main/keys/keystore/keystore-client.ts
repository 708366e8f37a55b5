import { setTimeout as pause } from 'node:timers/promises'
import { formatArguments, type KeystoreArguments } from '../../../keystore/arguments.ts'
import type {
  KeystoreInput,
  KeystoreOperation,
  KeystoreOutput,
  LocalKey,
} from '../../../keystore/protocol.ts'
import type { LockCause, VaultMode, VaultStatus } from '../../../shared/model/vault.ts'
import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { KeystoreCalls } from './keystore-calls.ts'
import {
  KeystoreConnection,
  type KeystoreConnectionOptions,
  type KeystoreNews,
} from './keystore-connection.ts'
import type { KeystoreProcess, SpawnKeystore } from './keystore-process.ts'
import type { LocalKeystore, PlainKeyDraft } from './local-keystore.ts'

export interface KeystoreClientOptions extends Omit<KeystoreArguments, 'start'> {
  readonly spawn: SpawnKeystore
  /** From `keystoreEnvironment`. */
  readonly environment: Readonly<Record<string, string>>
  /** Milliseconds, of what is answered soon and of what may take long; see `callLimits`. */
  readonly limits?: KeystoreConnectionOptions['limits']
  /** Locked from the start, also where the keychain alone would open it. */
  readonly startLocked?: boolean
  readonly now?: () => Date
  /** Milliseconds that a lock waits for changes under way. */
  readonly lockTimeout?: number
  /** Asked before each call, whoever makes it: throws where it may not reach the process now. */
  readonly check?: (operation: KeystoreOperation) => void
}

/** Processes that may end without having answered anything before calls no longer start a new one by themselves. */
const mostStartsInVain = 3
/** `soon` is above what the keychain's own time-outs in the process can add up to; `long` ends only what hangs. */
const defaultLimits = { soon: 60_000, long: 30 * 60_000 } as const
/** Milliseconds that a killed process may take to be gone; the next one finds the store in use until then. */
const patience = 3000
const defaultLockTimeout = 5000

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
  /** The next process opens nothing by itself. */
  #startsLocked: boolean
  /** What locked the store that was open here, and when; undefined once it was unlocked. */
  #lockedBy: { readonly cause: LockCause; readonly at: string } | undefined
  #locking: Promise<VaultStatus> | undefined

  constructor(options: KeystoreClientOptions) {
    this.#options = options
    this.#startsLocked = options.startLocked ?? false
  }

  /** Never restarts a process that ended: it then says `stopped`, or `locked`. */
  async status(): Promise<VaultStatus> {
    const { state } = this.#status
    if (state === 'stopped' || (state === 'locked' && this.#connection === undefined)) return this.#status
    try {
      return this.#shown(await this.call('status', {}))
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
    return this.#shown(await this.call('recheck', {}))
  }

  /**
   * Closes the store and ends the process, and with it every key in its memory. Changes under way are waited for, for five
   * seconds; other calls that wait fail with KEYSTORE_LOCKED. What is not open stays as it is. May be called again at any time.
   */
  lock(cause: LockCause): Promise<VaultStatus> {
    this.#locking ??= this.#lock(cause).finally(() => {
      this.#locking = undefined
    })
    return this.#locking
  }

  /** Null for the mode without a passphrase. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG, PASSPHRASE_WAIT. */
  async unlock(passphrase: string | null): Promise<VaultStatus> {
    this.#startsInVain = 0
    return this.#shown(await this.call('unlock', { passphrase }))
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
    this.#options.check?.(operation)
    return await this.#ask(operation, input)
  }

  async #ask<Op extends KeystoreOperation>(
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

  async #lock(cause: LockCause): Promise<VaultStatus> {
    const connection = this.#connection
    if (connection === undefined || !mayBeOpen.has(this.#status.state)) return this.#status
    const { now = () => new Date(), lockTimeout = defaultLockTimeout } = this.#options
    this.#startsLocked = true
    this.#lockedBy = { cause, at: now().toISOString() }
    await Promise.race([
      connection.call('prepareLock', { cause }).catch(() => undefined),
      pause(lockTimeout, undefined, { ref: false }),
    ])
    // Nothing was open after all: there is nothing to lock, and nothing in memory.
    const reached = this.#status
    if (!mayBeOpen.has(reached.state) && reached.state !== 'locked') {
      this.#lockedBy = undefined
      return reached
    }
    if (reached.state === 'open') this.#setStatus(this.#lockedAs(reached.mode))
    connection.end('the key store was locked', 'KEYSTORE_LOCKED')
    await this.#storeIsFree(connection.gone)
    // It did not say how it is unlocked: the next process, which opens nothing, does.
    return isClosedWithKey.has(reached.state) ? this.#shown(await this.#ask('recheck', {})) : this.#status
  }

  #lockedAs(mode: VaultMode): VaultStatus {
    const { cause, at } = this.#lockedBy ?? { cause: 'start', at: new Date().toISOString() }
    return { state: 'locked', mode, cause, at, wrongTries: 0, retryAt: null }
  }

  /** The process that is locked does not know what locked the one before it. */
  #shown(status: VaultStatus): VaultStatus {
    return status.state === 'locked' && this.#lockedBy !== undefined
      ? { ...status, ...this.#lockedBy }
      : status
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
    if (this.#status.state !== 'locked') this.#setStatus({ state: 'starting' })
    const connection = new KeystoreConnection(this.#spawn(), {
      limits: this.#options.limits ?? defaultLimits,
      onStatus: (status) => this.#setStatus(status),
      onNews: (news) => {
        for (const listener of this.#newsListeners) listener(news)
      },
      onEnd: (detail) => {
        this.#connection = undefined
        this.#leaving = connection.gone
        // A locked store has nothing to lose with its process: the next call starts another one.
        if (this.#status.state !== 'locked') this.#setStatus({ state: 'stopped', detail })
      },
    })
    return connection
  }

  #spawn(): KeystoreProcess {
    const { spawn, environment } = this.#options
    try {
      const { directory, service } = this.#options
      const args = formatArguments({ directory, service, ...(this.#startsLocked ? { start: 'locked' } : {}) })
      return spawn({ args, environment })
    } catch (cause) {
      const detail = 'the keystore process could not be started'
      this.#setStatus({ state: 'stopped', detail })
      throw new VaultError('KEYSTORE_STOPPED', `${detail}; try again`, { cause })
    }
  }

  #wantsFreshProcess(): boolean {
    return this.#keychainFailed || keychainFaults.has(this.#status.state)
  }

  #setStatus(told: VaultStatus): void {
    if (told.state === 'open') {
      this.#startsLocked = false
      this.#lockedBy = undefined
    }
    const status = this.#shown(told)
    if (status.state === 'locked' && JSON.stringify(status) === JSON.stringify(this.#status)) return
    this.#status = status
    for (const listener of this.#listeners) listener(status)
  }
}

const keychainAlone = { mode: 'keychain', passphrase: null } as const
const plainKey = { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', tags: {} } as const

/** Not open, though the key of a passphrase that was right may be in memory. */
const isClosedWithKey: ReadonlySet<VaultStatus['state']> = new Set(['olderCopy', 'damaged'])

const mayBeOpen: ReadonlySet<VaultStatus['state']> = new Set(['open', 'starting', ...isClosedWithKey])

const keychainFaults: ReadonlySet<VaultStatus['state']> = new Set([
  'noKeychain',
  'keychainLocked',
  'keychainNotAnswering',
  'itemMissing',
  'otherKeychain',
])
