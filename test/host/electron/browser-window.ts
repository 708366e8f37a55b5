import { EventEmitter } from 'node:events'
import type { Browser } from '../chromium/browser.ts'
import type { PageTarget } from '../chromium/page-targets.ts'
import type {
  BrowserWindow as BrowserWindowSurface,
  BrowserWindowConstructor,
  BrowserWindowConstructorOptions,
  BrowserWindowEvents,
} from '../surface/browser-window.ts'
import type { Main } from '../surface/original.ts'
import type { WebContents } from '../surface/web-contents.ts'
import { app } from './app.ts'
import { makeEvent } from './event.ts'
import { runtime, type OpenWindow } from './runtime.ts'
import { announce, HostWebContents } from './web-contents.ts'
import { WindowFrame, type WindowState } from './window-frame.ts'

const windows = new Map<number, HostBrowserWindow>()
let lastId = 0
let focused: HostBrowserWindow | null = null

function setFocused(window: HostBrowserWindow | null): void {
  focused = window
}

class HostBrowserWindow
  extends EventEmitter<BrowserWindowEvents>
  implements BrowserWindowSurface, OpenWindow
{
  readonly id = ++lastId
  readonly webContents: HostWebContents
  readonly #options: BrowserWindowConstructorOptions
  readonly #frame: WindowFrame
  #bounds: Main.Rectangle
  #state: WindowState = 'normal'
  #title: string
  #isVisible: boolean
  #isDestroyed = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    this.setMaxListeners(0)
    this.#options = options
    this.#title = options.title ?? app.name
    this.#isVisible = options.show ?? true
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    this.webContents = new HostWebContents({
      preload: options.webPreferences?.preload,
      open: (browser) => openPage(browser, this.#bounds),
      close: () => this.close(),
      onFirstPaint: () => this.emit('ready-to-show'),
      onResized: (size) => this.#noteSize(size),
      onGone: () => this.drop(),
    })
    this.#frame = new WindowFrame(this.webContents.page)
    windows.set(this.id, this)
    runtime.windows.add(this)
    app.emit('browser-window-created', makeEvent({}), this)
    announce(this.webContents)
    this.#frame.setBounds(this.#bounds)
    if (this.#isVisible) this.#takeFocus()
  }

  static getAllWindows = (): HostBrowserWindow[] => [...windows.values()]
  static getFocusedWindow = (): HostBrowserWindow | null => focused
  static fromId = (id: number): HostBrowserWindow | null => windows.get(id) ?? null
  static fromWebContents = (contents: WebContents): HostBrowserWindow | null =>
    [...windows.values()].find((window) => window.webContents === contents) ?? null

  getTitle = (): string => this.#title
  getBounds = (): Main.Rectangle => ({ ...this.#bounds })
  getNormalBounds = (): Main.Rectangle => ({ ...this.#bounds })
  isDestroyed = (): boolean => this.#isDestroyed
  isFocused = (): boolean => focused === this
  isVisible = (): boolean => this.#isVisible
  isMaximized = (): boolean => this.#state === 'maximized'
  isMinimized = (): boolean => this.#state === 'minimized'
  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)

  // The desktop's decorations do not exist here.
  setBackgroundColor(): void {}
  setProgressBar(): void {}

  setTitle(title: string): void {
    this.#title = title
  }

  show(): void {
    this.#isVisible = true
    this.emit('show')
    this.#takeFocus()
  }

  hide(): void {
    this.#isVisible = false
    this.emit('hide')
  }

  focus(): void {
    this.#takeFocus()
    this.webContents.focus()
  }

  setBounds(bounds: Partial<Main.Rectangle>): void {
    const { minWidth = 0, minHeight = 0 } = this.#options
    const wanted = { ...this.#bounds, ...bounds }
    this.#bounds = {
      ...wanted,
      width: Math.max(wanted.width, minWidth),
      height: Math.max(wanted.height, minHeight),
    }
    this.#frame.setBounds(this.#bounds)
    this.emit('resize')
    this.emit('resized')
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  maximize(): void {
    this.#setState('maximized')
    this.emit('maximize')
  }

  unmaximize(): void {
    this.#setState('normal')
    this.emit('unmaximize')
  }

  minimize(): void {
    this.#setState('minimized')
    this.emit('minimize')
  }

  restore(): void {
    this.#setState('normal')
    this.emit('restore')
  }

  close(): void {
    void this.requestClose()
  }

  async requestClose(): Promise<boolean> {
    if (this.#isDestroyed) return true
    const event = makeEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.destroy()
    return true
  }

  destroy(): void {
    this.webContents.page
      .then(({ browser, targetId }) => browser.connection.browser.send('Target.closeTarget', { targetId }))
      .catch(() => undefined)
    this.drop()
  }

  drop(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    windows.delete(this.id)
    runtime.windows.delete(this)
    if (focused === this) setFocused(null)
    this.webContents.markDestroyed()
    this.emit('closed')
    if (windows.size > 0 || runtime.isQuitting) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }

  // By the person, or by ourselves a moment ago.
  #noteSize(size: { width: number; height: number }): void {
    const isKnown = size.width === this.#bounds.width && size.height === this.#bounds.height
    if (this.#isDestroyed || this.#state !== 'normal' || isKnown) return
    this.#bounds = { ...this.#bounds, ...size }
    this.emit('resize')
    this.emit('resized')
  }

  #takeFocus(): void {
    if (focused === this) return
    focused?.emit('blur')
    setFocused(this)
    this.emit('focus')
  }

  #setState(state: WindowState): void {
    this.#state = state
    this.#frame.setState(state)
  }
}

function openPage(browser: Browser, { width, height }: Main.Rectangle): Promise<PageTarget> {
  if (!browser.isHeadless) {
    return browser.targets.openByAddress(() => browser.openAppWindow({ width, height }))
  }
  return browser.targets.openById(async () => {
    const { targetId } = await browser.connection.browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width,
      height,
    })
    return targetId
  })
}

export const BrowserWindow = HostBrowserWindow satisfies BrowserWindowConstructor
