import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'

/** SHA-256 and its HMAC, in the shape that the signer wants. */
class Sha256 {
  readonly #hash

  constructor(secret?: SourceData) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }

  update(data: SourceData): void {
    this.#hash.update(bytesOf(data))
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
}

type SourceData = string | ArrayBuffer | ArrayBufferView

function bytesOf(data: SourceData): Buffer {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data)
}

/** The fake checks signatures with code of its own: AWS's signer is its judge. */
describe('the signature of a request', () => {
  let fake: KmsFake

  beforeAll(async () => {
    fake = await startKmsFake()
    fake.createKey()
  })
  afterAll(() => fake.stop())
  beforeEach(() => {
    fake.faults.clear()
  })

  interface Sent {
    readonly headers: Record<string, string>
    readonly body: string
  }

  const sign = async ({
    region = fake.region,
    service = 'kms',
    signingDate = new Date(),
  } = {}): Promise<Sent> => {
    const { hostname, port, host } = new URL(fake.endpoint)
    const body = JSON.stringify({ Limit: 10 })
    const headers = {
      host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'TrentService.ListKeys',
    }
    const { accessKeyId, secretAccessKey } = fake.accessKey
    const signer = new SignatureV4({
      credentials: { accessKeyId, secretAccessKey },
      region,
      service,
      sha256: Sha256,
    })
    const signed = await signer.sign(
      {
        method: 'POST',
        protocol: 'http:',
        hostname,
        port: Number(port),
        path: '/',
        headers,
        body,
        query: {},
      },
      { signingDate },
    )
    return { headers: signed.headers, body }
  }

  const answerTo = async ({ headers, body }: Sent) => {
    const response = await fetch(fake.endpoint, { method: 'POST', headers, body })
    const answer: unknown = await response.json()
    return Object(answer)['__type'] ?? response.status
  }

  it('as AWS makes it is taken', async () => {
    expect(await answerTo(await sign())).toBe(200)
  })

  it.each([
    ['the body', (sent: Sent) => ({ ...sent, body: sent.body.replace('10', '11') })],
    [
      'a signed header',
      (sent: Sent) => ({ ...sent, headers: { ...sent.headers, 'x-amz-target': 'TrentService.ListAliases' } }),
    ],
    [
      'the Region of the scope',
      (sent: Sent) => ({
        ...sent,
        headers: {
          ...sent.headers,
          authorization: sent.headers['authorization']?.replace('eu-central-1', 'us-east-1') ?? '',
        },
      }),
    ],
  ])('does not fit once %s was changed', async (_, change) => {
    expect(await answerTo(change(await sign()))).toBe('InvalidSignatureException')
  })

  it('for another service, or none at all, is none', async () => {
    expect(await answerTo(await sign({ service: 's3' }))).toBe('MissingAuthenticationTokenException')
    const { authorization: _, ...unsigned } = (await sign()).headers
    expect(await answerTo({ headers: unsigned, body: '{}' })).toBe('MissingAuthenticationTokenException')
  })

  it.each([-6, 6])('made %i minutes away from now is refused', async (minutes) => {
    const signingDate = new Date(Date.now() + minutes * 60_000)
    expect(await answerTo(await sign({ signingDate }))).toBe('InvalidSignatureException')
  })

  it('chooses the Region whose keys are seen', async () => {
    const sent = await sign({ region: 'us-east-1' })
    const response = await fetch(fake.endpoint, { method: 'POST', ...sent })
    expect(await response.json()).toEqual({ Keys: [], Truncated: false })
  })
})
