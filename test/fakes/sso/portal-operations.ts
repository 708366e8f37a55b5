import { sessionKey } from '../sts/fake-roles.ts'
import type { FakeAccessKey } from '../kms/sigv4.ts'
import type { SsoScope } from './oidc-operations.ts'
import { SsoError } from './sso-error.ts'
import type { FakeSsoAccount, FakeSsoToken } from './sso-world.ts'

export function listAccounts(scope: SsoScope) {
  requireToken(scope)
  const { items, nextToken } = pageOf(scope.sso.accounts, scope.query)
  const accountList = items.map(({ accountId, accountName }) => ({
    accountId,
    accountName,
    emailAddress: scope.sso.person,
  }))
  return { accountList, ...nextToken }
}

export function listAccountRoles(scope: SsoScope) {
  requireToken(scope)
  const { accountId, roles } = accountOf(scope)
  const { items, nextToken } = pageOf(roles, scope.query)
  return { roleList: items.map((roleName) => ({ roleName, accountId })), ...nextToken }
}

/** Temporary access keys of a role, told to `onKey` so that the other services take them. */
export function getRoleCredentials(scope: SsoScope, onKey: (key: FakeAccessKey) => void) {
  requireToken(scope)
  const { accountId, roles } = accountOf(scope)
  const role = scope.query.get('role_name') ?? ''
  if (!roles.includes(role)) throw new SsoError('ForbiddenException', 'No access')
  const expiresAt = new Date(scope.now.getTime() + scope.sso.credentialSeconds * 1000)
  const key = sessionKey({
    account: accountId,
    role: `AWSReservedSSO_${role}_0123456789abcdef`,
    session: scope.sso.person,
    expiresAt,
  })
  onKey(key)
  const { accessKeyId, secretAccessKey, sessionToken } = key
  return { roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration: expiresAt.getTime() } }
}

export function logout(scope: SsoScope) {
  const token = requireToken(scope)
  scope.sso.tokens.splice(scope.sso.tokens.indexOf(token), 1)
  return {}
}

function requireToken({ sso, bearer, now }: SsoScope): FakeSsoToken {
  const token = sso.tokens.find(({ accessToken }) => accessToken === bearer)
  if (token === undefined || token.expiresAt <= now) {
    throw new SsoError('UnauthorizedException', 'Session token not found or invalid')
  }
  return token
}

function accountOf({ sso, query }: SsoScope): FakeSsoAccount {
  const account = sso.accounts.find(({ accountId }) => accountId === query.get('account_id'))
  if (account === undefined) throw new SsoError('ForbiddenException', 'No access')
  return account
}

function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
  const start = Number(query.get('next_token') ?? '0')
  const end = start + Number(query.get('max_result') ?? '100')
  const nextToken = end < items.length ? { nextToken: String(end) } : {}
  return { items: items.slice(start, end), nextToken }
}
