import { EventEmitter } from 'node:events'
import type { Main } from '../surface/original.ts'
import type { Session, SessionEvents, SessionModule, WebRequest } from '../surface/session.ts'
import { protocol } from './protocol.ts'

type BeforeRequest = (
  details: Main.OnBeforeRequestListenerDetails,
  answer: (response: Main.CallbackResponse) => void,
) => void

class HostWebRequest implements WebRequest {
  #beforeRequest: BeforeRequest | null = null

  onBeforeRequest(...args: [BeforeRequest | null] | [Main.WebRequestFilter, BeforeRequest | null]): void {
    this.#beforeRequest = args.length === 1 ? args[0] : args[1]
  }

  /** Whether a listener wants the request cancelled. */
  async isCancelled(details: Main.OnBeforeRequestListenerDetails): Promise<boolean> {
    const listener = this.#beforeRequest
    if (listener === null) return false
    const { cancel = false } = await new Promise<Main.CallbackResponse>((resolve) =>
      listener(details, resolve),
    )
    return cancel
  }
}

class HostSession extends EventEmitter<SessionEvents> implements Session {
  readonly protocol = protocol
  readonly webRequest = new HostWebRequest()

  // Chromium denies every one of these here, whatever the handler would say.
  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}
}

export const defaultSession = new HostSession().setMaxListeners(0)
export const session: SessionModule = { defaultSession }
