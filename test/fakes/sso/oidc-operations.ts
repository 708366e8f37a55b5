import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { SsoError } from './sso-error.ts'
import type { FakeClient, FakeSsoToken, SsoWorld } from './sso-world.ts'

/** One request to IAM Identity Center. */
export interface SsoScope {
  readonly sso: SsoWorld
  readonly body: Readonly<Record<string, unknown>>
  readonly query: URLSearchParams
  readonly bearer: string | null
  readonly endpoint: string
  readonly now: Date
}

const codeLife = 600_000
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

export function registerClient({ sso, body, now, endpoint }: SsoScope) {
  if (body['clientType'] !== 'public')
    throw new SsoError('InvalidRequestException', 'clientType must be public')
  const client: FakeClient = {
    clientId: randomBytes(16).toString('base64url'),
    clientSecret: randomBytes(48).toString('base64url'),
    redirectUris: list(body['redirectUris']),
    grantTypes: list(body['grantTypes']),
    scopes: list(body['scopes']),
  }
  if (client.redirectUris.some((uri) => !/^http:\/\/127\.0\.0\.1(:\d+)?\//.test(uri))) {
    throw new SsoError('InvalidRedirectUriException')
  }
  sso.clients.push(client)
  const issued = Math.floor(now.getTime() / 1000)
  return {
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    clientIdIssuedAt: issued,
    clientSecretExpiresAt: issued + 90 * 86_400,
    authorizationEndpoint: `${endpoint}/authorize`,
    tokenEndpoint: `${endpoint}/token`,
  }
}

export function startDeviceAuthorization({ sso, body, now, endpoint }: SsoScope) {
  const { clientId } = clientOf(sso, body)
  if (body['startUrl'] !== sso.startUrl) throw new SsoError('InvalidRequestException', 'unknown start URL')
  const userCode = `${letters()}-${letters()}`
  const deviceCode = randomUUID()
  const expiresAt = new Date(now.getTime() + codeLife)
  sso.devices.push({ clientId, deviceCode, userCode, expiresAt, approved: sso.devicesAllowed ? true : null })
  return {
    deviceCode,
    userCode,
    verificationUri: `${endpoint}/device`,
    verificationUriComplete: `${endpoint}/device?user_code=${userCode}`,
    expiresIn: codeLife / 1000,
    interval: sso.pollSeconds,
  }
}

/** Where the browser goes from the sign-in page: to the app that listens, with a code or with the person's no. */
export function authorize({ sso, query, now }: SsoScope): string {
  const client = sso.clients.find(({ clientId }) => clientId === query.get('client_id'))
  const redirectUri = query.get('redirect_uri') ?? ''
  if (client === undefined) throw new SsoError('InvalidClientException')
  if (!client.redirectUris.some((uri) => withoutPort(uri) === withoutPort(redirectUri))) {
    throw new SsoError('InvalidRedirectUriException')
  }
  const challenge = query.get('code_challenge')
  if (
    query.get('response_type') !== 'code' ||
    challenge === null ||
    query.get('code_challenge_method') !== 'S256'
  ) {
    throw new SsoError('InvalidRequestException', 'response_type code with an S256 challenge is needed')
  }
  const back = new URL(redirectUri)
  if (query.get('state') !== null) back.searchParams.set('state', query.get('state') ?? '')
  if (!sso.browserAllows) {
    back.searchParams.set('error', 'access_denied')
    return back.href
  }
  const code = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + codeLife)
  sso.codes.push({ code, clientId: client.clientId, challenge, redirectUri, expiresAt, approved: true })
  back.searchParams.set('code', code)
  return back.href
}

export function createToken({ sso, body, now }: SsoScope) {
  const { clientId } = clientOf(sso, body)
  const grantType = body['grantType']
  if (grantType === deviceGrant) redeemDevice(sso, body, now)
  else if (grantType === 'authorization_code') redeemCode(sso, body, now)
  else if (grantType === 'refresh_token') spendRefreshToken(sso, body)
  else throw new SsoError('UnsupportedGrantTypeException')
  const token: FakeSsoToken = {
    accessToken: randomBytes(60).toString('base64url'),
    refreshToken: randomBytes(60).toString('base64url'),
    clientId,
    expiresAt: new Date(now.getTime() + sso.tokenSeconds * 1000),
  }
  sso.tokens.push(token)
  const { accessToken, refreshToken } = token
  return { accessToken, refreshToken, tokenType: 'Bearer', expiresIn: sso.tokenSeconds }
}

function redeemDevice(sso: SsoWorld, body: SsoScope['body'], now: Date): void {
  const index = sso.devices.findIndex(({ deviceCode }) => deviceCode === body['deviceCode'])
  const device = sso.devices[index]
  if (device === undefined) throw new SsoError('InvalidGrantException')
  if (device.expiresAt <= now) throw new SsoError('ExpiredTokenException')
  if (device.approved === null) throw new SsoError('AuthorizationPendingException')
  sso.devices.splice(index, 1)
  if (!device.approved) throw new SsoError('AccessDeniedException')
}

/** A code is good once, for who can show what its challenge was made of (RFC 7636, 4.6). */
function redeemCode(sso: SsoWorld, body: SsoScope['body'], now: Date): void {
  const index = sso.codes.findIndex(({ code }) => code === body['code'])
  const code = sso.codes[index]
  if (code === undefined) throw new SsoError('InvalidGrantException')
  sso.codes.splice(index, 1)
  const challenge = createHash('sha256').update(String(body['codeVerifier'])).digest('base64url')
  const same = challenge === code.challenge && body['redirectUri'] === code.redirectUri
  if (!same || code.expiresAt <= now || code.clientId !== body['clientId']) {
    throw new SsoError('InvalidGrantException')
  }
}

function spendRefreshToken(sso: SsoWorld, body: SsoScope['body']): void {
  const index = sso.tokens.findIndex(({ refreshToken }) => refreshToken === body['refreshToken'])
  if (index === -1 || !sso.refreshes) throw new SsoError('InvalidGrantException')
  sso.tokens.splice(index, 1)
}

function clientOf(sso: SsoWorld, body: SsoScope['body']): FakeClient {
  const client = sso.clients.find(({ clientId }) => clientId === body['clientId'])
  if (client === undefined || client.clientSecret !== body['clientSecret']) {
    throw new SsoError('InvalidClientException')
  }
  return client
}

function withoutPort(uri: string): string {
  return uri.replace(/^(http:\/\/127\.0\.0\.1):\d+/, '$1')
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function letters(): string {
  return [...randomBytes(4)].map((byte) => String.fromCodePoint(65 + (byte % 26))).join('')
}
