import { z } from 'zod'
import { VaultError } from '../../../shared/vault-error.ts'
import { sendToSso, type SsoAnswer } from './sso-http.ts'
import type { SsoPlace } from './sso-place.ts'

/** What AWS asks of whoever wants to list accounts and use their roles. */
const scope = 'sso:account:access'
/** As registered: on the loopback address any port may be added (RFC 8252 section 7.3). */
export const registeredRedirect = 'http://127.0.0.1/oauth/callback'

const registered = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  clientSecretExpiresAt: z.number(),
})
export type SsoClient = z.infer<typeof registered>

const device = z.object({
  deviceCode: z.string().min(1),
  userCode: z.string().min(1).max(64),
  verificationUri: z.string(),
  verificationUriComplete: z.string().optional(),
  expiresIn: z.number().positive(),
  interval: z.number().positive().optional(),
})
export type DeviceAuthorization = z.infer<typeof device>

const token = z.object({
  accessToken: z.string().min(1),
  expiresIn: z.number().positive(),
  refreshToken: z.string().min(1).optional(),
})
export type SsoToken = z.infer<typeof token>

/** How a token is asked for. The names are OAuth's (RFC 6749, 7636, 8628), in the service's spelling. */
export type TokenGrant =
  | {
      readonly grantType: 'authorization_code'
      readonly code: string
      readonly codeVerifier: string
      readonly redirectUri: string
    }
  | { readonly grantType: 'urn:ietf:params:oauth:grant-type:device_code'; readonly deviceCode: string }
  | { readonly grantType: 'refresh_token'; readonly refreshToken: string }

export interface Asking {
  readonly place: SsoPlace
  readonly signal?: AbortSignal | undefined
}

/** Registers this program with the token service (RegisterClient). Throws SIGN_IN_FAILED and what the network throws. */
export async function registerClient(
  { place, signal }: Asking,
  by: 'browser' | 'device',
): Promise<SsoClient> {
  const grants =
    by === 'browser'
      ? {
          grantTypes: ['authorization_code', 'refresh_token'],
          redirectUris: [registeredRedirect],
          issuerUrl: place.startUrl,
        }
      : { grantTypes: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'] }
  const body = { clientName: 'Keyhold', clientType: 'public', scopes: [scope], ...grants }
  return understood(registered, await post(`${place.oidc}/client/register`, body, signal))
}

/** Begins a sign-in by a code that a person types (StartDeviceAuthorization). Throws as `registerClient`. */
export async function startDeviceAuthorization(
  { place, signal }: Asking,
  { clientId, clientSecret }: Pick<SsoClient, 'clientId' | 'clientSecret'>,
): Promise<DeviceAuthorization> {
  const body = { clientId, clientSecret, startUrl: place.startUrl }
  return understood(device, await post(`${place.oidc}/device_authorization`, body, signal))
}

/**
 * Asks for a token (CreateToken). Gives the name of the error where the service refuses: some only say "not yet". Throws as
 * `registerClient`, KMS_FAILED and KMS_THROTTLED: what fails there says nothing of whoever asked.
 */
export async function createToken(
  { place, signal }: Asking,
  { clientId, clientSecret }: Pick<SsoClient, 'clientId' | 'clientSecret'>,
  grant: TokenGrant,
): Promise<SsoToken | string> {
  const answer = await post(`${place.oidc}/token`, { clientId, clientSecret, ...grant }, signal)
  if (answer.ok) return understood(token, answer)
  if (answer.status < 500 && answer.status !== 429) return answer.error
  throw new VaultError(
    answer.status === 429 ? 'KMS_THROTTLED' : 'KMS_FAILED',
    'single sign-on had a failure of its own; try again later',
    { facts: { action: 'sso', awsError: answer.error } },
  )
}

/** Where the browser goes so that a person signs in there. RFC 7636 section 4.3. */
export function authorizationPage(
  place: SsoPlace,
  asked: {
    readonly clientId: string
    readonly redirectUri: string
    readonly state: string
    readonly challenge: string
  },
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    state: asked.state,
    code_challenge_method: 'S256',
    code_challenge: asked.challenge,
    scopes: scope,
  })
  return `${place.oidc}/authorize?${query}`
}

function post(
  url: string,
  body: Record<string, unknown>,
  signal: AbortSignal | undefined,
): Promise<SsoAnswer> {
  return sendToSso({ url, method: 'POST', body, signal })
}

function understood<Schema extends z.ZodType>(schema: Schema, answer: SsoAnswer): z.output<Schema> {
  if (!answer.ok) throw refused(answer.error)
  const parsed = schema.safeParse(answer.value)
  if (parsed.success) return parsed.data
  throw new VaultError('KMS_ANSWER_INVALID', 'what answered is not single sign-on; check its address')
}

/** The service's name for what it refused, and nothing else of what it said. */
export function refused(reason: string): VaultError {
  return new VaultError('SIGN_IN_FAILED', 'single sign-on refused; check the start address and its region', {
    facts: { reason },
  })
}
