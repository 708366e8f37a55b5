import { EventEmitter } from 'node:events'
import type { Browser } from '../chromium/browser.ts'
import type { PageTarget } from '../chromium/page-targets.ts'
import type { Main } from '../surface/original.ts'
import type { WebContents, WebContentsEvents, WebContentsModule } from '../surface/web-contents.ts'
import { app } from './app.ts'
import { makeEvent } from './event.ts'
import { ipcMain } from './ipc-main.ts'
import { nativeTheme } from './native-theme.ts'
import { openPage, type OpenPage } from './open-page.ts'
import type { Navigation } from './page-requests.ts'
import { toChromium } from './protocol.ts'
import { runtime } from './runtime.ts'
import { makeSenderFrame } from './sender-frame.ts'
import { defaultSession } from './session.ts'

export interface WebContentsOptions {
  readonly preload: string | undefined
  /** Makes the page; it comes stopped, before it has loaded anything. */
  readonly open: (browser: Browser) => Promise<PageTarget>
  /** What closing the page means: its window decides. */
  readonly close: () => void
  /** The page's first drawing of what the app loaded. */
  readonly onFirstPaint: () => void
  /** The page has another size; in CSS pixels. */
  readonly onResized: (size: { width: number; height: number }) => void
  /** The page is gone without having been closed by the host. */
  readonly onGone: () => void
}

const byTarget = new Map<string, HostWebContents>()
const all = new Map<number, HostWebContents>()
let lastId = 0

const withoutHash = (url: string) => url.split('#', 1)[0] ?? ''

/** A page of Chromium behind the part of Electron's WebContents that the app uses. */
export class HostWebContents extends EventEmitter<WebContentsEvents> implements WebContents {
  readonly id = ++lastId
  readonly session = defaultSession
  readonly mainFrame = makeSenderFrame({ url: () => this.#url, isDestroyed: () => this.#isDestroyed })
  /** Settles once the page can be told to load something. */
  readonly page: Promise<OpenPage>
  readonly #options: WebContentsOptions
  readonly #followTheme = () => this.#whenOpen(applyTheme)
  /** The address that the app is loading now. */
  #loading: string | undefined
  #windowOpenHandler: ((details: Main.HandlerDetails) => { action: 'deny' }) | undefined
  #url = ''
  #isDestroyed = false
  #isCrashed = false
  #hasLoaded = false
  #document = { status: -1, statusText: '' }
  #hasPainted = false

  constructor(options: WebContentsOptions) {
    super()
    this.setMaxListeners(0)
    this.#options = options
    all.set(this.id, this)
    nativeTheme.on('updated', this.#followTheme)
    this.page = this.#open()
    this.page.catch((error: unknown) => {
      if (!this.#isDestroyed) console.error('test host: the page could not be opened', error)
    })
  }

  getURL = (): string => this.#url
  isLoading = (): boolean => this.#loading !== undefined
  isDestroyed = (): boolean => this.#isDestroyed
  isCrashed = (): boolean => this.#isCrashed
  close = (): void => this.#options.close()

  setWindowOpenHandler(handler: (details: Main.HandlerDetails) => { action: 'deny' }): void {
    this.#windowOpenHandler = handler
  }

  async loadURL(url: string): Promise<void> {
    const { session } = await this.page
    const address = new URL(toChromium(url)).href
    this.#loading = address
    this.#hasLoaded = true
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', resolve))
    const { errorText } = await session.send('Page.navigate', { url: address })
    if (errorText === undefined) return loaded
    this.#loading = undefined
    this.emit('did-fail-load', makeEvent({}), -1, errorText, url, true)
    throw new Error(`${errorText} loading '${url}'`)
  }

  reload(): void {
    this.#whenOpen(({ session }) => session.send('Page.reload'))
  }

  focus(): void {
    this.#whenOpen(({ session }) => session.send('Page.bringToFront'))
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#isDestroyed) throw new TypeError('Object has been destroyed')
    this.#whenOpen(async ({ link }) => link.send(channel, args))
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

  async #open(): Promise<OpenPage> {
    const browser = await runtime.browser
    const target = await this.#options.open(browser)
    byTarget.set(target.targetId, this)
    browser.targets.onDestroyed(target.targetId, () => {
      byTarget.delete(target.targetId)
      this.#options.onGone()
    })
    const page = await openPage({
      browser,
      target,
      contentsId: this.id,
      preload: this.#options.preload,
      onDocument: ({ status, statusText }) => {
        this.#document = { status, statusText }
      },
      messages: {
        onInvoke: (channel, args, isCurrent) => ipcMain.answer(channel, this.#ipcEvent(isCurrent), args),
        onSend: (channel, args, isCurrent) => void ipcMain.emit(channel, this.#ipcEvent(isCurrent), ...args),
        onKey: (pressed) => runtime.pressKey(pressed),
      },
      listeners: {
        onDomReady: () => {
          // Whoever else is attached (Playwright) may have set the new document's media features.
          this.#whenOpen(applyTheme)
          this.emit('dom-ready')
        },
        onLoad: () => this.#finishLoad(),
        onPaint: () => this.#notePaint(),
        onNavigated: (url) => {
          this.#url = url
          const { status, statusText } = this.#document
          this.#document = { status: -1, statusText: '' }
          if (this.#hasLoaded) this.emit('did-navigate', makeEvent({}), url, status, statusText)
        },
        onResized: () => this.#whenOpen((opened) => this.#measure(opened)),
        onWindowOpen: (details) => this.#windowOpenHandler?.(details),
        onCrash: () => {
          this.#isCrashed = true
          this.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 1 })
        },
      },
      mayNavigate: (navigation) => this.#mayNavigate(navigation),
    })
    await applyTheme(page)
    return page
  }

  #finishLoad(): void {
    this.#loading = undefined
    if (this.#hasLoaded) this.emit('did-finish-load')
  }

  async #measure({ session }: OpenPage): Promise<void> {
    const { cssLayoutViewport } = await session.send('Page.getLayoutMetrics')
    this.#options.onResized({ width: cssLayoutViewport.clientWidth, height: cssLayoutViewport.clientHeight })
  }

  #notePaint(): void {
    if (!this.#hasLoaded || this.#hasPainted) return
    this.#hasPainted = true
    this.#options.onFirstPaint()
  }

  // What neither the app began nor reloads what is shown was begun by the page.
  #mayNavigate({ url, isMainFrame, isRedirect }: Navigation): boolean {
    if (isMainFrame && !isRedirect) {
      const isAppsOwn =
        this.#loading !== undefined && withoutHash(this.#loading) === withoutHash(toChromium(url))
      if (isAppsOwn || withoutHash(url) === withoutHash(this.#url)) return true
    }
    const details = makeEvent({ url, isMainFrame })
    if (isRedirect) this.emit('will-redirect', details, url)
    else {
      if (isMainFrame) this.emit('will-navigate', details, url)
      this.emit('will-frame-navigate', details)
    }
    return !details.defaultPrevented
  }

  #ipcEvent(isCurrent: () => boolean) {
    const { mainFrame, isDestroyed } = this
    return {
      sender: this,
      processId: 1,
      frameId: 1,
      get senderFrame() {
        return isCurrent() && !isDestroyed() ? mainFrame : null
      },
    }
  }

  #whenOpen(act: (page: OpenPage) => Promise<unknown>): void {
    // A page that has gone meanwhile has nothing to be told.
    this.page.then(act).catch(() => undefined)
  }
}

async function applyTheme({ session }: OpenPage): Promise<void> {
  const value = nativeTheme.themeSource === 'system' ? '' : nativeTheme.themeSource
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
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
