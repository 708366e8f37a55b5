import type { CdpConnection, CdpSession } from './connection.ts'

export interface PageTarget {
  readonly targetId: string
  readonly session: CdpSession
}

/**
 * The pages of the browser. Each new one is attached to while it is stopped, before it loads anything: those the host
 * asked for are handed out, every other one (a page opening a window) is closed.
 */
export class PageTargets {
  readonly #connection: CdpConnection
  readonly #own = new Set<string>()
  readonly #sessions = new Map<string, string>()
  readonly #addresses = new Map<string, string>()
  readonly #watchers = new Set<() => void>()
  readonly #destroyedListeners = new Map<string, () => void>()
  #opening = 0

  constructor(connection: CdpConnection) {
    this.#connection = connection
  }

  async start(): Promise<void> {
    const { browser } = this.#connection
    const filter = [{ type: 'page' }]
    browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      this.#sessions.set(targetInfo.targetId, sessionId)
      this.#addresses.set(targetInfo.targetId, targetInfo.url)
      this.#changed()
    })
    browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
      this.#addresses.set(targetInfo.targetId, targetInfo.url)
      this.#changed()
    })
    browser.on('Target.targetDestroyed', ({ targetId }) => {
      this.#sessions.delete(targetId)
      this.#addresses.delete(targetId)
      this.#own.delete(targetId)
      this.#destroyedListeners.get(targetId)?.()
      this.#destroyedListeners.delete(targetId)
    })
    await Promise.all([
      browser.send('Target.setDiscoverTargets', { discover: true, filter }),
      browser.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter,
      }),
    ])
  }

  /** Takes the page that `open` makes, known by its id. The page is still stopped. */
  async openById(open: () => Promise<string>): Promise<PageTarget> {
    return this.#open(open, (targetId, wanted) => targetId === wanted)
  }

  /** Takes the page that `open` makes, known by the address it shows. */
  async openByAddress(open: () => Promise<string>): Promise<PageTarget> {
    return this.#open(open, (targetId, wanted) => this.#addresses.get(targetId) === wanted)
  }

  /** Called once, when the page is gone for whatever reason. */
  onDestroyed(targetId: string, listener: () => void): void {
    this.#destroyedListeners.set(targetId, listener)
  }

  async #open(
    open: () => Promise<string>,
    isWanted: (targetId: string, wanted: string) => boolean,
  ): Promise<PageTarget> {
    this.#opening++
    try {
      const wanted = await open()
      const targetId = await this.#find((id) => isWanted(id, wanted))
      this.#own.add(targetId)
      return { targetId, session: this.#connection.session(this.#sessions.get(targetId)) }
    } finally {
      this.#opening--
      this.#changed()
    }
  }

  #find(isWanted: (targetId: string) => boolean): Promise<string> {
    return new Promise((resolve) => {
      const look = () => {
        const found = [...this.#sessions.keys()].find((targetId) => isWanted(targetId))
        if (found === undefined) return
        this.#watchers.delete(look)
        resolve(found)
      }
      this.#watchers.add(look)
      look()
    })
  }

  #changed(): void {
    for (const look of this.#watchers) look()
    if (this.#opening > 0) return
    for (const [targetId, sessionId] of this.#sessions) {
      if (this.#own.has(targetId)) continue
      this.#sessions.delete(targetId)
      this.#closeStray(targetId, this.#connection.session(sessionId))
    }
  }

  // A stray may share its process with the page that opened it, which stands still as long as the stray waits for us. So
  // it is let go before it is closed; all its requests stay unanswered meanwhile.
  #closeStray(targetId: string, session: CdpSession): void {
    const steps = [
      session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      session.send('Runtime.runIfWaitingForDebugger'),
      this.#connection.browser.send('Target.closeTarget', { targetId }),
    ]
    for (const step of steps) step.catch(() => undefined)
  }
}
