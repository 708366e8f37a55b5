import type { Connection, ConnectionDraft, Profile } from '../../shared/model/connection.ts'
import type { AwsKeyRef, KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { parseKmsArn, type KeyArn } from '../keys/aws-kms/key-arn.ts'
import type { KmsSession } from '../keys/aws-kms/kms-session.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import { hasEnvironmentCredentials, listAwsProfiles } from './aws-profiles.ts'
import type { KeySessions } from './key-sessions.ts'
import { keyReachedBy } from './key-reached-by.ts'
import { OpenConnection, type OpenConnectionOptions } from './open-connection.ts'
import {
  checkedDraft,
  mostConnections,
  reachesElsewhere,
  type ConnectionStorage,
  type StoredConnections,
} from './stored-connections.ts'

export interface ConnectionsOptions extends OpenConnectionOptions {
  readonly storage: ConnectionStorage
  readonly newId: () => string
}

type OpenConnections = ReadonlyMap<string, OpenConnection>

/** A way to a key that a header names: through which connection, and the ARN to ask for there. */
export interface WayToKey {
  readonly connection: Connection
  readonly calls: KmsCalls
  /** The ARN of the header, or of the replica in the connection's Region. */
  readonly keyArn: KeyArn
}

/**
 * The connections to AWS of this profile. Starting costs nothing: the document is read at the first use, and nothing is
 * sent before keys are read or used. A client exists only for a connection a person made, never for a header's Region.
 */
export class Connections implements KeySessions {
  readonly #options: ConnectionsOptions
  readonly #listeners = new Set<() => void>()
  #opened: Promise<OpenConnections> | null = null
  #lastChange: Promise<void> = Promise.resolve()
  /** Accounts were allowed that no document holds yet. */
  #isUnsaved = false

  constructor(options: ConnectionsOptions) {
    this.#options = options
  }

  async list(): Promise<readonly Connection[]> {
    return [...(await this.#all()).values()].map((connection) => connection.shown())
  }

  /** Adds a connection, or changes the one called `id`, and begins to read its keys. Throws INVALID_REQUEST. */
  async save(id: string | null, draft: ConnectionDraft): Promise<Connection> {
    const checked = checkedDraft(draft)
    const before = id === null ? null : await this.#get(id)
    const kept = before === null || reachesElsewhere(before.stored, checked) ? [] : before.stored.accounts
    const stored = { id: id ?? this.#options.newId(), ...checked, accounts: kept }
    const connection = new OpenConnection(stored, this.#options)
    await this.#change((all) => new Map(all).set(stored.id, connection))
    before?.close()
    void this.#read(connection)
    return connection.shown()
  }

  /** Forgets a connection. Throws CONNECTION_NOT_FOUND. */
  async remove(id: string): Promise<void> {
    const connection = await this.#get(id)
    await this.#change((all) => new Map([...all].filter(([other]) => other !== id)))
    connection.close()
  }

  /** Lets headers ask this connection for keys of an account that owns none of the listed ones. */
  async allowAccount(id: string, account: string): Promise<void> {
    await this.#allow(await this.#get(id), [account])
  }

  /** Reads the keys of every connection again, with credentials read anew. Failures become statuses. */
  async readAll(): Promise<void> {
    const all = await this.#all()
    await Promise.all([...all.values()].map((connection) => this.#read(connection)))
  }

  /** Reads the keys of connections that were not read since the app started. */
  async readNew(): Promise<void> {
    const unread = [...(await this.#all()).values()].filter(({ status }) => status.state === 'notRead')
    await Promise.all(unread.map((connection) => this.#read(connection)))
  }

  /** The keys of all connections as last read. */
  async rows(): Promise<readonly KeyRow[]> {
    return [...(await this.#all()).values()].flatMap((connection) => connection.rows)
  }

  /** The ways to a key: its own Region first, then replicas. Empty where its account belongs to no connection. */
  async waysTo(keyArn: KeyArn): Promise<readonly WayToKey[]> {
    const arn = parseKmsArn(keyArn)
    if (arn === null) return []
    const ways = [...(await this.#all()).values()].flatMap((connection) => {
      const reached = keyReachedBy({ ...connection.stored, region: connection.stored.regions[0] ?? '' }, arn)
      if (reached === null) return []
      return [{ connection: connection.shown(), calls: connection.calls, keyArn: reached }]
    })
    return ways.toSorted((a, b) => Number(b.keyArn === keyArn) - Number(a.keyArn === keyArn))
  }

  async sessionOf(ref: AwsKeyRef): Promise<KmsSession> {
    return (await this.#get(ref.connectionId)).session
  }

  async sessionIn(connectionId: string): Promise<KmsSession> {
    return (await this.#get(connectionId)).session
  }

  async rowOf(ref: AwsKeyRef): Promise<KeyRow | null> {
    return (await this.rows()).find(({ arn }) => arn === ref.keyArn) ?? null
  }

  async readAgain(ref: AwsKeyRef): Promise<KeyRow | null> {
    return await this.rowOf(ref)
  }

  /** The profiles of the shared AWS config files, and whether the environment holds an access key. */
  async sources(): Promise<{ profiles: readonly Profile[]; environment: boolean }> {
    const { environment } = this.#options
    return {
      profiles: await listAwsProfiles(environment),
      environment: hasEnvironmentCredentials(environment),
    }
  }

  /** Called after a connection, its status or its keys changed. Returns the unsubscriber. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Stops readings that are under way. */
  async close(): Promise<void> {
    for (const connection of (await this.#all()).values()) connection.close()
  }

  #all(): Promise<OpenConnections> {
    if (this.#opened === null) {
      const opened = this.#options.storage.read().then((document) => this.#openAll(document))
      this.#opened = opened
      // A document that could not be read now, for want of rights, say, is tried again by the next call.
      opened.catch(() => {
        this.#opened = null
      })
    }
    return this.#opened
  }

  #openAll(document: StoredConnections | undefined): OpenConnections {
    const all = document?.connections ?? []
    return new Map(all.map((stored) => [stored.id, new OpenConnection(stored, this.#options)]))
  }

  async #get(id: string): Promise<OpenConnection> {
    const connection = (await this.#all()).get(id)
    if (connection === undefined) {
      throw new VaultError('CONNECTION_NOT_FOUND', 'this connection no longer exists; choose another')
    }
    return connection
  }

  /** Changes come one after another, and are seen once they are on disk. */
  #change(edit: (all: OpenConnections) => OpenConnections): Promise<void> {
    const change = this.#lastChange.then(() => this.#changeNow(edit))
    this.#lastChange = change.catch(() => {})
    return change
  }

  async #changeNow(edit: (all: OpenConnections) => OpenConnections): Promise<void> {
    const all = edit(await this.#all())
    if (all.size > mostConnections)
      throw new VaultError('INVALID_REQUEST', 'these are too many connections; remove one first', {
        facts: { limit: mostConnections },
      })
    const connections = [...all.values()].map((connection) => connection.stored)
    await this.#options.storage.write({ version: 1, connections })
    this.#isUnsaved = false
    this.#opened = Promise.resolve(all)
    this.#changed()
  }

  async #allow(connection: OpenConnection, accounts: readonly string[]): Promise<void> {
    if (connection.allow(accounts)) this.#isUnsaved = true
    if (this.#isUnsaved) await this.#change((all) => all)
  }

  async #read(connection: OpenConnection): Promise<void> {
    const reading = connection.read()
    this.#changed()
    // A disk that is full must not hide the keys: the accounts are known for as long as the app runs.
    await this.#allow(connection, await reading).catch(() => {})
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
