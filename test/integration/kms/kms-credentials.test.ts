import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { openKmsWorld, type KmsWorld } from './kms-world.ts'

describe('credentials of a connection', () => {
  let fake: KmsFake
  let world: KmsWorld

  beforeAll(async () => {
    fake = await startKmsFake()
    fake.createKey({ alias: 'one' })
  })
  afterAll(() => fake.stop())

  beforeEach(async () => {
    const { endpoint, region } = fake
    world = await openKmsWorld({
      endpoint,
      region,
      credentials: fake.credentialsFile('test'),
      limits: { maxAttempts: 2 },
    })
  })
  afterEach(() => world.close())

  const problem = async () => {
    const { status } = await world.connect()
    return status.state === 'failed' ? status.problem.code : status.state
  }

  it('a wrong secret is refused by the signature', async () => {
    await world.writeCredentials(
      fake.credentialsFile('test', { ...fake.accessKey, secretAccessKey: 'wrong' }),
    )
    expect(await problem()).toBe('KMS_CREDENTIALS_REFUSED')
    expect(fake.calls.at(-1)?.error).toBe('InvalidSignatureException')
  })

  it('an access key that AWS does not know is refused', async () => {
    await world.writeCredentials(
      fake.credentialsFile('test', { ...fake.accessKey, accessKeyId: 'AKIAUNKNOWN' }),
    )
    expect(await problem()).toBe('KMS_CREDENTIALS_REFUSED')
  })

  it('a session that has ended is expired, and works again once it was renewed in the file', async () => {
    const session = fake.addAccessKey({ sessionToken: 'token-1' })
    await world.writeCredentials(fake.credentialsFile('test', session))
    const [connection] = [await world.connect()]
    expect(connection.status.state).toBe('read')
    const [row] = await world.connections.rows()
    const [way] = await world.connections.waysTo(row?.arn as KeyArn)
    const generate = () =>
      way?.calls.generateDataKey({ keyId: row?.arn ?? '', context: new Map(), length: 32 })
    session.expired = true
    await expect(generate()).rejects.toMatchObject({ code: 'KMS_CREDENTIALS_EXPIRED' })
    await world.writeCredentials(fake.credentialsFile('test', fake.addAccessKey({ sessionToken: 'token-2' })))
    expect((await generate())?.keyArn).toBe(row?.arn)
  })

  it('a profile that is not there is named as missing, and no request is sent', async () => {
    fake.calls.length = 0
    await world.writeCredentials('[other]\naws_access_key_id = a\naws_secret_access_key = b\n')
    expect(await problem()).toBe('KMS_CREDENTIALS_MISSING')
    expect(fake.calls).toEqual([])
  })

  it('a container’s role is asked for at the address of its environment, with its token', async () => {
    const { accessKeyId, secretAccessKey } = fake.accessKey
    const asked: (string | undefined)[] = []
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization)
      const Expiration = new Date(Date.now() + 3600_000).toISOString()
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          Token: '',
          Expiration,
        }),
      )
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    Object.assign(world.environment, {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/role`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'of-the-pod',
    })
    try {
      const { status } = await world.connect({ credentials: { from: 'machine' } })
      expect(status.state).toBe('read')
      expect(asked[0]).toBe('of-the-pod')
    } finally {
      server.close()
    }
  })

  it('a credential process gives credentials, and what a failing one prints is not passed on', async () => {
    const { accessKeyId, secretAccessKey } = fake.accessKey
    const answer = { Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey }
    await world.writeConfig(`[profile test]\ncredential_process = echo '${JSON.stringify(answer)}'\n`)
    await world.writeCredentials('')
    expect(await problem()).toBe('read')
    await world.writeConfig('[profile test]\ncredential_process = sh -c "echo hunter2 >&2; exit 1"\n')
    const { status } = await world.connect()
    expect(JSON.stringify(status)).toContain('KMS_CREDENTIALS_MISSING')
    expect(JSON.stringify(status)).not.toContain('hunter2')
  })

  it('the environment’s own access key is used where the connection says so', async () => {
    const { accessKeyId, secretAccessKey } = fake.accessKey
    await withEnvironment(
      { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey },
      async () => {
        await world.writeCredentials('')
        const { status } = await world.connect({ credentials: { from: 'environment' } })
        expect(status.state).toBe('read')
      },
    )
  })

  it('an endpoint in the environment is not followed: it could be plain http to anywhere', async () => {
    fake.calls.length = 0
    await withEnvironment(
      { AWS_ENDPOINT_URL: fake.endpoint, AWS_ENDPOINT_URL_KMS: fake.endpoint },
      async () => {
        const { status } = await world.connect({ endpoint: null, regions: ['no-such-region-1'] })
        expect(status).toMatchObject({ state: 'failed', problem: { code: 'KMS_UNREACHABLE' } })
      },
    )
    expect(fake.calls).toEqual([])
  })
})

/** Runs with variables of the environment set, and puts them back. */
async function withEnvironment(variables: Record<string, string>, run: () => Promise<void>): Promise<void> {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const)
  try {
    Object.assign(process.env, variables)
    await run()
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
