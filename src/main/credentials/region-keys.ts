import type { ReadingStatus, RotationProgress } from '../../shared/model/connection.ts'
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
  readonly session: Pick<KmsSession, 'call' | 'slowed'>
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
  #reading: { readonly done: Promise<void>; readonly signal: AbortSignal } | null = null
  #readingRotations: Promise<void> | null = null
  #rotationProgress: RotationProgress | null = null
  #isUnreachable = false
  #wasTried = false
  #isClosed = false

  constructor(options: RegionKeysOptions) {
    this.#options = options
  }

  get status(): ReadingStatus {
    return this.#status
  }

  /** How far reading the key materials is; null while nobody does. */
  get rotationProgress(): RotationProgress | null {
    return this.#rotationProgress
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
  async read(signal: AbortSignal): Promise<void> {
    // One that was stopped reads nothing more: whoever asks after that has another one, once it came to its end.
    while (this.#reading?.signal.aborted === true && !signal.aborted) await this.#reading.done
    if (this.#reading === null) {
      const done = this.#readOnce(signal).finally(() => {
        this.#reading = null
      })
      this.#reading = { done, signal }
    }
    await this.#reading.done
  }

  /** The connection is gone, or another by now: what a reading under way still finds is not told and not kept. */
  close(): void {
    this.#isClosed = true
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { connectionId, region, session, book, now, onAccounts } = this.#options
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
        cache: this.#cache(),
        now,
        signal,
        onRows: (rows) => this.#tell(() => book.set(connectionId, rows)),
        onGone: (arns) => this.#tell(() => book.remove(connectionId, arns)),
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

  /**
   * Reads the key materials of the Region's keys that were not read these last hours, those in `first` before the
   * others, beside the status, once at a time. Throws what `readRotations` does.
   */
  readRotations(first: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    this.#readingRotations ??= this.#readRotationsOnce(first, signal).finally(() => {
      this.#readingRotations = null
      this.#rotationProgress = null
      this.#options.onChange()
    })
    return this.#readingRotations
  }

  async #readRotationsOnce(first: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const { connectionId, session, book, cache, now, onChange } = this.#options
    const rows = this.#rows()
    await readRotations({
      session,
      rows,
      rowNow: (arn) => book.row(connectionId, arn),
      now,
      signal,
      first,
      readAt: await cache.materialsReadAt(rows.flatMap(({ arn }) => arn ?? [])),
      keepMaterials: (arn, materials) => this.#cache().keepMaterials(arn, materials),
      onRows: (read) => {
        this.#tell(() => book.set(connectionId, read))
        void this.#cache().keep(connectionId, read)
      },
      onProgress: (done, total) => {
        this.#rotationProgress = total === null ? null : { done, total }
        onChange()
      },
    })
  }

  #tell(change: () => void): void {
    if (this.#isClosed) return
    change()
    this.#options.onChange()
  }

  /** The cache for as long as the connection is there. */
  #cache(): Pick<KeyCache, 'keep' | 'dropOthers' | 'keepMaterials'> {
    const { cache } = this.#options
    const unlessClosed = async (keep: () => Promise<void>): Promise<void> => {
      if (!this.#isClosed) await keep()
    }
    return {
      keep: (...given) => unlessClosed(() => cache.keep(...given)),
      dropOthers: (...given) => unlessClosed(() => cache.dropOthers(...given)),
      keepMaterials: (...given) => unlessClosed(() => cache.keepMaterials(...given)),
    }
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
