import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'
import { selfSigned } from './self-signed.ts'

let server: Server
let world: KmsWorld
const requests: string[] = []

beforeAll(async () => {
  server = createServer(selfSigned(), (request, response) => {
    requests.push(String(request.headers['x-amz-target']))
    response.end('{"Keys":[]}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  world = await openKmsWorld({
    endpoint: `https://localhost:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: '[test]\naws_access_key_id = a\naws_secret_access_key = b\n',
    limits: { maxAttempts: 1 },
  })
})
afterAll(async () => {
  await world.close()
  server.closeAllConnections()
  server.close()
})

it('a server whose certificate nobody vouches for is sent nothing', async () => {
  const { status } = await world.connect()
  expect(status).toMatchObject({
    state: 'failed',
    problem: { code: 'KMS_UNREACHABLE', message: expect.stringContaining('certificate') },
  })
  expect(requests).toEqual([])
})

it('also where the environment asks Node not to verify', async () => {
  const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
  try {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    const { status } = await world.connect()
    expect(status).toMatchObject({ state: 'failed', problem: { code: 'KMS_UNREACHABLE' } })
    expect(requests).toEqual([])
  } finally {
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
  }
})
