import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeResponse, FakeWorld } from './handle-request.ts'
import type { SignedRequest } from './sigv4.ts'

/** One service of AWS: which requests are its own, and what it answers. */
export interface FakeService {
  readonly serves: (request: SignedRequest) => boolean
  readonly handle: (request: SignedRequest, world: FakeWorld) => Promise<FakeResponse>
}

interface ServeOptions {
  readonly world: FakeWorld
  readonly services: readonly FakeService[]
  readonly port: number
  readonly onRequest: (step: 'begin' | 'end') => void
}

/** An HTTP server on this computer; the first service that a request is for answers it. */
export async function serveFake(
  options: ServeOptions,
): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    options.onRequest('begin')
    await answer(request, response, options)
    options.onRequest('end')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { services, world }: ServeOptions,
): Promise<void> {
  try {
    const body = Buffer.concat(await request.toArray())
    const { method = '', url: path = '/', headers } = request
    const asked = { method, path, headers, body }
    const answered = await services.find(({ serves }) => serves(asked))?.handle(asked, world)
    if (answered === 'drop') {
      request.socket.destroy()
      return
    }
    const { status, headers: sent, body: text } = answered ?? { status: 404, headers: {}, body: 'not found' }
    response.writeHead(status, sent).end(text)
  } catch (error) {
    // The client went away, or the fake itself is wrong: a 500 that no table knows makes the test fail.
    if (!response.destroyed) response.writeHead(500).end(String(error))
  }
}
