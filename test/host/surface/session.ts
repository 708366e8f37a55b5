import type { Emits } from './emits.ts'
import type { Main } from './original.ts'

/** Answers requests for a scheme. Requests and answers are the web's own. */
export type Protocol = Pick<
  Main.Protocol,
  'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'
>

export type WebRequest = Pick<Main.WebRequest, 'onBeforeRequest'>

export interface SessionEvents {
  /** The host denies downloads by itself, so this is never emitted. */
  'will-download': [event: Main.Event, item: Main.DownloadItem, contents: Main.WebContents]
}

type Members =
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'

/** A session. Permission handlers are taken and never asked: Chromium denies by itself here. */
export interface Session extends Pick<Main.Session, Members>, Emits<SessionEvents> {
  readonly protocol: Protocol
  readonly webRequest: WebRequest
}

export interface SessionModule {
  readonly defaultSession: Session
}
