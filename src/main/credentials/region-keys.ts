import type { ReadingStatus } from '../../shared/model/connection.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { problemOf } from '../../shared/problem-of.ts'
import { isVaultError, VaultError } from '../../shared/vault-error.ts'
import type { KeyCache } from '../keys/aws-kms/key-cache.ts'
import type { KmsSession } from '../keys/aws-kms/kms-session.ts'
import { readKeys } from '../keys/aws-kms/listing/read-keys.ts'
import { readRotations } from '../keys/aws-kms/listing/read-rotations.ts'
import type { KeyRowBook } from './key-row-book.ts'

export interface RegionKeysOptions {
  readonly connectionId: string
  readonly region: string
  readonly session: KmsSession
  readonly book: KeyRowBook
  readonly cache: KeyCache
  readonly now: () => Date
  /** Accounts own keys that were listed; told before the status says that they were read. */
  readonly onAccounts: (accounts: readonly string[]) => void
  /** Rows or the status changed. */
  readonly onChange: () => void
}

/** The keys of one Region of a connection: how reading them stands, and the reading itself, once at a time. */
export class RegionKeys {
  readonly #options: RegionKeysOptions
  #status: ReadingStatus = { state: 'notRead' }
  #reading: Promise<void> | null = null
  #readingRotations: Promise<void> | null = null
  #isUnreachable = false
  #wasTried = false

  constructor(options: RegionKeysOptions) {
    this.#options = options
  }

  get status(): ReadingStatus {
    return this.#status
  }

  /** Nothing answered at the last try. */
  get isUnreachable(): boolean {
    return this.#isUnreachable
  }

  /** Nobody asked for these keys since the app started. */
  get isNew(): boolean {
    return !this.#wasTried
  }

  /** Reads the keys. A failure becomes the status; rows of an earlier reading stay. */
  read(signal: AbortSignal): Promise<void> {
    this.#reading ??= this.#readOnce(signal).finally(() => {
      this.#reading = null
    })
    return this.#reading
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { connectionId, region, session, book, cache, now, onAccounts } = this.#options
    // A reading that a person stops leaves things as they were.
    const before = this.#status
    this.#wasTried = true
    this.#set({ state: 'reading', done: 0, total: null })
    try {
      const { keyCount, denied, accounts } = await readKeys({
        session,
        connectionId,
        region,
        known: this.#rows(),
        cache,
        now,
        signal,
        onRows: (rows) => {
          book.set(connectionId, rows)
          this.#options.onChange()
        },
        onGone: (arns) => {
          book.remove(connectionId, arns)
          this.#options.onChange()
        },
        onProgress: (done, total) => this.#set({ state: 'reading', done, total, ...this.#slowed() }),
      })
      this.#isUnreachable = false
      onAccounts(accounts)
      this.#set({ state: 'read', readAt: now().toISOString(), keyCount, denied: [...denied] })
    } catch (error) {
      if (signal.aborted) this.#set(before)
      else this.#failed(error)
    }
  }

  /** Reads the key materials of the Region's keys, beside the status, once at a time. Throws what `readRotations` does. */
  readRotations(signal: AbortSignal): Promise<void> {
    this.#readingRotations ??= this.#readRotationsOnce(signal).finally(() => {
      this.#readingRotations = null
    })
    return this.#readingRotations
  }

  async #readRotationsOnce(signal: AbortSignal): Promise<void> {
    const { connectionId, session, book, cache, now, onChange } = this.#options
    await readRotations({
      session,
      rows: this.#rows(),
      rowNow: (arn) => book.row(connectionId, arn),
      now,
      signal,
      keepMaterials: (arn, materials) => cache.keepMaterials(arn, materials),
      onRows: (rows) => {
        book.set(connectionId, rows)
        void cache.keep(connectionId, rows)
        onChange()
      },
      onProgress: () => {},
    })
  }

  /** How fast AWS still lets calls through, where it refused some for their rate. */
  #slowed(): { slowedTo?: number } {
    const pace = this.#options.session.slowed()
    return pace === null ? {} : { slowedTo: pace.perSecond }
  }

  #failed(error: unknown): void {
    const failure = isVaultError(error) && error.code === 'CANCELLED' ? notSignedIn(error) : error
    this.#isUnreachable = isVaultError(failure) && failure.code === 'KMS_UNREACHABLE'
    this.#set({ state: 'failed', problem: problemOf(failure), readAt: oldest(this.#rows()) })
  }

  #rows(): readonly KeyRow[] {
    const { book, connectionId, region } = this.#options
    return book.rowsOf(connectionId).filter((row) => row.region === region)
  }

  #set(status: ReadingStatus): void {
    this.#status = status
    this.#options.onChange()
  }
}

/** Nobody stopped the reading: somebody was asked for a code and would rather not. */
function notSignedIn(cause: VaultError): VaultError {
  return new VaultError('KMS_CREDENTIALS_EXPIRED', 'nobody signed in; sign in again', { cause })
}

function oldest(rows: readonly KeyRow[]): string | null {
  return rows.reduce<string | null>(
    (least, { readAt }) => (least === null || readAt < least ? readAt : least),
    null,
  )
}
