import type { Emits } from './emits.ts'
import type { Main } from './original.ts'
import type { Session } from './session.ts'

export interface WebFrameMain extends Pick<Main.WebFrameMain, 'detached' | 'name' | 'origin' | 'url'> {
  readonly parent: WebFrameMain | null
  readonly top: WebFrameMain | null
}

export type NavigationEvent = Main.Event<Pick<Main.WebContentsWillNavigateEventParams, 'url' | 'isMainFrame'>>

export interface WebContentsEvents {
  'dom-ready': []
  'did-finish-load': []
  'did-fail-load': [
    event: Main.Event,
    errorCode: number,
    errorDescription: string,
    validatedUrl: string,
    isMainFrame: boolean,
  ]
  /** The code is the one that the app's own scheme answered with, -1 for any other. */
  'did-navigate': [event: Main.Event, url: string, httpResponseCode: number, httpStatusText: string]
  'will-navigate': [details: NavigationEvent, url: string]
  'will-frame-navigate': [details: NavigationEvent]
  'will-redirect': [details: NavigationEvent, url: string]
  /** Never emitted: there are no webviews. */
  'will-attach-webview': [event: Main.Event]
  'render-process-gone': [event: Main.Event, details: Main.RenderProcessGoneDetails]
  destroyed: []
}

type Members =
  | 'id'
  | 'close'
  | 'executeJavaScript'
  | 'focus'
  | 'getURL'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isLoading'
  | 'loadURL'
  | 'reload'
  | 'send'

/** A page. `setWindowOpenHandler` may only deny: the host opens no windows for a page. */
export interface WebContents extends Pick<Main.WebContents, Members>, Emits<WebContentsEvents> {
  readonly session: Session
  readonly mainFrame: WebFrameMain
  setWindowOpenHandler(handler: (details: Main.HandlerDetails) => { action: 'deny' }): void
}

export interface WebContentsModule {
  fromId(id: number): WebContents | undefined
  getAllWebContents(): WebContents[]
}
