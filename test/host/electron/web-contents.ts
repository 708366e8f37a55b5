import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { Browser } from '../chromium/browser.ts'
import type { PageTarget } from '../chromium/page-targets.ts'
import type { Main } from '../surface/original.ts'
import type {
  WebContents,
  WebContentsEvents,
  WebContentsModule,
  WebFrameMain,
} from '../surface/web-contents.ts'
import { app } from './app.ts'
import { makeEvent } from './event.ts'
import { ipcMain } from './ipc-main.ts'
import { nativeTheme } from './native-theme.ts'
import { PageLink } from './page-link.ts'
import { answerPathRequests } from './page-paths.ts'
import { PageRequests, type Navigation } from './page-requests.ts'
import { isolatedWorldName, isolatedWorldScript, mainWorldScript } from './page-scripts.ts'
import { fromChromium, toChromium } from './protocol.ts'
import { runtime } from './runtime.ts'
import { defaultSession } from './session.ts'

export interface WebContentsOptions {
  readonly preload: string | undefined
  /** Makes the page; it comes stopped, before it has loaded anything. */
  readonly open: (browser: Browser) => Promise<PageTarget>
  /** What closing the page means: its window decides. */
  readonly close: () => void
  /** The page's first drawing after a load began. */
  readonly onFirstPaint: () => void
  /** The page is gone without having been closed by the host. */
  readonly onGone: () => void
}

interface Page extends PageTarget {
  readonly browser: Browser
  readonly frameId: string
  readonly link: PageLink
}

const byTarget = new Map<string, HostWebContents>()
const all = new Map<number, HostWebContents>()
let lastId = 0

const withoutHash = (url: string) => url.split('#', 1)[0] ?? ''

/** A page of Chromium behind the part of Electron's WebContents that the app uses. */
export class HostWebContents extends EventEmitter<WebContentsEvents> implements WebContents {
  readonly id = ++lastId
  readonly session = defaultSession
  readonly mainFrame: WebFrameMain
  /** Settles once the page can be told to load something. */
  readonly page: Promise<Page>
  readonly #options: WebContentsOptions
  readonly #secret = `electronHost${randomBytes(12).toString('hex')}`
  readonly #ownNavigations = new Set<string>()
  readonly #followTheme = () => void this.#applyTheme()
  #windowOpenHandler: ((details: Main.HandlerDetails) => { action: 'deny' }) | undefined
  #url = ''
  #title = ''
  #zoom = 1
  #isLoading = false
  #isDestroyed = false
  #isCrashed = false
  #hasNavigated = false
  #hasPainted = false

  constructor(options: WebContentsOptions) {
    super()
    this.setMaxListeners(0)
    this.#options = options
    this.mainFrame = this.#makeFrame()
    all.set(this.id, this)
    nativeTheme.on('updated', this.#followTheme)
    this.page = this.#open()
    this.page.catch((error: unknown) => {
      if (!this.#isDestroyed) console.error('test host: the page could not be opened', error)
    })
  }

  getURL = (): string => this.#url
  getTitle = (): string => this.#title
  isLoading = (): boolean => this.#isLoading
  isDestroyed = (): boolean => this.#isDestroyed
  isCrashed = (): boolean => this.#isCrashed
  getZoomFactor = (): number => this.#zoom
  close = (): void => this.#options.close()

  setWindowOpenHandler(handler: (details: Main.HandlerDetails) => { action: 'deny' }): void {
    this.#windowOpenHandler = handler
  }

  async loadURL(url: string): Promise<void> {
    const { session } = await this.page
    const address = new URL(toChromium(url)).href
    this.#ownNavigations.add(withoutHash(address))
    this.#hasNavigated = true
    this.#isLoading = true
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    const { errorText } = await session.send('Page.navigate', { url: address })
    this.#ownNavigations.delete(withoutHash(address))
    if (errorText === undefined) return loaded
    this.#isLoading = false
    this.emit('did-fail-load', makeEvent({}), -1, errorText, url, true)
    throw new Error(`${errorText} loading '${url}'`)
  }

  reload(): void {
    this.#whenOpen(async ({ session }) => {
      this.#ownNavigations.add(withoutHash(toChromium(this.#url)))
      await session.send('Page.reload')
    })
  }

  focus(): void {
    this.#whenOpen(({ session }) => session.send('Page.bringToFront'))
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed')
    this.#whenOpen(async ({ link }) => link.send(channel, args))
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor
    this.#whenOpen(({ session }) => session.send('Emulation.setPageScaleFactor', { pageScaleFactor: factor }))
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.page
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    })
    if (exceptionDetails === undefined) return result.value
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  }

  /** Forgets the page; the window has closed it or is about to. */
  markDestroyed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    all.delete(this.id)
    nativeTheme.off('updated', this.#followTheme)
    this.emit('destroyed')
  }

  async #open(): Promise<Page> {
    const browser = await runtime.browser
    const target = await this.#options.open(browser)
    const { targetId, session } = target
    byTarget.set(targetId, this)
    browser.targets.onDestroyed(targetId, () => {
      byTarget.delete(targetId)
      this.#options.onGone()
    })
    const { frameTree } = await session.send('Page.getFrameTree')
    const frameId = frameTree.frame.id
    const binding = `${this.#secret}post`
    const link = new PageLink({
      session,
      frameId,
      secret: this.#secret,
      binding,
      onInvoke: (channel, args, isCurrent) => ipcMain.answer(channel, this.#ipcEvent(isCurrent), args),
      onKey: (pressed) => runtime.pressKey(pressed),
      onSend: (channel, args, isCurrent) => void ipcMain.emit(channel, this.#ipcEvent(isCurrent), ...args),
    })
    const requests = new PageRequests({
      session,
      frameId,
      contentsId: this.id,
      mayNavigate: (navigation) => this.#mayNavigate(navigation),
    })
    const page = { ...target, browser, frameId, link }
    this.#follow(page)
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      session.send('Runtime.addBinding', { name: binding, executionContextName: isolatedWorldName }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldScript({
          secret: this.#secret,
          binding,
          process: preloadProcess(browser),
          preload: this.#options.preload,
        }),
        worldName: isolatedWorldName,
      }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.#secret) }),
      answerPathRequests(session),
      requests.start(),
      this.#applyTheme(session),
      session.send('Runtime.runIfWaitingForDebugger'),
    ])
    return page
  }

  #follow({ session, frameId }: Page): void {
    session.on('Page.domContentEventFired', () => {
      // Whoever else is attached (Playwright) may have set the media features for the new document.
      void this.#applyTheme(session)
      this.emit('dom-ready')
    })
    session.on('Page.loadEventFired', () => {
      this.#isLoading = false
      if (this.#url !== '') this.emit('did-finish-load')
    })
    session.on('Page.lifecycleEvent', (event) => {
      if (event.name !== 'firstPaint' || event.frameId !== frameId || !this.#hasNavigated) return
      if (this.#hasPainted) return
      this.#hasPainted = true
      this.#options.onFirstPaint()
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      this.#url = fromChromium(frame.url)
      if (this.#hasNavigated) this.emit('did-navigate', makeEvent({}), this.#url)
    })
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.#windowOpenHandler?.({
        url: fromChromium(url),
        frameName: windowName === '_blank' ? '' : windowName,
        features: windowFeatures.filter((feature) => feature !== 'noopener').join(','),
        disposition: 'foreground-tab',
        referrer: { url: '', policy: 'no-referrer' },
      })
    })
    session.on('Inspector.targetCrashed', () => {
      this.#isCrashed = true
      this.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 1 })
    })
  }

  // Everything that neither the host began nor reloads what is shown was begun by the page.
  #mayNavigate({ url, isMainFrame, isRedirect }: Navigation): boolean {
    if (isMainFrame && !isRedirect) {
      if (this.#ownNavigations.has(withoutHash(toChromium(url)))) return true
      if (withoutHash(url) === withoutHash(this.#url)) return true
    }
    const details = makeEvent({ url, isMainFrame })
    if (isRedirect) this.emit('will-redirect', details, url)
    else {
      if (isMainFrame) this.emit('will-navigate', details, url)
      this.emit('will-frame-navigate', details)
    }
    return !details.defaultPrevented
  }

  async #applyTheme(known?: PageTarget['session']): Promise<void> {
    const session = known ?? (await this.page.catch(() => undefined))?.session
    const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource
    await session
      ?.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
      .catch(() => undefined)
  }

  #ipcEvent(isCurrent: () => boolean) {
    const frame = this.mainFrame
    const isDestroyed = this.isDestroyed
    return {
      sender: this,
      processId: 1,
      frameId: 1,
      get senderFrame() {
        return isCurrent() && !isDestroyed() ? frame : null
      },
    }
  }

  #makeFrame(): WebFrameMain {
    const { getURL: url, isDestroyed } = this
    const frame: WebFrameMain = {
      name: '',
      parent: null,
      get detached() {
        return isDestroyed()
      },
      get top() {
        return frame
      },
      get url() {
        return url()
      },
      get origin() {
        return originOf(url())
      },
    }
    return frame
  }

  #whenOpen(act: (page: Page) => Promise<unknown>): void {
    this.page.then(act).catch(() => undefined)
  }
}

function originOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const { protocol, host, origin } = new URL(url)
  return origin === 'null' ? `${protocol}//${host}` : origin
}

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

/** Tells the app of a new page, as Electron does before the window's constructor returns. */
export function announce(contents: HostWebContents): void {
  app.emit('web-contents-created', makeEvent({}), contents)
}

export const webContents: WebContentsModule & {
  /** Playwright asks for it. */
  fromDevToolsTargetId(targetId: string): WebContents | undefined
} = {
  fromId: (id) => all.get(id),
  getAllWebContents: () => [...all.values()],
  fromDevToolsTargetId: (targetId) => byTarget.get(targetId),
}
