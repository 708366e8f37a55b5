import { randomUUID } from 'node:crypto'
import { FakeError } from '../kms/fake-error.ts'
import { newCall, sufferFaults, type FakeResponse, type FakeWorld } from '../kms/handle-request.ts'
import type { FakeService } from '../kms/serve-fake.ts'
import type { SignedRequest } from '../kms/sigv4.ts'
import {
  authorize,
  createToken,
  registerClient,
  startDeviceAuthorization,
  type SsoScope,
} from './oidc-operations.ts'
import { getRoleCredentials, listAccountRoles, listAccounts, logout } from './portal-operations.ts'
import { SsoError } from './sso-error.ts'
import type { SsoWorld } from './sso-world.ts'

type Run = (scope: SsoScope, world: FakeWorld) => object | string

/** Operations by method and path; a string is where a browser is sent. */
const routes: Readonly<Record<string, { readonly operation: string; readonly run: Run }>> = {
  'POST /client/register': { operation: 'RegisterClient', run: registerClient },
  'POST /device_authorization': { operation: 'StartDeviceAuthorization', run: startDeviceAuthorization },
  'POST /token': { operation: 'CreateToken', run: createToken },
  'GET /authorize': { operation: 'Authorize', run: authorize },
  'GET /device': { operation: 'ApproveDevice', run: approveDevice },
  'GET /assignment/accounts': { operation: 'ListAccounts', run: listAccounts },
  'GET /assignment/roles': { operation: 'ListAccountRoles', run: listAccountRoles },
  'GET /federation/credentials': {
    operation: 'GetRoleCredentials',
    run: (scope, world) => getRoleCredentials(scope, (key) => world.accessKeys.set(key.accessKeyId, key)),
  },
  'POST /logout': { operation: 'Logout', run: logout },
}

/** IAM Identity Center: its OIDC half (RFC 6749, 7636, 8628 in AWS's JSON) and its portal of accounts and roles. */
export function ssoService(sso: SsoWorld): FakeService {
  return {
    serves: (request) => routeOf(request) !== undefined,
    handle: (request, world) => answer(request, { sso, world }),
  }
}

function routeOf({ method, path }: SignedRequest) {
  return routes[`${method} ${path.split('?')[0]}`]
}

async function answer(
  request: SignedRequest,
  { sso, world }: { sso: SsoWorld; world: FakeWorld },
): Promise<FakeResponse> {
  const route = routeOf(request)
  const log = newCall(route?.operation ?? '')
  world.calls.push(log)
  try {
    const instead = await sufferFaults(world.faults.take(log), () => new FakeError('AccessDeniedException'))
    if (instead !== null) return instead
    const answered = route?.run(scopeOf(request, { sso, world }), world) ?? {}
    if (typeof answered === 'string') return { status: 302, headers: { location: answered }, body: '' }
    return json(200, answered)
  } catch (error) {
    if (error instanceof SsoError) {
      log.error = error.name
      return json(error.status, error.body, error.name)
    }
    if (!(error instanceof FakeError)) throw error
    log.error = error.name
    return json(error.status, { message: error.message }, error.name)
  }
}

function scopeOf(request: SignedRequest, { sso, world }: { sso: SsoWorld; world: FakeWorld }): SsoScope {
  const text = Buffer.from(request.body).toString('utf8')
  return {
    sso,
    body: request.method === 'POST' && text !== '' ? { ...JSON.parse(text) } : {},
    query: new URL(request.path, 'http://fake').searchParams,
    bearer: String(request.headers['x-amz-sso_bearer_token'] ?? '') || null,
    endpoint: `http://${request.headers.host}`,
    now: world.time(),
  }
}

/** What a person does at the device page. */
function approveDevice({ sso, query }: SsoScope): object {
  const device = sso.devices.find(({ userCode }) => userCode === query.get('user_code'))
  if (device === undefined) throw new SsoError('ResourceNotFoundException', 'no such code')
  device.approved = true
  return { message: 'You may close this window and go back to the app.' }
}

function json(status: number, body: object, error?: string): FakeResponse {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
  }
  if (error !== undefined) headers['x-amzn-errortype'] = error
  return { status, headers, body: JSON.stringify(body) }
}
