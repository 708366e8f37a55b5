import type {
  Connection,
  ConnectionDraft,
  CredentialQuestion,
  Profile,
} from '../../shared/model/connection.ts'
import type { AwsKeyRef, KeyRotation, KeyRow } from '../../shared/model/key.ts'
import { parseKmsArn, type KeyArn } from '../keys/aws-kms/key-arn.ts'
import type { KeyCache } from '../keys/aws-kms/key-cache.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import type { KmsSession, KmsSessionLimits } from '../keys/aws-kms/kms-session.ts'
import { RequestPaces } from '../keys/aws-kms/pace/request-paces.ts'
import { hasEnvironmentCredentials, listAwsProfiles, type Environment } from './aws-profiles.ts'
import { ConnectionBook } from './connection-book.ts'
import { ConnectionChanges, type TypedSecret } from './connection-changes.ts'
import { ConnectionKeys } from './connection-keys.ts'
import { ConnectionSignIns } from './connection-sign-ins.ts'
import { CredentialStates, type CredentialState } from './credential-state.ts'
import { keyReachedBy } from './key-reached-by.ts'
import { KeyRowBook, type RowChanges } from './key-row-book.ts'
import type { KeySessions } from './key-sessions.ts'
import { OpenConnection, type ConnectionSurroundings } from './open-connection.ts'
import { QuestionDesk } from './question-desk.ts'
import { RefusedKeys } from './refused-keys.ts'
import { SealedSecrets, type SecretKeeper } from './sealed-secrets.ts'
import type { ConnectionStorage, StoredConnection } from './stored-connections.ts'
import { watchConfigFiles } from './watch-config-files.ts'

export interface ConnectionsOptions {
  readonly storage: ConnectionStorage
  readonly newId: () => string
  readonly environment: Environment
  readonly now: () => Date
  readonly limits?: Partial<KmsSessionLimits> | undefined
  readonly cache: KeyCache
  readonly keeper: SecretKeeper
  /** Hands an address of single sign-on, checked against its hosts, to the system's browser. */
  readonly openPage: (url: string) => Promise<void>
}

/** A way to a key that a header names: through which connection, and the ARN to ask for there. */
export interface WayToKey {
  readonly connection: Connection
  readonly calls: KmsCalls
  /** The ARN of the header, or of the replica in one of the connection's Regions. */
  readonly keyArn: KeyArn
}

/**
 * The connections to AWS of this profile. Starting costs nothing: the document is read at the first use, and nothing is
 * sent before keys are read or used. A client exists only for a connection a person made, never for a header's Region.
 */
export class Connections implements KeySessions, CredentialState {
  readonly #options: ConnectionsOptions
  readonly #listeners = new Set<() => void>()
  readonly #questionListeners = new Set<() => void>()
  readonly #around: ConnectionSurroundings
  readonly #rows = new KeyRowBook()
  readonly #states = new CredentialStates()
  readonly #book: ConnectionBook
  readonly #keys: ConnectionKeys
  readonly #changes: ConnectionChanges
  /** Signing in and out. */
  readonly signIns: ConnectionSignIns
  #stopWatching: (() => void) | null = null

  constructor(options: ConnectionsOptions) {
    this.#options = options
    const { environment, now, limits, cache, keeper, openPage, newId } = options
    const onChange = () => this.#changed()
    this.#around = {
      environment,
      now,
      limits,
      cache,
      openPage,
      onChange,
      onFailure: (connectionId, failure) => refused.noted(connectionId, failure),
      paces: new RequestPaces(),
      book: this.#rows,
      states: this.#states,
      secrets: new SealedSecrets(keeper),
      questions: new QuestionDesk({
        newId,
        onChange: () => this.#questionListeners.forEach((tell) => tell()),
      }),
    }
    const open = (stored: StoredConnection) => new OpenConnection(stored, this.#around)
    const book = new ConnectionBook({ storage: options.storage, open, onChange })
    const states = this.#states
    const keys = new ConnectionKeys({
      book,
      rows: this.#rows,
      cache,
      now,
      onChange,
      hasEnded: (id) => states.hasEnded(id),
      onGood: (id) => {
        if (states.hasEnded(id)) states.markUsable(id)
      },
    })
    const refused = new RefusedKeys({
      rowOf: ({ connectionId, keyArn }) => this.#rows.row(connectionId, keyArn),
      readAgain: (ref) => keys.readAgain(ref),
      now,
    })
    this.#book = book
    this.#keys = keys
    this.#changes = new ConnectionChanges({
      book,
      keys,
      newId,
      secrets: this.#around.secrets,
      states,
      open,
      onChange,
    })
    this.signIns = new ConnectionSignIns({
      book,
      states,
      onChange,
      readKeys: (connection) => keys.read(connection),
    })
  }

  async list(): Promise<readonly Connection[]> {
    const all = [...(await this.#book.all()).values()]
    this.#watch()
    await Promise.all(all.map((connection) => connection.sso?.look()))
    return all.map((connection) => connection.shown())
  }

  /** Adds a connection, or changes the one called `id`, as `ConnectionChanges.save`. */
  save(id: string | null, draft: ConnectionDraft, secret: TypedSecret | null = null): Promise<Connection> {
    return this.#changes.save(id, draft, secret)
  }

  /** Forgets a connection and what is sealed for it. Throws CONNECTION_NOT_FOUND. */
  remove(id: string): Promise<void> {
    return this.#changes.remove(id)
  }

  /** Lets headers ask this connection for keys of an account that owns none of the listed ones. */
  async allowAccount(id: string, account: string): Promise<void> {
    await this.#book.allow(await this.#book.get(id), [account])
  }

  /** The ways to a key: its own Region first, then replicas. Empty where its account belongs to no connection. */
  async waysTo(keyArn: KeyArn): Promise<readonly WayToKey[]> {
    const arn = parseKmsArn(keyArn)
    if (arn === null) return []
    const ways = [...(await this.#book.all()).values()].flatMap((connection) =>
      connection.regions.flatMap(({ region, calls }) => {
        const reached = keyReachedBy({ region, accounts: connection.stored.accounts }, arn)
        return reached === null ? [] : [{ connection: connection.shown(), calls, keyArn: reached }]
      }),
    )
    return ways.toSorted((a, b) => Number(b.keyArn === keyArn) - Number(a.keyArn === keyArn))
  }

  /** The profiles of the shared AWS config files, and whether the environment holds an access key. */
  async sources(): Promise<{ profiles: readonly Profile[]; environment: boolean }> {
    const { environment } = this.#options
    this.#watch()
    return {
      profiles: await listAwsProfiles(environment),
      environment: hasEnvironmentCredentials(environment),
    }
  }

  /** What Connections know of one connection, for what is done with it as a whole. Throws CONNECTION_NOT_FOUND. */
  async opened(id: string): Promise<OpenConnection> {
    return this.#book.get(id)
  }

  questions(): readonly CredentialQuestion[] {
    return this.#around.questions.list()
  }

  /** `code` null: the person would rather not. */
  answer(questionId: string, code: string | null): void {
    this.#around.questions.answer(questionId, code)
  }

  hasEnded(connectionId: string): boolean {
    return this.#states.hasEnded(connectionId)
  }

  onUsable(connectionId: string, listener: () => void): () => void {
    return this.#states.onUsable(connectionId, listener)
  }

  waitUntilUsable(connectionId: string, signal?: AbortSignal): Promise<void> {
    return this.#states.waitUntilUsable(connectionId, signal)
  }

  /** Reads the keys of every connection again, with credentials read anew. Failures become statuses. */
  readAll(): Promise<void> {
    return this.#keys.readAll()
  }

  /** Reads the keys of Regions that were not read since the app started. */
  readNew(): Promise<void> {
    return this.#keys.readNew()
  }

  /** Reads the key materials of keys that can have several, those in `first` before the others. Failures leave what is known. */
  readRotations(first: ReadonlySet<string>): Promise<void> {
    return this.#keys.readRotations(first)
  }

  /** Ends readings that are under way; what was read stays. */
  stopReading(): Promise<void> {
    return this.#keys.stopReading()
  }

  rows(): Promise<readonly KeyRow[]> {
    return this.#keys.rows()
  }

  /** The rows that changed since a version, for the page. 0: all of them. */
  changesSince(version: number): Promise<RowChanges> {
    return this.#keys.changesSince(version)
  }

  rowOf(ref: AwsKeyRef): Promise<KeyRow | null> {
    return this.#keys.rowOf(ref)
  }

  readAgain(ref: AwsKeyRef): Promise<KeyRow | null> {
    return this.#keys.readAgain(ref)
  }

  sessionOf(ref: AwsKeyRef): Promise<KmsSession> {
    return this.#keys.sessionOf(ref)
  }

  sessionIn(connectionId: string, region: string): Promise<KmsSession> {
    return this.#keys.sessionIn(connectionId, region)
  }

  learnRotation(ref: AwsKeyRef, rotation: KeyRotation): Promise<void> {
    return this.#keys.learnRotation(ref, rotation)
  }

  welcome(ref: AwsKeyRef): Promise<void> {
    return this.#keys.welcome(ref)
  }

  async accountOf(connectionId: string): Promise<string | null> {
    const connection = await this.#book.get(connectionId)
    const { endpoint, stsEndpoint } = connection.stored
    // An emulator's keys do not go to AWS.
    if (connection.identity !== null || (endpoint !== null && stsEndpoint === null)) {
      return connection.identity?.account ?? null
    }
    const identity = await connection.identify().catch(() => null)
    return identity?.account ?? null
  }

  /** Called after a connection, its status or its keys changed. Returns the unsubscriber. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Called when a question came, was answered or is void. Returns the unsubscriber. */
  onQuestions(listener: () => void): () => void {
    this.#questionListeners.add(listener)
    return () => this.#questionListeners.delete(listener)
  }

  /** Stops readings, sign-ins and questions that are under way. */
  async close(): Promise<void> {
    this.#stopWatching?.()
    for (const connection of await this.#book.opened()) connection.close()
  }

  /** From the first use on, so that starting the app costs nothing. */
  #watch(): void {
    this.#stopWatching ??= watchConfigFiles(
      this.#options.environment,
      () => void this.signIns.profilesChanged(),
    )
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
