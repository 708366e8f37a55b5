import type { Connection, Identity } from '../../shared/model/connection.ts'
import type { KeyRow } from '../../shared/model/key.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { KeyCache } from '../keys/aws-kms/key-cache.ts'
import type { KmsCalls } from '../keys/aws-kms/kms-calls.ts'
import { KmsSession, type KmsSessionLimits } from '../keys/aws-kms/kms-session.ts'
import type { RequestPaces } from '../keys/aws-kms/pace/request-paces.ts'
import { SdkKmsCalls } from '../keys/aws-kms/sdk-kms-calls.ts'
import type { Environment } from './aws-profiles.ts'
import { ConnectionCredentials } from './connection-credentials.ts'
import type { CredentialStates } from './credential-state.ts'
import { credentialsOf } from './credentials-of.ts'
import { checkedEndpoint } from './endpoint-rule.ts'
import type { KeyRowBook } from './key-row-book.ts'
import type { QuestionDesk } from './question-desk.ts'
import { RegionKeys } from './region-keys.ts'
import type { SealedSecrets } from './sealed-secrets.ts'
import { SsoSession } from './sso/sso-session.ts'
import { accountId, type StoredConnection } from './stored-connections.ts'
import { callerIdentity, stsPlaceOf } from './sts-calls.ts'
import { togetherRotations, togetherStatus } from './together-status.ts'

/** What all connections share. */
export interface ConnectionSurroundings {
  readonly environment: Environment
  readonly now: () => Date
  readonly limits?: Partial<KmsSessionLimits> | undefined
  readonly paces: RequestPaces
  readonly cache: KeyCache
  readonly book: KeyRowBook
  readonly states: CredentialStates
  readonly questions: QuestionDesk
  readonly secrets: SealedSecrets
  /** Hands an address of single sign-on to the system's browser. */
  readonly openPage: (url: string) => Promise<void>
  /** A call through the connection called `connectionId` failed. */
  readonly onFailure: (connectionId: string, failure: VaultError) => void
  /** Something that `shown` tells, or a row, changed. */
  readonly onChange: () => void
}

/** One Region of a connection in use. */
export interface OpenRegion {
  readonly region: string
  readonly session: KmsSession
  readonly calls: KmsCalls
  readonly keys: RegionKeys
}

/**
 * A connection in use: one client a Region, one set of credentials for all of them, and the keys it was last seen to
 * hold. Nothing is sent until `read`, a sign-in or a key call.
 */
export class OpenConnection {
  readonly credentials: ConnectionCredentials
  readonly sso: SsoSession | null
  readonly regions: readonly OpenRegion[]
  readonly #around: ConnectionSurroundings
  #stored: StoredConnection
  #saved: StoredConnection
  #identity: Identity | null = null
  #identityIsOld = false
  #hasAskedPerson = false
  #fromCache: Promise<void> | null = null
  #stopReading = new AbortController()

  constructor(stored: StoredConnection, around: ConnectionSurroundings) {
    this.#stored = stored
    this.#saved = stored
    this.#around = around
    this.sso = ssoOf(stored, around)
    this.credentials = new ConnectionCredentials({
      make: () => this.#provider(),
      now: around.now,
      onEnded: () => {
        if (around.states.markEnded(stored.id)) around.onChange()
      },
    })
    this.regions = stored.regions.map((region) => this.#openRegion(region))
  }

  /** The connection as it is kept. */
  get stored(): StoredConnection {
    return this.#stored
  }

  /** Accounts were allowed that no document holds yet. */
  get isUnsaved(): boolean {
    return this.#saved !== this.#stored
  }

  /** These stand in the document now. */
  wasSaved(written: readonly StoredConnection[]): void {
    if (written.includes(this.#stored)) this.#saved = this.#stored
  }

  get identity(): Identity | null {
    return this.#identity
  }

  /** The keys as last read, also from the cache. */
  get rows(): readonly KeyRow[] {
    return this.#around.book.rowsOf(this.#stored.id)
  }

  /** The credentials in use were given by a person's word: to forget them is to ask again. */
  get hasAskedPerson(): boolean {
    return this.#hasAskedPerson
  }

  get isNew(): boolean {
    return this.regions.some(({ keys }) => keys.isNew)
  }

  shown(): Connection {
    const { states } = this.#around
    const hasEnded = states.hasEnded(this.#stored.id)
    const signIn = this.sso?.status ?? (hasEnded ? { state: 'needed' as const } : { state: 'none' as const })
    const ends = this.sso === null ? this.credentials.endsAt?.toISOString() : this.sso.endsAt
    return {
      ...this.#stored,
      status: togetherStatus(this.regions.map(({ keys }) => keys.status)),
      regionStatus: this.regions.map(({ region, keys }) => ({ region, status: keys.status })),
      identity: this.#identity,
      signIn,
      sessionEndsAt: ends ?? null,
      rotationProgress: togetherRotations(this.regions.flatMap(({ keys }) => keys.rotationProgress ?? [])),
      offline: this.regions.every(({ keys }) => keys.isUnreachable),
    }
  }

  /** Throws INVALID_REQUEST where the Region is none of the connection's. */
  region(name: string): OpenRegion {
    const found = this.regions.find(({ region }) => region === name)
    if (found !== undefined) return found
    throw new VaultError(
      'INVALID_REQUEST',
      'this connection does not reach that region; add it in settings',
      {
        facts: { region: name, connection: this.#stored.name },
      },
    )
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

  /** Shows what the cache knows of the connection's Regions. Once; never throws. */
  showCached(): Promise<void> {
    this.#fromCache ??= this.#readCache()
    return this.#fromCache
  }

  /** Reads the keys of its Regions, once at a time. Failures become statuses. */
  async read(which: readonly OpenRegion[] = this.regions): Promise<void> {
    await this.showCached()
    if (this.#stopReading.signal.aborted) this.#stopReading = new AbortController()
    const { signal } = this.#stopReading
    await Promise.all(which.map(({ keys }) => keys.read(signal)))
    await this.#learnIdentity(signal)
  }

  /** Asks STS who the credentials are. Throws the SDK's errors. */
  async identify(signal?: AbortSignal): Promise<Identity> {
    this.#identity = await callerIdentity(stsPlaceOf(this.#stored), this.credentials.provider, signal)
    this.#identityIsOld = false
    this.allow([this.#identity.account])
    return this.#identity
  }

  /** Reads the key materials of keys that can have several, those in `first` before the others. Failures leave what is known. */
  async readRotations(first: ReadonlySet<string>): Promise<void> {
    await this.showCached()
    if (this.#stopReading.signal.aborted) this.#stopReading = new AbortController()
    const { signal } = this.#stopReading
    await Promise.all(
      this.regions.map(({ keys }) => keys.readRotations(first, signal).catch(() => undefined)),
    )
  }

  /** The next call reads credentials anew, and asks a person again where it must. Calls under way go on. */
  renewCredentials(): void {
    this.credentials.forget()
    this.#identityIsOld = true
    this.#hasAskedPerson = false
    for (const { session } of this.regions) session.forgetClient()
  }

  /** Stops readings that are under way; what was read stays. */
  stopReading(): void {
    this.#stopReading.abort()
  }

  /** For good. Calls with a data key in them are not cut off. */
  close(): void {
    this.stopReading()
    // What a call that is under way finds out about these credentials says nothing of the connection's next ones.
    this.credentials.forget()
    for (const { keys } of this.regions) keys.close()
    this.sso?.cancel()
    this.#around.questions.drop(this.#stored.id)
  }

  async #provider() {
    const { environment, secrets, questions } = this.#around
    const { id, name } = this.#stored
    return credentialsOf({
      connectionId: id,
      draft: this.#stored,
      environment,
      secrets,
      sso: this.sso,
      askForCode: (serial) => {
        this.#hasAskedPerson = true
        return questions.askForCode({ connectionId: id, connectionName: name, serial })
      },
    })
  }

  #openRegion(region: string): OpenRegion {
    const { limits, paces, book, cache, now, onFailure, onChange } = this.#around
    const { id, name, endpoint } = this.#stored
    const session = new KmsSession({
      name,
      region,
      endpoint,
      // The document may have been edited by hand: its endpoint is held to the rule before a client exists.
      credentials: async () => {
        checkedEndpoint(endpoint)
        return this.credentials.provider
      },
      limits,
      paces,
      account: () => this.#identity?.account ?? null,
      known: (keyArn) => book.row(id, keyArn),
      watch: () => {
        const ofCredentials = this.credentials.watch()
        return (failure) => {
          ofCredentials(failure)
          onFailure(id, failure)
        }
      },
    })
    const onAccounts = (accounts: readonly string[]): void => void this.allow(accounts)
    const keys = new RegionKeys({ connectionId: id, region, session, book, cache, now, onAccounts, onChange })
    return { region, session, calls: new SdkKmsCalls(session), keys }
  }

  async #readCache(): Promise<void> {
    const { cache, book } = this.#around
    const { id, regions } = this.#stored
    const known = await cache.rows(id).catch(() => [])
    const wanted = known.filter(
      ({ arn, region }) => regions.includes(region ?? '') && book.row(id, arn ?? '') === null,
    )
    book.set(id, wanted)
  }

  /** Who this is, where it can be asked without an emulator's keys going to AWS. A refusal costs only the name. */
  async #learnIdentity(signal: AbortSignal): Promise<void> {
    const { endpoint, stsEndpoint } = this.#stored
    const hasRead = this.regions.some(({ keys }) => keys.status.state === 'read')
    const isKnown = this.#identity !== null && !this.#identityIsOld
    if (isKnown || !hasRead || (endpoint !== null && stsEndpoint === null)) return
    await this.identify(signal).catch(() => undefined)
  }
}

function ssoOf(stored: StoredConnection, around: ConnectionSurroundings): SsoSession | null {
  const { credentials, signInEndpoint, id: connectionId } = stored
  if (credentials.from !== 'sso') return null
  const { startUrl, ssoRegion } = credentials
  const { secrets, openPage, now, onChange } = around
  return new SsoSession({
    connectionId,
    startUrl,
    ssoRegion,
    signInEndpoint,
    secrets,
    openPage,
    now,
    onChange,
  })
}
