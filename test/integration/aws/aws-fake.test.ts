import { createHash, randomBytes } from 'node:crypto'
import { KMS } from '@aws-sdk/client-kms'
import { STS, type Credentials } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAwsFake, type AwsFake } from '../../fakes/aws/start-aws-fake.ts'

const region = 'eu-central-1'
const role = 'arn:aws:iam::111122223333:role/operators'
let aws: AwsFake

beforeEach(async () => {
  aws = await startAwsFake()
})
afterEach(() => aws.stop())

const client = (credentials = aws.kms.accessKey) => {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const signed = { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) }
  return { endpoint: aws.endpoint, region, credentials: signed, maxAttempts: 1 }
}
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    (error: Error) => error.name,
  )
const kmsWith = (given: Credentials | undefined) => {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given ?? {}
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  }
  return new KMS({ endpoint: aws.endpoint, region, maxAttempts: 1, credentials })
}
const post = async (path: string, body: object) => {
  const answer = await fetch(`${aws.endpoint}${path}`, { method: 'POST', body: JSON.stringify(body) })
  return {
    status: answer.status,
    error: answer.headers.get('x-amzn-errortype'),
    ...Object(await answer.json()),
  }
}
const get = async (path: string, token: string) => {
  const headers = { 'x-amz-sso_bearer_token': token }
  const answer = await fetch(`${aws.endpoint}${path}`, { headers, redirect: 'manual' })
  return { status: answer.status, ...Object(await answer.json()) }
}

const register = () =>
  post('/client/register', {
    clientName: 'test',
    clientType: 'public',
    scopes: ['sso:account:access'],
    redirectUris: ['http://127.0.0.1/oauth/callback'],
    grantTypes: ['authorization_code', 'refresh_token'],
  })

describe('the fake of AWS STS', () => {
  it('says who a signed request is from', async () => {
    const identity = await new STS(client()).getCallerIdentity({})
    expect(identity).toMatchObject({ Account: '111122223333', Arn: aws.kms.accessKey.arn })
    const stranger = { ...aws.kms.accessKey, secretAccessKey: 'wrong' }
    expect(await refusal(new STS(client(stranger)).getCallerIdentity({}))).toBe('SignatureDoesNotMatch')
  })

  it('gives the keys of a role, which KMS takes until they expire by the clock', async () => {
    aws.addRole({ arn: role })
    const { Credentials, AssumedRoleUser } = await new STS(client()).assumeRole({
      RoleArn: role,
      RoleSessionName: 'me',
      DurationSeconds: 900,
    })
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::111122223333:assumed-role/operators/me')
    const kms = kmsWith(Credentials)
    expect((await kms.listKeys({})).Keys).toEqual([])
    aws.kms.passTime(901_000)
    expect(await refusal(kms.listKeys({}))).toBe('ExpiredTokenException')
  })

  it('asks for the external id and the code of the MFA device', async () => {
    const mfa = { serial: 'arn:aws:iam::111122223333:mfa/me', code: '123456' }
    aws.addRole({ arn: role, externalId: 'between-us', mfa })
    const sts = new STS(client())
    const asked = { RoleArn: role, RoleSessionName: 'me' }
    const whole = { ...asked, ExternalId: 'between-us', SerialNumber: mfa.serial, TokenCode: '123456' }
    expect(await refusal(sts.assumeRole(asked))).toBe('AccessDenied')
    expect(await refusal(sts.assumeRole({ ...whole, ExternalId: 'other' }))).toBe('AccessDenied')
    await expect(sts.assumeRole({ ...whole, TokenCode: '654321' })).rejects.toThrow(/MFA one time pass code/)
    expect((await sts.assumeRole(whole)).Credentials?.AccessKeyId).toMatch(/^ASIA/)
  })

  it('trusts whom the role trusts', async () => {
    aws.addRole({ arn: role, trusts: ['arn:aws:iam::111122223333:user/other'] })
    const sts = new STS(client())
    expect(await refusal(sts.assumeRole({ RoleArn: role, RoleSessionName: 'me' }))).toBe('AccessDenied')
  })

  it('credentials end after as many calls as a test says', async () => {
    aws.kms.accessKey.callsLeft = 2
    const kms = new KMS(client())
    await kms.listKeys({})
    await kms.listKeys({})
    expect(await refusal(kms.listKeys({}))).toBe('ExpiredTokenException')
  })
})

describe('the fake of IAM Identity Center', () => {
  const redirectUri = 'http://127.0.0.1:54321/oauth/callback'
  /** As a browser: where the sign-in page sends it. */
  const visit = async (clientId: string, challenge: string) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      state: 'abc',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    const answer = await fetch(`${aws.endpoint}/authorize?${query}`, { redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '')
  }

  it('signs in by a browser with PKCE, and gives the credentials of a role that KMS takes', async () => {
    const { clientId, clientSecret } = await register()
    const codeVerifier = randomBytes(32).toString('base64url')
    const back = await visit(clientId, createHash('sha256').update(codeVerifier).digest('base64url'))
    expect([back.origin, back.pathname]).toEqual(['http://127.0.0.1:54321', '/oauth/callback'])
    expect(back.searchParams.get('state')).toBe('abc')
    const code = back.searchParams.get('code')
    const asked = { clientId, clientSecret, grantType: 'authorization_code', code, redirectUri, codeVerifier }
    const token = await post('/token', asked)
    expect(token).toMatchObject({ status: 200, tokenType: 'Bearer', expiresIn: 28_800 })
    expect(await post('/token', asked)).toMatchObject({ status: 400, error: 'invalid_grant' })

    const { accountList } = await get('/assignment/accounts', token.accessToken)
    expect(accountList).toMatchObject([{ accountId: '111122223333' }, { accountId: '444455556666' }])
    const { roleList } = await get('/assignment/roles?account_id=111122223333', token.accessToken)
    expect(roleList).toMatchObject([{ roleName: 'KeyAdministrator' }, { roleName: 'KeyUser' }])
    const { roleCredentials: given } = await get(
      '/federation/credentials?account_id=111122223333&role_name=KeyUser',
      token.accessToken,
    )
    const { accessKeyId, secretAccessKey, sessionToken } = given
    const credentials = { accessKeyId, secretAccessKey, sessionToken }
    const kms = new KMS({ endpoint: aws.endpoint, region, credentials })
    expect((await kms.listKeys({})).Keys).toEqual([])
  })

  it('takes no code whose verifier is another one', async () => {
    const { clientId, clientSecret } = await register()
    const back = await visit(clientId, createHash('sha256').update('one').digest('base64url'))
    const code = back.searchParams.get('code')
    const asked = { clientId, clientSecret, grantType: 'authorization_code', code, redirectUri }
    expect((await post('/token', { ...asked, codeVerifier: 'other' })).error).toBe('invalid_grant')
  })

  it('tells the app where a person says no', async () => {
    aws.sso.browserAllows = false
    const { clientId } = await register()
    expect((await visit(clientId, 'any')).searchParams.get('error')).toBe('access_denied')
  })

  it('signs in by a device code once it was typed, refreshes, and ends by the clock', async () => {
    const { clientId, clientSecret } = await register()
    const started = await post('/device_authorization', {
      clientId,
      clientSecret,
      startUrl: aws.sso.startUrl,
    })
    const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
    const asked = { clientId, clientSecret, grantType, deviceCode: started.deviceCode }
    expect((await post('/token', asked)).error).toBe('authorization_pending')
    await fetch(started.verificationUriComplete)
    const token = await post('/token', asked)
    expect((await get('/assignment/accounts', token.accessToken)).status).toBe(200)
    aws.kms.passTime(28_801_000)
    expect((await get('/assignment/accounts', token.accessToken)).status).toBe(401)
    const again = { clientId, clientSecret, grantType: 'refresh_token', refreshToken: token.refreshToken }
    const refreshed = await post('/token', again)
    expect((await get('/assignment/accounts', refreshed.accessToken)).status).toBe(200)
    expect((await post('/token', again)).error).toBe('invalid_grant')
  })

  it('a token is good for nothing once signed out', async () => {
    aws.sso.devicesAllowed = true
    const { clientId, clientSecret } = await register()
    const { deviceCode } = await post('/device_authorization', {
      clientId,
      clientSecret,
      startUrl: aws.sso.startUrl,
    })
    const grantType = 'urn:ietf:params:oauth:grant-type:device_code'
    const { accessToken } = await post('/token', { clientId, clientSecret, grantType, deviceCode })
    const headers = { 'x-amz-sso_bearer_token': accessToken }
    await fetch(`${aws.endpoint}/logout`, { method: 'POST', headers })
    expect((await get('/assignment/accounts', accessToken)).status).toBe(401)
  })
})
