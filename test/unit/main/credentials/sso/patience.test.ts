import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listSsoRoles } from '../../../../../src/main/credentials/sso/portal-calls.ts'
import { signInWithDevice } from '../../../../../src/main/credentials/sso/sign-in.ts'
import { ssoPlace, type SsoPlace } from '../../../../../src/main/credentials/sso/sso-place.ts'
import { rejection } from '../../keyrings/support/doors.ts'

let server: Server
let place: SsoPlace
let handle: (request: IncomingMessage, response: ServerResponse) => void
let pauses: number[]
const wait = async (milliseconds: number): Promise<void> => {
  pauses.push(milliseconds)
}

const answer = (response: ServerResponse, status: number, body: object | string): void => {
  response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))
}

beforeEach(async () => {
  pauses = []
  server = createServer((request, response) => handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const signInEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  place = ssoPlace({ startUrl: 'https://studio.example/start', ssoRegion: 'eu-central-1', signInEndpoint })
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const account = { accountId: '111122223333', accountName: 'Studio' }
const list = () => listSsoRoles({ place, accessToken: 'token' }, wait)
const lists = (request: IncomingMessage, response: ServerResponse): void =>
  answer(
    response,
    200,
    request.url?.includes('/roles') ? { roleList: [{ roleName: 'Keys' }] } : { accountList: [account] },
  )

const signIn = () =>
  signInWithDevice({
    place,
    client: { clientId: 'c', clientSecret: 's' },
    openPage: async () => undefined,
    onStep: () => undefined,
    signal: new AbortController().signal,
    wait,
  })
const polled = (turns: ((response: ServerResponse) => void)[]): void => {
  const device = {
    deviceCode: 'd',
    userCode: 'ABCD',
    verificationUri: `${place.oidc}/device`,
    expiresIn: 600,
    interval: 5,
  }
  handle = (request, response) =>
    request.url === '/token' ? turns.shift()?.(response) : answer(response, 200, device)
}

describe('the list of accounts and roles', () => {
  it('goes on after a request that was refused for its rate, and after a failure of the service', async () => {
    const failures: [number, object | string][] = [
      [429, { __type: 'TooManyRequestsException' }],
      [503, '<html>busy</html>'],
    ]
    handle = (request, response) => {
      const failure = failures.pop()
      if (failure === undefined) return lists(request, response)
      answer(response, ...failure)
    }
    expect(await list()).toEqual([{ account: '111122223333', accountName: 'Studio', role: 'Keys' }])
    expect(pauses).toEqual([500, 1000])
  })

  it('fails where the service goes on refusing for a minute', async () => {
    handle = (_request, response) => answer(response, 429, {})
    expect(await rejection(list())).toBe('KMS_THROTTLED')
    const waited = pauses.reduce((sum, pause) => sum + pause, 0)
    expect(waited).toBeGreaterThan(50_000)
    expect(waited).toBeLessThanOrEqual(60_000)
  })

  it('does not ask again where the sign-in has ended', async () => {
    handle = (_request, response) => answer(response, 401, {})
    expect(await rejection(list())).toBe('KMS_CREDENTIALS_EXPIRED')
    expect(pauses).toEqual([])
  })
})

describe('a sign-in by code', () => {
  it('outlives a lost connection and a failure of the service, and asks more slowly from then on', async () => {
    polled([
      (response) => void response.destroy(),
      (response) => answer(response, 502, '<html>bad gateway</html>'),
      (response) => answer(response, 400, { error: 'authorization_pending' }),
      (response) => answer(response, 200, { accessToken: 'a', expiresIn: 3600 }),
    ])
    expect(await signIn()).toMatchObject({ accessToken: 'a' })
    expect(pauses).toEqual([5_000, 10_000, 20_000, 20_000])
  })

  it('ends where the service refuses', async () => {
    polled([(response) => answer(response, 400, { error: 'access_denied' })])
    expect(await rejection(signIn())).toBe('SIGN_IN_FAILED')
  })
})
