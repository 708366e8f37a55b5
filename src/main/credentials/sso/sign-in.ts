import { createHash, randomBytes } from 'node:crypto'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import {
  authorizationPage,
  createToken,
  refused,
  startDeviceAuthorization,
  type Asking,
  type SsoClient,
  type SsoToken,
} from './oidc-calls.ts'
import { startRedirectServer } from './redirect-server.ts'
import { sleep, type Sleep } from './sleep.ts'
import { isPageOf, type SsoPlace } from './sso-place.ts'

/** What a person is to do now. */
export interface SignInStep {
  readonly url: string
  /** To be typed at `url`; null where the browser knows everything. */
  readonly userCode: string | null
}

export interface SignIn {
  readonly place: SsoPlace
  readonly client: Pick<SsoClient, 'clientId' | 'clientSecret'>
  /** Hands a checked address to the system's browser. */
  readonly openPage: (url: string) => Promise<void>
  readonly onStep: (step: SignInStep) => void
  readonly signal: AbortSignal
  /** How the pauses between two questions pass; the clock's own where there is none. */
  readonly wait?: Sleep
}

/** Milliseconds that a person may take in the browser. */
const patience = 10 * 60_000
/** Seconds between two questions where the service names none, and what `slow_down` adds. RFC 8628 sections 3.2 and 3.5. */
const usualInterval = 5
const slowDown = 5
/** The longest pause that failures bring about, seconds. */
const longestPause = 30

/**
 * Signs in with the system's browser: authorization code with PKCE (RFC 7636, S256), back to a loopback address. Throws
 * SIGN_IN_FAILED, CANCELLED and what the network throws.
 */
export async function signInWithBrowser({
  place,
  client,
  openPage,
  onStep,
  signal,
}: SignIn): Promise<SsoToken> {
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const server = await startRedirectServer(state)
  const giveUp = (): void => server.close()
  const timer = setTimeout(giveUp, patience)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    const { redirectUri } = server
    const url = authorizationPage(place, { clientId: client.clientId, redirectUri, state, challenge })
    await open(place, openPage, url)
    onStep({ url, userCode: null })
    const code = await server.code
    const grant = { grantType: 'authorization_code', code, codeVerifier: verifier, redirectUri } as const
    const token = await createToken({ place, signal }, client, grant)
    if (typeof token === 'string') throw refused(token)
    return token
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
    server.close()
  }
}

/**
 * Signs in by a code that the person types in any browser (RFC 8628). A question that got lost, or that the service failed
 * at, is asked again more slowly until the code ends (section 3.5). Throws as `signInWithBrowser`.
 */
export async function signInWithDevice({
  place,
  client,
  openPage,
  onStep,
  signal,
  wait = sleep,
}: SignIn): Promise<SsoToken> {
  const asking: Asking = { place, signal }
  const device = await startDeviceAuthorization(asking, client)
  const { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn } = device
  if (!isPageOf(place, verificationUri)) throw elsewhere()
  onStep({ url: verificationUri, userCode })
  const page = verificationUriComplete ?? verificationUri
  // A browser that does not open is no failure here: the address and the code are shown.
  if (isPageOf(place, page)) await openPage(page).catch(() => undefined)
  const grant = { grantType: 'urn:ietf:params:oauth:grant-type:device_code', deviceCode } as const
  let seconds = device.interval ?? usualInterval
  const endsAt = performance.now() + expiresIn * 1000
  while (performance.now() < endsAt) {
    await wait(seconds * 1000, signal)
    const token = await createToken(asking, client, grant).catch(passing)
    if (token === null) {
      seconds = Math.max(seconds, Math.min(seconds * 2, longestPause))
      continue
    }
    if (typeof token !== 'string') return token
    if (token === 'slow_down' || token === 'SlowDownException') seconds += slowDown
    else if (token !== 'authorization_pending' && token !== 'AuthorizationPendingException')
      throw refused(token)
  }
  throw refused('expired_token')
}

/** Null for a failure that says nothing of the code; throws every other again. */
function passing(error: unknown): null {
  if (isVaultError(error) && /^KMS_(UNREACHABLE|FAILED|THROTTLED)$/.test(error.code)) return null
  throw error
}

async function open(place: SsoPlace, openPage: (url: string) => Promise<void>, url: string): Promise<void> {
  if (!isPageOf(place, url)) throw elsewhere()
  try {
    await openPage(url)
  } catch (cause) {
    throw new VaultError('SIGN_IN_FAILED', 'no browser could be opened; sign in by code instead', {
      cause,
      facts: { reason: 'no browser' },
    })
  }
}

function elsewhere(): VaultError {
  return new VaultError(
    'SIGN_IN_FAILED',
    'the sign-in page is not where single sign-on is; check the start address',
    {
      facts: { reason: 'another host' },
    },
  )
}
