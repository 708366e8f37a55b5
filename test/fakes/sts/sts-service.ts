import { randomUUID } from 'node:crypto'
import { FakeError } from '../kms/fake-error.ts'
import { clocks, newCall, sufferFaults, type FakeResponse, type FakeWorld } from '../kms/handle-request.ts'
import type { FakeService } from '../kms/serve-fake.ts'
import { verifySignature, type FakeAccessKey, type SignedRequest } from '../kms/sigv4.ts'
import { sessionKey, type FakeRole } from './fake-roles.ts'

/** What STS calls the errors that the fake has by KMS's names; all of them are 403, throttling apart. */
const codes: Readonly<Record<string, string>> = {
  AccessDeniedException: 'AccessDenied',
  ExpiredTokenException: 'ExpiredToken',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  ThrottlingException: 'Throttling',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ValidationException: 'ValidationError',
}

/** AWS STS in its query protocol: GetCallerIdentity, and AssumeRole with external id and MFA code. */
export function stsService(roles: readonly FakeRole[]): FakeService {
  return {
    serves: ({ headers }) =>
      String(headers['content-type']).startsWith('application/x-www-form-urlencoded') &&
      String(headers.authorization).includes('/sts/aws4_request'),
    handle: (request, world) => answer(request, { world, roles }),
  }
}

async function answer(
  request: SignedRequest,
  { world, roles }: { world: FakeWorld; roles: readonly FakeRole[] },
): Promise<FakeResponse> {
  const { now, date } = clocks(world)
  const input = new URLSearchParams(Buffer.from(request.body).toString('utf8'))
  const operation = input.get('Action') ?? ''
  const log = newCall(operation)
  world.calls.push(log)
  try {
    const { accessKeys } = world
    const signer = verifySignature(request, { accessKeys, service: 'sts', now, time: world.time() })
    const { account, accessKeyId } = signer.accessKey
    Object.assign(log, { account, region: signer.region, accessKeyId })
    const denied = () => refused(signer.accessKey, `sts:${operation}`)
    const instead = await sufferFaults(world.faults.take(log), denied)
    if (instead !== null) return instead
    const result = resultOf(operation, input, { world, roles, caller: signer.accessKey })
    const answered = `<${operation}Result>${result}</${operation}Result>`
    return xml(200, `<${operation}Response>${answered}</${operation}Response>`, date)
  } catch (error) {
    if (!(error instanceof FakeError)) throw error
    log.error = codes[error.name] ?? error.name
    const status = error.status >= 500 ? error.status : log.error === 'Throttling' ? 400 : 403
    const said = `<Type>Sender</Type><Code>${log.error}</Code><Message>${escape(error.message)}</Message>`
    return xml(status, `<ErrorResponse><Error>${said}</Error></ErrorResponse>`, date)
  }
}

interface StsScope {
  readonly world: FakeWorld
  readonly roles: readonly FakeRole[]
  readonly caller: FakeAccessKey
}

function resultOf(operation: string, input: URLSearchParams, scope: StsScope): string {
  if (operation === 'GetCallerIdentity') return callerIdentity(scope.caller)
  if (operation === 'AssumeRole') return assumeRole(input, scope)
  throw new FakeError('ValidationException', `this fake has no ${operation}`)
}

function callerIdentity({ arn, account, accessKeyId }: FakeAccessKey): string {
  const userId = `${accessKeyId.replace(/^.{4}/, 'AIDA')}`
  return `<Arn>${escape(arn)}</Arn><UserId>${userId}</UserId><Account>${account}</Account>`
}

function assumeRole(input: URLSearchParams, { world, roles, caller }: StsScope): string {
  const arn = input.get('RoleArn') ?? ''
  const session = input.get('RoleSessionName') ?? ''
  const role = roles.find((one) => one.arn === arn)
  if (role === undefined || !trusts(role, caller) || !knowsExternalId(role, input)) {
    throw refused(caller, 'sts:AssumeRole', arn)
  }
  checkMfa(role, input, caller)
  const duration = Number(input.get('DurationSeconds') ?? '3600') * 1000
  const [, , , , account = '', resource = ''] = arn.split(':')
  const expiresAt = new Date(world.time().getTime() + duration)
  const key = sessionKey({ account, role: resource.replace(/^role\/(.*\/)?/, ''), session, expiresAt })
  world.accessKeys.set(key.accessKeyId, key)
  const credentials = [
    `<AccessKeyId>${key.accessKeyId}</AccessKeyId>`,
    `<SecretAccessKey>${escape(key.secretAccessKey)}</SecretAccessKey>`,
    `<SessionToken>${escape(key.sessionToken ?? '')}</SessionToken>`,
    `<Expiration>${expiresAt.toISOString()}</Expiration>`,
  ]
  return `<Credentials>${credentials.join('')}</Credentials><AssumedRoleUser><Arn>${escape(key.arn)}</Arn><AssumedRoleId>AROA:${escape(session)}</AssumedRoleId></AssumedRoleUser>`
}

function knowsExternalId({ externalId }: FakeRole, input: URLSearchParams): boolean {
  return externalId === null || externalId === input.get('ExternalId')
}

/** A session of a role is its role to who trusts it. */
function trusts({ trusts: trusted }: FakeRole, caller: FakeAccessKey): boolean {
  const asRole = caller.arn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.*/, ':iam:$1:role/$2')
  return trusted === null || trusted.includes(caller.arn) || trusted.includes(asRole)
}

function checkMfa(role: FakeRole, input: URLSearchParams, caller: FakeAccessKey): void {
  if (role.mfa === null) return
  if (input.get('SerialNumber') !== role.mfa.serial) throw refused(caller, 'sts:AssumeRole', role.arn)
  if (input.get('TokenCode') !== role.mfa.code) {
    throw new FakeError(
      'AccessDeniedException',
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    )
  }
}

function refused(caller: FakeAccessKey, action: string, resource?: string): FakeError {
  const on = resource === undefined ? '' : ` on resource: ${resource}`
  return new FakeError(
    'AccessDeniedException',
    `User: ${caller.arn} is not authorized to perform: ${action}${on}`,
  )
}

function xml(status: number, body: string, date: Date): FakeResponse {
  const id = randomUUID()
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id, date: date.toUTCString() },
    body: body.replace(
      /<\/(\w+Response)>$/,
      `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></$1>`,
    ),
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
