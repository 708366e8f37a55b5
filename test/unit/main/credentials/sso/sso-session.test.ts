import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SealedSecrets } from '../../../../../src/main/credentials/sealed-secrets.ts'
import { SsoSession } from '../../../../../src/main/credentials/sso/sso-session.ts'
import { KeystoreDouble } from '../../doors/support/keystore-double.ts'
import { rejection } from '../../keyrings/support/doors.ts'

const connectionId = crypto.randomUUID()
const settings = { startUrl: 'https://studio.example/start', ssoRegion: 'eu-central-1' }
const choice = { account: '111122223333', role: 'Keys' }

let server: Server
let signInEndpoint: string
let secrets: SealedSecrets
/** What the token service does. */
let onToken: (response: ServerResponse) => void
/** What the portal gives for a role. */
let given: object

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status).end(JSON.stringify(body))
}
const newToken = { accessToken: 'new', refreshToken: 'next', expiresIn: 3600 }

beforeEach(async () => {
  given = { accessKeyId: 'A', secretAccessKey: 'S', sessionToken: 'T', expiration: 4_000_000 }
  secrets = new SealedSecrets(new KeystoreDouble())
  server = createServer((request, response) => {
    if (request.url === '/token') return onToken(response)
    if (request.url === '/logout') return answer(response, 200, {})
    return answer(response, 200, { roleCredentials: given })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  signInEndpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** A sign-in that was kept, whose token ends at second `ends` while the clock stands at 0. */
async function keptSession(ends: number): Promise<SsoSession> {
  const place = JSON.stringify([settings.startUrl, settings.ssoRegion, signInEndpoint])
  const client = {
    clientId: 'c',
    clientSecret: 's',
    endsAt: new Date(9e9).toISOString(),
    by: 'browser',
  } as const
  const token = { accessToken: 'old', endsAt: new Date(ends * 1000).toISOString(), refreshToken: 'refresh' }
  await secrets.put(connectionId, 'sso', { place, client, token })
  return sessionWith(secrets)
}

function sessionWith(kept: SealedSecrets, onChange = (): void => undefined): SsoSession {
  return new SsoSession({
    ...settings,
    signInEndpoint,
    connectionId,
    secrets: kept,
    openPage: async () => undefined,
    now: () => new Date(0),
    onChange,
  })
}

it('keeps no token that was renewed while a person signed out', async () => {
  const asked = Promise.withResolvers<ServerResponse>()
  onToken = asked.resolve
  const session = await keptSession(60)
  const renewing = rejection(session.credentials(choice))
  const response = await asked.promise
  await session.signOut()
  answer(response, 200, newToken)
  expect(await renewing).toBe('KMS_CREDENTIALS_EXPIRED')
  expect(await secrets.get(connectionId, 'sso')).toBeNull()
  expect(session.status).toEqual({ state: 'needed' })
})

it('takes a failure of the service for no end of the sign-in', async () => {
  onToken = (response) => answer(response, 500, { __type: 'InternalServerException' })
  const session = await keptSession(-60)
  expect(await rejection(session.credentials(choice))).toBe('KMS_FAILED')
  onToken = (response) => answer(response, 200, newToken)
  expect(await session.credentials(choice)).toMatchObject({ accessKeyId: 'A' })
})

it('asks for a sign-in where the service says that it is over', async () => {
  onToken = (response) => answer(response, 400, { error: 'invalid_grant' })
  const session = await keptSession(-60)
  expect(await rejection(session.credentials(choice))).toBe('KMS_CREDENTIALS_EXPIRED')
  expect(session.status).toEqual({ state: 'needed' })
})

it('uses a token that is still good to its end, though the next one cannot be had', async () => {
  onToken = (response) => response.destroy()
  const session = await keptSession(60)
  expect(await session.credentials(choice)).toMatchObject({ accessKeyId: 'A' })
})

it('does not hold up a look for a keychain that asks a person, and tells what it gave as a change', async () => {
  await keptSession(3600)
  const unlocked = Promise.withResolvers<void>()
  const changed = Promise.withResolvers<void>()
  const locked = Object.assign(Object.create(secrets) as SealedSecrets, {
    get: async () => {
      await unlocked.promise
      return secrets.get(connectionId, 'sso')
    },
  })
  const session = sessionWith(locked, changed.resolve)
  await session.look()
  expect(session.status).toEqual({ state: 'needed' })
  unlocked.resolve()
  await changed.promise
  expect(session.status).toMatchObject({ state: 'signedIn' })
})

it('says that it is another server where credentials are none', async () => {
  const session = await keptSession(3600)
  given = { accessKeyId: 'A' }
  expect(await rejection(session.credentials(choice))).toBe('KMS_ANSWER_INVALID')
})
