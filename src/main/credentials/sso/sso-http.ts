import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { VaultError } from '../../../shared/vault-error.ts'

const timeout = 10_000
const mostAnswerBytes = 1024 * 1024

export interface SsoRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
  readonly signal?: AbortSignal | undefined
}

/** What a service said: a document, or the name of its error (`authorization_pending`, `UnauthorizedException`). */
export type SsoAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly status: number }

/** Sends one request of JSON to a service of single sign-on. Throws KMS_UNREACHABLE, KMS_ANSWER_INVALID, CANCELLED. */
export async function sendToSso(request: SsoRequest): Promise<SsoAnswer> {
  const { status, headers, text } = await exchange(request)
  // A proxy tells of its own failure in a page of its own: the status says enough.
  const value = status >= 500 ? (parsed(text) ?? {}) : parse(text)
  if (status >= 200 && status < 300) return { ok: true, value }
  const named = String(headers['x-amzn-errortype'] ?? '').split(/[:;]/)[0] ?? ''
  const body = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  const error = body['error'] ?? (named === '' ? body['__type'] : named)
  return { ok: false, error: typeof error === 'string' ? error.slice(0, 100) : `HTTP ${status}`, status }
}

interface Exchanged {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Redirects are not followed: nothing here is ever asked anywhere else than at its own place. */
function exchange({ url, method, headers, body, signal }: SsoRequest): Promise<Exchanged> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const send = url.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const sent = send(url, {
      method,
      timeout,
      signal,
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment does not turn verification off.
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      headers: {
        ...headers,
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
      },
    })
    sent.on('timeout', () => sent.destroy(new Error('no answer in time')))
    sent.on('error', (error) => reject(unreachable(error, signal)))
    sent.on('response', (answer) => {
      read(answer).then(
        (answered) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: answered }),
        (error: unknown) => reject(unreachable(error, signal)),
      )
    })
    sent.end(text)
  })
}

async function read(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8')
  let text = ''
  for await (const part of answer) {
    text += part
    if (text.length > mostAnswerBytes) {
      answer.destroy()
      throw new VaultError('KMS_ANSWER_INVALID', 'what answered is not single sign-on; check its address')
    }
  }
  return text
}

function parse(text: string): unknown {
  const value = parsed(text)
  if (value !== undefined) return value
  throw new VaultError('KMS_ANSWER_INVALID', 'what answered is not single sign-on; check its address')
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch {
    return undefined
  }
}

function unreachable(cause: unknown, signal: AbortSignal | undefined): VaultError {
  if (cause instanceof VaultError) return cause
  if (signal?.aborted === true) return new VaultError('CANCELLED', 'cancelled', { cause })
  const node = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
  return new VaultError(
    'KMS_UNREACHABLE',
    'single sign-on could not be reached; check the network and the address',
    {
      cause,
      facts: { action: 'sso', awsError: node },
    },
  )
}
