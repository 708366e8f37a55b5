import type { App } from 'electron'
import type { GuardedContents, GuardedSession } from '../../../src/main/shell/hardening.ts'

type Listener = (...args: readonly unknown[]) => unknown

/** Records what was subscribed to, and lets a test raise it. */
export class FakeEmitter {
  readonly listeners = new Map<string, Listener>()

  readonly on = (name: string, listener: Listener): this => {
    this.listeners.set(name, listener)
    return this
  }

  raise(name: string, ...args: readonly unknown[]): unknown {
    const listener = this.listeners.get(name)
    if (listener === undefined) throw new Error(`nobody listens to ${name}`)
    return listener(...args)
  }
}

/** An event that notes whether it was prevented. */
export function fakeEvent(): { prevented: boolean; preventDefault: () => void } {
  const event = {
    prevented: false,
    preventDefault: () => {
      event.prevented = true
    },
  }
  return event
}

/** A session that keeps the handlers it was given. */
export class FakeSession extends FakeEmitter {
  readonly handlers = new Map<string, Listener>()
  spellChecker = true

  readonly #keep = (name: string) => (handler: unknown) => {
    this.handlers.set(name, handler as Listener)
  }

  readonly setPermissionRequestHandler = this.#keep('permissionRequest')
  readonly setPermissionCheckHandler = this.#keep('permissionCheck')
  readonly setDevicePermissionHandler = this.#keep('device')
  readonly setDisplayMediaRequestHandler = this.#keep('displayMedia')
  readonly setSpellCheckerEnabled = (on: boolean): void => {
    this.spellChecker = on
  }
  readonly webRequest = { onBeforeRequest: this.#keep('beforeRequest') }

  /** Asks a handler and gives what it answered, by return or by its callback. */
  ask(name: string, ...args: readonly unknown[]): unknown {
    const handler = this.handlers.get(name)
    if (handler === undefined) throw new Error(`no handler for ${name}`)
    let answered: unknown
    const returned = handler(...args, (value: unknown) => {
      answered = value
    })
    return returned ?? answered
  }

  asSession(): GuardedSession {
    return this as unknown as GuardedSession
  }
}

/** A page's contents that keep their guards. */
export class FakeContents extends FakeEmitter {
  openHandler: ((details: unknown) => unknown) | undefined
  readonly setWindowOpenHandler = (handler: (details: unknown) => unknown): void => {
    this.openHandler = handler
  }

  asContents(): GuardedContents {
    return this as unknown as GuardedContents
  }
}

/** An app that notes the order of what is done to it. */
export class FakeApp extends FakeEmitter {
  readonly isPackaged: boolean
  readonly calls: string[] = []

  constructor(isPackaged: boolean) {
    super()
    this.isPackaged = isPackaged
  }

  readonly enableSandbox = (): void => {
    this.calls.push('enableSandbox')
  }

  asApp(): App {
    return this as unknown as App
  }
}
