import { randomBytes } from 'node:crypto'
import type { Browser } from '../chromium/browser.ts'
import type { PageTarget } from '../chromium/page-targets.ts'
import { PageLink, type PageLinkOptions } from './page-link.ts'
import { answerPathRequests } from './page-paths.ts'
import { PageRequests, type Navigation } from './page-requests.ts'
import { isolatedWorldName, isolatedWorldScript, mainWorldScript } from './page-scripts.ts'
import { watchPage, type PageListeners } from './page-watch.ts'

export interface OpenPage extends PageTarget {
  readonly browser: Browser
  readonly link: PageLink
}

export interface OpenPageOptions {
  readonly browser: Browser
  /** A page that Chromium has stopped before it loads anything. */
  readonly target: PageTarget
  readonly contentsId: number
  readonly preload: string | undefined
  readonly messages: Pick<PageLinkOptions, 'onInvoke' | 'onSend' | 'onKey'>
  readonly listeners: PageListeners
  readonly mayNavigate: (navigation: Navigation) => boolean
  readonly onDocument: (response: Response) => void
}

/** Puts the host's scripts, messages and request handling in place, then lets the page go on. */
export async function openPage(options: OpenPageOptions): Promise<OpenPage> {
  const { browser, target } = options
  const { session } = target
  const secret = `electronHost${randomBytes(12).toString('hex')}`
  const binding = `${secret}post`
  const { frameTree } = await session.send('Page.getFrameTree')
  const frameId = frameTree.frame.id
  const link = new PageLink({ session, frameId, secret, binding, ...options.messages })
  const requests = new PageRequests({
    session,
    frameId,
    contentsId: options.contentsId,
    mayNavigate: options.mayNavigate,
    onDocument: options.onDocument,
  })
  watchPage(session, frameId, options.listeners)
  const isolatedWorld = isolatedWorldScript({
    secret,
    binding,
    process: preloadProcess(browser),
    preload: options.preload,
  })
  // Chromium takes them in this order; none is waited for before the next is sent.
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    session.send('Runtime.addBinding', { name: binding, executionContextName: isolatedWorldName }),
    session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: isolatedWorld,
      worldName: isolatedWorldName,
    }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(secret) }),
    answerPathRequests(session),
    requests.start(),
    session.send('Runtime.runIfWaitingForDebugger'),
  ])
  return { ...target, browser, link }
}

// What a sandboxed preload finds in `process`.
function preloadProcess(browser: Browser): Record<string, unknown> {
  return {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform: process.platform,
    arch: process.arch,
    versions: { ...process.versions, chrome: browser.version },
    env: {},
    argv: [],
  }
}
