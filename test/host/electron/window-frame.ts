import type { Browser } from '../chromium/browser.ts'
import type { Main } from '../surface/original.ts'

export type WindowState = 'normal' | 'maximized' | 'minimized'

/** Chromium's window around a page: told its place, size and state in the order in which the app asks. */
export class WindowFrame {
  readonly #page: Promise<{ readonly browser: Browser; readonly targetId: string }>
  #last: Promise<unknown> = Promise.resolve()

  constructor(page: Promise<{ readonly browser: Browser; readonly targetId: string }>) {
    this.#page = page
  }

  /** The page gets the whole size, whatever Chromium draws around it. */
  setBounds({ x: left, y: top, width, height }: Main.Rectangle): void {
    this.#next(async (browser, windowId) => {
      const { send } = browser
      await send('Browser.setWindowBounds', { windowId, bounds: { left, top } })
      await send('Browser.setContentsSize', { windowId, width, height })
    })
  }

  setState(windowState: WindowState): void {
    this.#next(({ send }, windowId) => send('Browser.setWindowBounds', { windowId, bounds: { windowState } }))
  }

  #next(
    act: (browser: Pick<Browser['connection']['browser'], 'send'>, windowId: number) => Promise<unknown>,
  ): void {
    // A window that has been closed meanwhile has nothing to be told.
    this.#last = this.#last.then(() => this.#tell(act)).catch(() => undefined)
  }

  async #tell(
    act: (browser: Pick<Browser['connection']['browser'], 'send'>, windowId: number) => Promise<unknown>,
  ): Promise<void> {
    const { browser, targetId } = await this.#page
    const session = browser.connection.browser
    const { windowId } = await session.send('Browser.getWindowForTarget', { targetId })
    await act({ send: (method, params) => session.send(method, params) }, windowId)
  }
}
