import type { CdpSession } from '../chromium/connection.ts'
import type { Protocol } from '../chromium/protocol.ts'
import { fromChromium, handlerFor } from './protocol.ts'
import { defaultSession } from './session.ts'

type Paused = Protocol.Fetch.requestPausedPayload

export interface Navigation {
  readonly url: string
  readonly isMainFrame: boolean
  readonly isRedirect: boolean
}

export interface PageRequestsOptions {
  readonly session: CdpSession
  readonly frameId: string
  readonly contentsId: number
  /** Whether a navigation that the page began may go on. */
  readonly mayNavigate: (navigation: Navigation) => boolean
  /** The app's own scheme answered the main frame with a document. */
  readonly onDocument: (response: Response) => void
}

// Electron's names for what Chromium asks for, as far as an app's page asks for it.
const resourceTypes = {
  Stylesheet: 'stylesheet',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  Script: 'script',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  WebSocket: 'webSocket',
} as const

/** Sees every request of a page first: refuses navigation, cancels what `webRequest` cancels, serves the app's schemes. */
export class PageRequests {
  readonly #options: PageRequestsOptions

  constructor(options: PageRequestsOptions) {
    this.#options = options
    options.session.on('Fetch.requestPaused', (paused) => {
      // A page that went away meanwhile takes its requests along.
      this.#decide(paused).catch(() => this.#fail(paused, 'Failed').catch(() => undefined))
    })
  }

  async start(): Promise<void> {
    await this.#options.session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  }

  async #decide(paused: Paused): Promise<void> {
    const url = fromChromium(paused.request.url)
    // Chromium asks for an icon of the tab, which Electron does not have; the page had no part in it.
    if (paused.resourceType === 'Other' && new URL(url).pathname === '/favicon.ico') {
      return this.#fulfil(paused, new Response(null, { status: 204 }))
    }
    const isMainFrame = paused.frameId === this.#options.frameId
    const isDocument = paused.resourceType === 'Document'
    const isRedirect = paused.redirectedRequestId !== undefined
    if (isDocument && !this.#options.mayNavigate({ url, isMainFrame, isRedirect })) {
      return this.#fail(paused, 'Aborted')
    }
    const isCancelled = await defaultSession.webRequest.isCancelled({
      id: Number.parseInt(paused.requestId.replaceAll(/\D/g, '') || '0', 10),
      url,
      method: paused.request.method,
      webContentsId: this.#options.contentsId,
      resourceType: isDocument
        ? isMainFrame
          ? 'mainFrame'
          : 'subFrame'
        : (resourceTypes[paused.resourceType as keyof typeof resourceTypes] ?? 'other'),
      referrer: '',
      timestamp: Date.now(),
      uploadData: [],
    })
    if (isCancelled) return this.#fail(paused, 'BlockedByClient')
    const handler = handlerFor(url)
    if (handler !== undefined) {
      const response = await handler(asRequest(url, paused))
      if (isDocument && isMainFrame) this.#options.onDocument(response)
      return this.#fulfil(paused, response)
    }
    await this.#options.session.send('Fetch.continueRequest', { requestId: paused.requestId })
  }

  async #fulfil({ requestId }: Paused, response: Response): Promise<void> {
    await this.#options.session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    })
  }

  async #fail({ requestId }: Paused, errorReason: Protocol.Network.ErrorReason): Promise<void> {
    await this.#options.session.send('Fetch.failRequest', { requestId, errorReason })
  }
}

function asRequest(url: string, { request }: Paused): GlobalRequest {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  return new Request(url, {
    method: request.method,
    headers: request.headers,
    ...(hasBody ? { body: request.postData ?? '' } : {}),
  }) as GlobalRequest
}
