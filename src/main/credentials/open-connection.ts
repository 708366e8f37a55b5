import type { Connection, ReadingStatus } from '../../shared/model/connection.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { problemOf } from '../../shared/problem-of.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import { KmsSession, type KmsSessionLimits } from '../keys/aws-kms/kms-session.ts'
import { listKmsKeys } from '../keys/aws-kms/list-kms-keys.ts'
import { SdkKmsCalls } from '../keys/aws-kms/sdk-kms-calls.ts'
import type { Environment } from './aws-profiles.ts'
import { credentialsOf } from './credentials-of.ts'
import { checkedEndpoint } from './endpoint-rule.ts'
import { accountId, type StoredConnection } from './stored-connections.ts'

export interface OpenConnectionOptions {
  readonly environment: Environment
  readonly now: () => Date
  readonly limits?: Partial<KmsSessionLimits> | undefined
}

/** A connection in use: its client, and the keys it was last seen to hold. Nothing is sent until `read` or a key call. */
export class OpenConnection {
  readonly calls: KmsCalls
  readonly #session: KmsSession
  readonly #now: () => Date
  readonly #closed = new AbortController()
  #reading: Promise<readonly string[]> | null = null
  #status: ReadingStatus = { state: 'notRead' }
  #rows: readonly KeyRow[] = []
  #stored: StoredConnection

  constructor(stored: StoredConnection, options: OpenConnectionOptions) {
    this.#stored = stored
    this.#now = options.now
    this.#session = new KmsSession({
      name: stored.name,
      region: stored.regions[0] ?? '',
      endpoint: stored.endpoint,
      // The document may have been edited by hand: its endpoint is held to the rule before a client exists.
      credentials: async () => {
        checkedEndpoint(stored.endpoint)
        return credentialsOf(stored, options.environment)
      },
      limits: options.limits,
    })
    this.calls = new SdkKmsCalls(this.#session)
  }

  get session(): KmsSession {
    return this.#session
  }

  /** The connection as it is kept. */
  get stored(): StoredConnection {
    return this.#stored
  }

  get status(): ReadingStatus {
    return this.#status
  }

  /** The keys of the last reading that succeeded; a later one that failed does not take them away. */
  get rows(): readonly KeyRow[] {
    return this.#rows
  }

  shown(): Connection {
    return {
      ...this.#stored,
      status: this.#status,
      regionStatus: this.#stored.regions.map((region) => ({ region, status: this.#status })),
      identity: null,
      signIn: { state: 'none' },
      sessionEndsAt: null,
      offline: false,
    }
  }

  /**
   * Lets the connection be asked for keys of these accounts. False where it could be before. An emulator may call its
   * account anything: only ids of AWS's form count, because the document holds no other.
   */
  allow(accounts: readonly string[]): boolean {
    const known = accounts.filter((account) => accountId.safeParse(account).success)
    const allowed = new Set([...this.#stored.accounts, ...known])
    if (allowed.size === this.#stored.accounts.length) return false
    this.#stored = { ...this.#stored, accounts: [...allowed].toSorted() }
    return true
  }

  /**
   * Lists the keys, once at a time, with credentials read anew. A failure becomes the status. Gives the accounts that
   * own the listed keys.
   */
  read(): Promise<readonly string[]> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readOnce(): Promise<readonly string[]> {
    this.#status = { state: 'reading', done: 0, total: null }
    this.#session.forgetClient()
    try {
      const list = await listKmsKeys(this.#session, this.#stored.id, this.#closed.signal)
      this.#rows = list.rows
      this.#status = {
        state: 'read',
        readAt: this.#now().toISOString(),
        keyCount: list.rows.length,
        denied: [...list.denied],
      }
      return list.accounts
    } catch (error) {
      this.#status = { state: 'failed', problem: problemOf(error), readAt: null }
      return []
    }
  }

  /** Stops a reading that is under way. Calls with a data key in them are not cut off. */
  close(): void {
    this.#closed.abort()
  }
}
