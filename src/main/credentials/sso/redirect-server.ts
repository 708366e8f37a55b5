import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { VaultError } from '../../../shared/vault-error.ts'

/** Where the browser comes back to once a person signed in: this computer alone, once, for a short time. */
export interface RedirectServer {
  readonly redirectUri: string
  /** The authorization code. Throws SIGN_IN_FAILED where the service sent an error instead. */
  readonly code: Promise<string>
  close(): void
}

const path = '/oauth/callback'
const donePage = page('Signed in', 'You can close this window and go back to Keyhold.')
const failedPage = page('Not signed in', 'You can close this window. Keyhold says what happened.')

/** Listens on 127.0.0.1 at a port that the system chooses (RFC 8252 section 7.3). `state` is what the address must bring back. */
export async function startRedirectServer(state: string): Promise<RedirectServer> {
  const code = Promise.withResolvers<string>()
  // Whoever waits for the code may have gone: its failure is then nobody's.
  code.promise.catch(() => undefined)
  const server = createServer((request, response) => {
    const answered = codeIn(request, state)
    if (answered === null) return answer(response, 404, failedPage)
    const isCode = typeof answered === 'string'
    answer(response, isCode ? 200 : 400, isCode ? donePage : failedPage)
    server.close()
    return isCode ? code.resolve(answered) : code.reject(answered)
  })
  server.headersTimeout = 5_000
  server.requestTimeout = 5_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  server.on('error', (cause) =>
    code.reject(
      new VaultError('SIGN_IN_FAILED', 'the browser cannot come back to this app; sign in by code instead', {
        cause,
        facts: { reason: 'no way back' },
      }),
    ),
  )
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    redirectUri: `http://127.0.0.1:${port}${path}`,
    code: code.promise,
    close: () => {
      server.close()
      server.closeAllConnections()
      code.reject(new VaultError('CANCELLED', 'cancelled'))
    },
  }
}

/** Null: not the redirect that is waited for, so that a page that guesses the port cannot end the sign-in. */
function codeIn(request: IncomingMessage, state: string): string | VaultError | null {
  const url = URL.parse(request.url ?? '', 'http://127.0.0.1')
  if (request.method !== 'GET' || url?.pathname !== path) return null
  if (!isSame(url.searchParams.get('state') ?? '', state)) return null
  const code = url.searchParams.get('code')
  if (code !== null && code !== '') return code
  const reason = (url.searchParams.get('error') ?? 'no code').slice(0, 100)
  return new VaultError('SIGN_IN_FAILED', 'single sign-on refused; try again', { facts: { reason } })
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(body)
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`
}
