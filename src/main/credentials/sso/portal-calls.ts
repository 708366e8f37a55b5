import { z } from 'zod'
import type { SsoRole } from '../../../shared/model/connection.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { AwsCredentials } from '../sts-calls.ts'
import { patientAsking, type PatientAsking } from './patient-asking.ts'
import type { Sleep } from './sleep.ts'
import { sendToSso } from './sso-http.ts'
import type { SsoPlace } from './sso-place.ts'

const mostRoles = 5000
const mostPages = 500

const accountsPage = z.object({
  accountList: z.array(z.object({ accountId: z.string(), accountName: z.string().optional() })).optional(),
  nextToken: z.string().nullish(),
})
const rolesPage = z.object({
  roleList: z.array(z.object({ roleName: z.string() })).optional(),
  nextToken: z.string().nullish(),
})
const credentialsAnswer = z.object({
  roleCredentials: z.object({
    accessKeyId: z.string().min(1),
    secretAccessKey: z.string().min(1),
    sessionToken: z.string().min(1),
    /** Milliseconds since 1970. */
    expiration: z.number(),
  }),
})

/** A signed-in person at the service of accounts and roles. */
export interface PortalAccess {
  readonly place: SsoPlace
  readonly accessToken: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Every account and role of the person, by account name and role: some hundred requests in a row, so that one refused for
 * its rate does not end the list. Throws KMS_CREDENTIALS_EXPIRED, KMS_THROTTLED, KMS_FAILED and what the network throws.
 */
export async function listSsoRoles(access: PortalAccess, wait?: Sleep): Promise<SsoRole[]> {
  const roles: SsoRole[] = []
  const patiently = patientAsking(access.signal, wait)
  const accounts = everyPage(access, '/assignment/accounts', { page: accountsPage, query: {}, patiently })
  for await (const { accountList = [] } of accounts) {
    for (const { accountId: account, accountName = '' } of accountList) {
      const query = { account_id: account }
      for await (const { roleList = [] } of everyPage(access, '/assignment/roles', {
        page: rolesPage,
        query,
        patiently,
      })) {
        for (const { roleName: role } of roleList) roles.push({ account, accountName, role })
        if (roles.length >= mostRoles) return roles.slice(0, mostRoles)
      }
    }
  }
  const collator = new Intl.Collator('en', { numeric: true })
  return roles.toSorted(
    (a, b) => collator.compare(a.accountName, b.accountName) || collator.compare(a.role, b.role),
  )
}

/** Credentials of a role (GetRoleCredentials). Throws as `listSsoRoles`, and KMS_CREDENTIALS_REFUSED for a role that is not the person's. */
export async function ssoRoleCredentials(
  access: PortalAccess,
  { account, role }: { readonly account: string; readonly role: string },
): Promise<AwsCredentials> {
  const query = { account_id: account, role_name: role }
  const { roleCredentials } = understood(
    credentialsAnswer,
    await get(access, '/federation/credentials', query),
  )
  const { expiration, ...given } = roleCredentials
  return { ...given, expiration: new Date(expiration) }
}

/** Ends the session at the service. A service that does not answer keeps nobody from signing out here. */
export async function ssoLogout({ place, accessToken, signal }: PortalAccess): Promise<void> {
  const headers = bearer(accessToken)
  await sendToSso({ url: `${place.portal}/logout`, method: 'POST', headers, signal }).catch(() => undefined)
}

interface PagesOf<Page> {
  readonly page: Page
  readonly query: Readonly<Record<string, string>>
  readonly patiently: PatientAsking
}

async function* everyPage<Page extends z.ZodType<{ nextToken?: string | null | undefined }>>(
  access: PortalAccess,
  path: string,
  { page, query, patiently }: PagesOf<Page>,
): AsyncGenerator<z.output<Page>> {
  let next: Record<string, string> = {}
  for (let pages = 0; pages < mostPages; pages += 1) {
    const read = understood(
      page,
      await get(access, path, { ...query, max_result: '100', ...next }, patiently),
    )
    yield read
    if (!read.nextToken) return
    next = { next_token: read.nextToken }
  }
}

async function get(
  access: PortalAccess,
  path: string,
  query: Readonly<Record<string, string>>,
  patiently: PatientAsking = (ask) => ask(),
): Promise<unknown> {
  const { place, accessToken, signal } = access
  const url = `${place.portal}${path}?${new URLSearchParams(query)}`
  const answer = await patiently(() =>
    sendToSso({ url, method: 'GET', headers: bearer(accessToken), signal }),
  )
  if (answer.ok) return answer.value
  if (answer.status === 401)
    throw new VaultError('KMS_CREDENTIALS_EXPIRED', 'the sign-in has ended; sign in again')
  if (answer.status === 403 || answer.status === 404)
    throw new VaultError(
      'KMS_CREDENTIALS_REFUSED',
      'this account and role are not yours any more; choose another',
      {
        facts: { awsError: answer.error },
      },
    )
  throw new VaultError(
    answer.status === 429 ? 'KMS_THROTTLED' : 'KMS_FAILED',
    'single sign-on refused the request',
    {
      facts: { action: 'sso', awsError: answer.error },
    },
  )
}

function understood<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new VaultError('KMS_ANSWER_INVALID', 'what answered is not single sign-on; check its address')
}

const bearer = (accessToken: string) => ({ 'x-amz-sso_bearer_token': accessToken })
