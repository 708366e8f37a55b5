import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { FakeError } from './fake-error.ts'

/** An access key that the fake knows. */
export interface FakeAccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Null for a long-term key. */
  readonly sessionToken: string | null
  readonly account: string
  /** ARN of its user or role. */
  readonly arn: string
  /** True once the session is over. */
  expired: boolean
  /** When it ends by itself; null for a long-term key. */
  expiresAt: Date | null
  /** How many calls it is still good for; null for any number. */
  callsLeft: number | null
}

export interface SignedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
}

export interface Signer {
  readonly accessKey: FakeAccessKey
  readonly region: string
}

const toleratedSkew = 5 * 60_000
const form =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/(kms|sts)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

/** What a signature is checked against. */
export interface SignatureRules {
  readonly accessKeys: ReadonlyMap<string, FakeAccessKey>
  readonly service: 'kms' | 'sts'
  /** The clock that signatures are checked by. */
  readonly now: Date
  /** The clock that sessions end by. */
  readonly time: Date
}

/**
 * Checks a Signature Version 4, recomputed from the request as it arrived. Throws what AWS answers: a token that is
 * missing, unknown or expired, a time that is not now, a signature that does not match.
 */
export function verifySignature(request: SignedRequest, rules: SignatureRules): Signer {
  const parts = form.exec(request.headers.authorization ?? '')
  const [, accessKeyId, day, region, service, signedHeaders, signature] = parts ?? []
  if (!accessKeyId || !day || !region || !signedHeaders || !signature || service !== rules.service) {
    throw new FakeError('MissingAuthenticationTokenException')
  }
  const accessKey = rules.accessKeys.get(accessKeyId)
  if (accessKey === undefined) throw new FakeError('UnrecognizedClientException')
  const time = String(request.headers['x-amz-date'] ?? '')
  checkTime(time, day, rules.now)
  const scope = `${day}/${region}/${service}/aws4_request`
  const canonical = sha256(canonicalRequest(request, signedHeaders))
  const toSign = ['AWS4-HMAC-SHA256', time, scope, canonical].join('\n')
  const expected = hmac(signingKey(accessKey.secretAccessKey, [day, region, service]), toSign)
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw new FakeError('InvalidSignatureException')
  }
  checkToken(accessKey, request.headers['x-amz-security-token'], rules.time)
  return { accessKey, region }
}

function checkTime(time: string, day: string, now: Date): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time)
  if (parts === null || !time.startsWith(day)) throw new FakeError('InvalidSignatureException')
  const [, year, month, date, hour, minute, second] = parts
  const signedAt = Date.parse(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`)
  const late = now.getTime() - signedAt
  if (Math.abs(late) <= toleratedSkew) return
  const there = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  throw new FakeError(
    'InvalidSignatureException',
    late > 0
      ? `Signature expired: ${time} is now earlier than ${there} (${there} - 5 min.)`
      : `Signature not yet current: ${time} is still later than ${there} (${there} + 5 min.)`,
  )
}

function checkToken(accessKey: FakeAccessKey, token: string | string[] | undefined, time: Date): void {
  if (accessKey.sessionToken !== (token ?? null)) throw new FakeError('UnrecognizedClientException')
  const ended = accessKey.expiresAt !== null && accessKey.expiresAt <= time
  if (accessKey.expired || ended || accessKey.callsLeft === 0) throw new FakeError('ExpiredTokenException')
  if (accessKey.callsLeft !== null) accessKey.callsLeft -= 1
}

function canonicalRequest(request: SignedRequest, signedHeaders: string): string {
  const [path = '/', query = ''] = request.path.split('?')
  const headers = signedHeaders.split(';').map((name) => {
    const value = request.headers[name]
    const text = Array.isArray(value) ? value.join(',') : (value ?? '')
    return `${name}:${text.trim().replaceAll(/ +/g, ' ')}\n`
  })
  return [request.method, path, query, headers.join(''), signedHeaders, sha256(request.body)].join('\n')
}

function signingKey(secret: string, scope: readonly string[]): Buffer {
  return [...scope, 'aws4_request'].reduce<Buffer>(
    (key, step) => hmac(key, step),
    Buffer.from(`AWS4${secret}`),
  )
}

function hmac(key: Uint8Array, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
