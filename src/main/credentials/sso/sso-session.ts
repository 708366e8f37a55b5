import { setTimeout as pause } from 'node:timers/promises'
import type { SignInStatus, SsoRole } from '../../../shared/model/connection.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import type { SealedSecrets, SsoSecret } from '../sealed-secrets.ts'
import type { AwsCredentials } from '../sts-calls.ts'
import { createToken, registerClient, type SsoToken } from './oidc-calls.ts'
import { listSsoRoles, ssoLogout, ssoRoleCredentials } from './portal-calls.ts'
import { signInWithBrowser, signInWithDevice } from './sign-in.ts'
import { ssoPlace, type SsoSettings } from './sso-place.ts'

export interface SsoSessionOptions extends SsoSettings {
  readonly connectionId: string
  readonly secrets: SealedSecrets
  /** Hands an address that was checked to the system's browser. */
  readonly openPage: (url: string) => Promise<void>
  readonly now: () => Date
  readonly onChange: () => void
}

/** A token or registration that ends sooner than this is renewed first, milliseconds. */
const margin = 5 * 60_000
/** Milliseconds that a look waits for the keystore: a keychain that asks a person for a password takes as long as it takes. */
const patience = 250

/**
 * One connection's sign-in with IAM Identity Center. Registration and tokens stand in the keystore and nowhere else; a
 * token is renewed before it ends for as long as the service lets it. Methods throw VaultError: KMS_CREDENTIALS_EXPIRED
 * where a person has to sign in, SECRET_NOT_KEPT where the keystore is not open.
 */
export class SsoSession {
  readonly #options: SsoSessionOptions
  #secret: SsoSecret | null = null
  #isLoaded = false
  #loading: Promise<SsoSecret | null> | null = null
  /** When a token was last renewed for being looked at: a network that is away is not asked at every look. */
  #lookedAt = 0
  #status: SignInStatus = { state: 'needed' }
  #signingIn: AbortController | null = null
  #renewing: Promise<string> | null = null

  constructor(options: SsoSessionOptions) {
    this.#options = options
  }

  get status(): SignInStatus {
    return this.#status.state === 'signedIn' ? this.#standing() : this.#status
  }

  /** When the token ends, or ended; null where there is none. */
  get endsAt(): string | null {
    return this.#secret?.token?.endsAt ?? null
  }

  /** Signs in and keeps what came of it. True where it worked; else the status says why not. One sign-in at a time. */
  async signIn(by: 'browser' | 'device'): Promise<boolean> {
    this.cancel()
    const signing = new AbortController()
    this.#signingIn = signing
    try {
      const client = await this.#client(by, signing.signal)
      const token = await this.#ask(by, client, signing.signal)
      await this.#keep(client, token)
      return true
    } catch (error) {
      if (this.#signingIn === signing) this.#signInFailed(error)
      return false
    } finally {
      if (this.#signingIn === signing) this.#signingIn = null
    }
  }

  /** Gives up a sign-in that is under way. */
  cancel(): void {
    const signing = this.#signingIn
    this.#signingIn = null
    if (signing === null) return
    signing.abort()
    this.#set(this.#standing())
  }

  /** Forgets the tokens, here and at the service. */
  async signOut(): Promise<void> {
    this.cancel()
    const secret = await this.#load()
    // Before anything is waited for: a token that is renewed just now must not come back.
    this.#secret = null
    await this.#options.secrets.drop(this.#options.connectionId, 'sso').catch((error: unknown) => {
      this.#secret = secret
      throw error
    })
    this.#secret = null
    this.#set({ state: 'needed' })
    const accessToken = secret?.token?.accessToken
    if (accessToken !== undefined) await ssoLogout({ place: this.#place(), accessToken })
  }

  async roles(): Promise<SsoRole[]> {
    return listSsoRoles({ place: this.#place(), accessToken: await this.#accessToken() }).catch((error) =>
      this.#noticed(error),
    )
  }

  async credentials(choice: { readonly account: string; readonly role: string }): Promise<AwsCredentials> {
    const accessToken = await this.#accessToken()
    return ssoRoleCredentials({ place: this.#place(), accessToken }, choice).catch((error) =>
      this.#noticed(error),
    )
  }

  /**
   * Reads what an earlier run of the app kept, so that the status is true, and has a token that ends soon renewed behind.
   * What comes late is told as a change. Never throws.
   */
  async look(): Promise<void> {
    const looked = this.#load().then(
      (secret) => this.#renewSoon(secret),
      () => undefined,
    )
    await Promise.race([looked, pause(patience, undefined, { ref: false })])
  }

  #renewSoon(secret: SsoSecret | null): void {
    const token = secret?.token ?? null
    if (token === null || this.#msUntil(token.endsAt) > margin || this.#renewing !== null) return
    const now = this.#options.now().getTime()
    if (now - this.#lookedAt < margin / 5) return
    this.#lookedAt = now
    void this.#accessToken().catch(() => undefined)
  }

  async #accessToken(): Promise<string> {
    const secret = await this.#load()
    const token = secret?.token ?? null
    if (secret === null || token === null) throw signedOut()
    if (this.#msUntil(token.endsAt) > margin) return token.accessToken
    if (token.refreshToken === null || this.#msUntil(secret.client.endsAt) <= 0) {
      if (this.#msUntil(token.endsAt) > 0) return token.accessToken
      this.#set({ state: 'needed' })
      throw signedOut()
    }
    this.#renewing ??= this.#renew(secret, token.refreshToken).finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renew(secret: SsoSecret, refreshToken: string): Promise<string> {
    const { client, token: before } = secret
    const grant = { grantType: 'refresh_token', refreshToken } as const
    // The token that is still good may be used to its end, whatever became of the next one.
    const stillGood = (): string | null =>
      before !== null && this.#msUntil(before.endsAt) > 0 ? before.accessToken : null
    const token = await createToken({ place: this.#place() }, client, grant).catch((error: unknown) => {
      if (stillGood() === null) throw error
      return null
    })
    if (this.#secret !== secret) throw signedOut()
    if (token !== null && typeof token !== 'string') {
      await this.#keep(client, { refreshToken, ...token })
      return token.accessToken
    }
    const good = stillGood()
    if (good !== null) return good
    // The session is over at the service.
    this.#set({ state: 'needed' })
    throw signedOut()
  }

  #ask(by: 'browser' | 'device', client: SsoSecret['client'], abort: AbortSignal): Promise<SsoToken> {
    const run = by === 'browser' ? signInWithBrowser : signInWithDevice
    return run({
      place: this.#place(),
      client,
      openPage: this.#options.openPage,
      onStep: (step) => this.#set({ state: 'waiting', by, ...step }),
      signal: abort,
    })
  }

  /** The registration that is kept, or a new one. Kept before anything else, so that a closed keystore is found out first. */
  async #client(by: 'browser' | 'device', abort: AbortSignal): Promise<SsoSecret['client']> {
    const secret = await this.#load()
    if (secret?.client.by === by && this.#msUntil(secret.client.endsAt) > margin) return secret.client
    const { connectionId, secrets } = this.#options
    const place = this.#place()
    const { clientId, clientSecret, clientSecretExpiresAt } = await registerClient(
      { place, signal: abort },
      by,
    )
    const endsAt = new Date(clientSecretExpiresAt * 1000).toISOString()
    const client = { clientId, clientSecret, endsAt, by }
    const kept: SsoSecret = { place: placeName(this.#options), client, token: secret?.token ?? null }
    await secrets.put(connectionId, 'sso', kept)
    this.#secret = kept
    return client
  }

  async #keep(
    client: SsoSecret['client'],
    { accessToken, expiresIn, refreshToken }: SsoToken,
  ): Promise<void> {
    const { connectionId, secrets, now } = this.#options
    const endsAt = new Date(now().getTime() + expiresIn * 1000).toISOString()
    const token = { accessToken, endsAt, refreshToken: refreshToken ?? null }
    const kept: SsoSecret = { place: placeName(this.#options), client, token }
    await secrets.put(connectionId, 'sso', kept)
    this.#secret = kept
    this.#set({ state: 'signedIn', endsAt })
  }

  async #load(): Promise<SsoSecret | null> {
    if (this.#isLoaded) return this.#secret
    this.#loading ??= this.#loadOnce().finally(() => {
      this.#loading = null
    })
    return this.#loading
  }

  async #loadOnce(): Promise<SsoSecret | null> {
    const kept = await this.#options.secrets.get(this.#options.connectionId, 'sso')
    // What was kept for another place is of no use here, and never sent there.
    this.#secret = kept?.place === placeName(this.#options) ? kept : null
    this.#isLoaded = true
    if (this.#signingIn === null) this.#set(this.#standing())
    return this.#secret
  }

  #standing(): SignInStatus {
    const token = this.#secret?.token ?? null
    if (token === null) return { state: 'needed' }
    const isOver = this.#msUntil(token.endsAt) <= 0 && token.refreshToken === null
    return isOver ? { state: 'needed' } : { state: 'signedIn', endsAt: token.endsAt }
  }

  #signInFailed(error: unknown): void {
    const isCancelled = isVaultError(error) && error.code === 'CANCELLED'
    this.#set(isCancelled ? this.#standing() : { state: 'failed', problem: problemOf(error) })
  }

  /** The service does not know the token any more: somebody ended the session there. */
  #noticed(error: unknown): never {
    if (isVaultError(error) && error.code === 'KMS_CREDENTIALS_EXPIRED') {
      this.#secret = this.#secret === null ? null : { ...this.#secret, token: null }
      this.#set({ state: 'needed' })
    }
    throw error
  }

  #place(): ReturnType<typeof ssoPlace> {
    return ssoPlace(this.#options)
  }

  #msUntil(date: string): number {
    return new Date(date).getTime() - this.#options.now().getTime()
  }

  #set(status: SignInStatus): void {
    if (JSON.stringify(status) === JSON.stringify(this.#status)) return
    this.#status = status
    this.#options.onChange()
  }
}

const placeName = ({ startUrl, ssoRegion, signInEndpoint }: SsoSettings): string =>
  JSON.stringify([startUrl, ssoRegion, signInEndpoint])

function signedOut(): VaultError {
  return new VaultError('KMS_CREDENTIALS_EXPIRED', 'nobody is signed in; sign in again')
}
