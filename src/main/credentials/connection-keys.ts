import type { AwsKeyRef, KeyRotation, KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { parseKmsArn } from '../keys/aws-kms/key-arn.ts'
import type { KeyCache } from '../keys/aws-kms/key-cache.ts'
import type { KmsSession } from '../keys/aws-kms/kms-session.ts'
import { readKey } from '../keys/aws-kms/listing/read-key.ts'
import type { ConnectionBook } from './connection-book.ts'
import type { KeyRowBook, RowChanges } from './key-row-book.ts'
import type { KeySessions } from './key-sessions.ts'
import type { OpenConnection, OpenRegion } from './open-connection.ts'

export interface ConnectionKeysOptions {
  readonly book: ConnectionBook
  readonly rows: KeyRowBook
  readonly cache: KeyCache
  readonly now: () => Date
  readonly hasEnded: (connectionId: string) => boolean
  /** A reading found the credentials good. */
  readonly onGood: (connectionId: string) => void
  readonly onChange: () => void
}

/** The keys of all connections: reading them, their rows, and the client that reaches one. */
export class ConnectionKeys implements KeySessions {
  readonly #options: ConnectionKeysOptions

  constructor(options: ConnectionKeysOptions) {
    this.#options = options
  }

  /** Reads every key again; credentials are read anew where nobody has to be asked for it, and where they have ended. */
  async readAll(): Promise<void> {
    const all = await this.#all()
    await Promise.all(
      all.map((connection) => {
        const { id } = connection.stored
        if (this.#options.hasEnded(id) || !connection.hasAskedPerson) connection.renewCredentials()
        return this.read(connection)
      }),
    )
  }

  /** Reads the keys of Regions that were not read since the app started. */
  async readNew(): Promise<void> {
    const all = (await this.#all()).filter(({ isNew }) => isNew)
    await Promise.all(
      all.map((connection) =>
        this.read(
          connection,
          connection.regions.filter(({ keys }) => keys.isNew),
        ),
      ),
    )
  }

  /** Failures become statuses. */
  async read(connection: OpenConnection, which?: readonly OpenRegion[]): Promise<void> {
    const { book, onChange, onGood } = this.#options
    const reading = connection.read(which)
    onChange()
    await reading
    // A disk that is full must not hide the keys: the accounts are known for as long as the app runs.
    await book.allow(connection, []).catch(() => {})
    if (connection.regions.some(({ keys }) => keys.status.state === 'read')) onGood(connection.stored.id)
    onChange()
  }

  /** Reads the key materials of keys that can have several, those in `first` before the others. Failures leave what is known. */
  async readRotations(first: ReadonlySet<string>): Promise<void> {
    await Promise.all((await this.#all()).map((connection) => connection.readRotations(first)))
  }

  async stopReading(): Promise<void> {
    for (const connection of await this.#options.book.opened()) connection.stopReading()
  }

  async rows(): Promise<readonly KeyRow[]> {
    await this.#showCached()
    return this.#options.rows.rows()
  }

  async changesSince(version: number): Promise<RowChanges> {
    await this.#showCached()
    return this.#options.rows.changesSince(version)
  }

  async rowOf({ connectionId, keyArn }: AwsKeyRef): Promise<KeyRow | null> {
    await this.#showCached()
    return this.#options.rows.row(connectionId, keyArn)
  }

  async sessionOf(ref: AwsKeyRef): Promise<KmsSession> {
    return (await this.#regionOf(ref)).session
  }

  async sessionIn(connectionId: string, region: string): Promise<KmsSession> {
    return (await this.#options.book.get(connectionId)).region(region).session
  }

  async welcome({ connectionId, keyArn }: AwsKeyRef): Promise<void> {
    const { book } = this.#options
    const account = parseKmsArn(keyArn)?.account
    await book.allow(await book.get(connectionId), account === undefined ? [] : [account])
  }

  async readAgain(ref: AwsKeyRef): Promise<KeyRow | null> {
    const { rows, cache, now, onChange } = this.#options
    const { session, region } = await this.#regionOf(ref)
    const { connectionId, keyArn } = ref
    const row = await readKey(session, { connectionId, keyArn, known: rows.row(connectionId, keyArn), now })
    if (row === null) {
      rows.remove(connectionId, [keyArn])
      await cache.dropOthers(connectionId, region, arnsIn(rows.rowsOf(connectionId), region))
    } else {
      rows.set(connectionId, [row])
      await cache.keep(connectionId, [row])
    }
    onChange()
    return row
  }

  async learnRotation({ connectionId, keyArn }: AwsKeyRef, rotation: KeyRotation): Promise<void> {
    const { rows, cache, onChange } = this.#options
    const row = rows.row(connectionId, keyArn)
    if (row === null || isSame(row.rotation, rotation)) return
    const learnt = { ...row, rotation }
    rows.set(connectionId, [learnt])
    await cache.keep(connectionId, [learnt])
    onChange()
  }

  /** Drops what is known of a connection's keys but for those in `regions`. */
  async forget(connectionId: string, regions: readonly string[]): Promise<void> {
    const { rows, cache } = this.#options
    const dropped = rows.rowsOf(connectionId).filter(({ region }) => !regions.includes(region ?? ''))
    rows.remove(
      connectionId,
      dropped.flatMap(({ arn }) => arn ?? []),
    )
    if (regions.length === 0) return cache.forget(connectionId)
    for (const region of new Set(dropped.flatMap((row) => row.region ?? [])))
      await cache.dropOthers(connectionId, region, [])
  }

  /** Throws CONNECTION_NOT_FOUND, INVALID_REQUEST, KMS_ACCOUNT_UNKNOWN. */
  async #regionOf({ connectionId, keyArn }: AwsKeyRef): Promise<OpenRegion> {
    const connection = await this.#options.book.get(connectionId)
    const arn = parseKmsArn(keyArn)
    if (arn?.resource !== 'key') throw new VaultError('INVALID_REQUEST', 'this is not the arn of a kms key')
    const isKnown = this.#options.rows.row(connectionId, keyArn) !== null
    if (!isKnown && !connection.stored.accounts.includes(arn.account))
      throw new VaultError('KMS_ACCOUNT_UNKNOWN', 'the account of this key belongs to no connection', {
        facts: { account: arn.account, keyArn },
      })
    return connection.region(arn.region)
  }

  async #all(): Promise<readonly OpenConnection[]> {
    return [...(await this.#options.book.all()).values()]
  }

  async #showCached(): Promise<void> {
    await Promise.all((await this.#all()).map((connection) => connection.showCached()))
  }
}

function arnsIn(rows: readonly KeyRow[], region: string): readonly string[] {
  return rows.flatMap((row) => (row.region === region ? (row.arn ?? []) : []))
}

function isSame(known: KeyRotation | null, read: KeyRotation): boolean {
  return (
    known !== null &&
    known.automatic === read.automatic &&
    known.periodDays === read.periodDays &&
    known.nextAt === read.nextAt &&
    known.lastAt === read.lastAt &&
    known.materials === read.materials &&
    known.onDemand === read.onDemand
  )
}
