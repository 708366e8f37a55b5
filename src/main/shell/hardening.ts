import type { App, Session, WebContents } from 'electron'
import { pageUrl } from './page-address.ts'

/** The part of a session that is closed off. */
export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'on'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> }

/** The part of a page's contents that is closed off. */
export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>

/** Whether a request of a page may go on: the page's own files, and the DevTools' where they are allowed. */
function isRequestAllowed(url: string, devTools: boolean): boolean {
  return url.startsWith(pageUrl) || (devTools && url.startsWith('devtools://'))
}

/** Denies every permission, device, screen capture, download and request but app:// (SECURITY.md points 9 and 10). */
export function hardenSession(session: GuardedSession, options: { devTools: boolean }): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !isRequestAllowed(details.url, options.devTools) }),
  )
}

/** Denies new windows, navigation, redirects and webviews (SECURITY.md point 8). Loading our own page is no navigation. */
export function hardenContents(contents: GuardedContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Turns the guards on for every session and page there will ever be. Must run before the app is ready (point 2). */
export function hardenApp(app: Pick<App, 'enableSandbox' | 'on' | 'isPackaged'>): void {
  app.enableSandbox()
  app.on('session-created', (session) => hardenSession(session, { devTools: !app.isPackaged }))
  app.on('web-contents-created', (_event, contents) => hardenContents(contents))
}
