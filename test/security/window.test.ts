import { describe, expect, it } from 'vitest'
import { pageSchemePrivileges } from '../../src/main/shell/app-protocol.ts'
import { hardenApp, hardenContents, hardenSession } from '../../src/main/shell/hardening.ts'
import { openMainWindow, windowOptions, type MainWindowOptions } from '../../src/main/shell/main-window.ts'
import { hardenedWebPreferences } from '../../src/main/shell/web-preferences.ts'
import { FakeApp, FakeContents, fakeEvent, FakeSession } from './support/fake-surfaces.ts'
import { findings, sources } from './support/source-files.ts'

const options: MainWindowOptions = {
  size: { width: 1120, height: 760, maximized: false },
  background: '#ffffff',
  preload: '/app/out/preload/index.cjs',
  isPackaged: true,
}

describe('point 01: the window', () => {
  it('point 01: its web preferences are exactly the hardened ones', () => {
    expect(hardenedWebPreferences).toStrictEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      experimentalFeatures: false,
      allowRunningInsecureContent: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
    expect(windowOptions(options).webPreferences).toStrictEqual({
      ...hardenedWebPreferences,
      devTools: false,
      preload: options.preload,
    })
  })

  it('point 01: DevTools are there outside a package only', () => {
    expect(windowOptions({ ...options, isPackaged: false }).webPreferences).toMatchObject({ devTools: true })
  })

  it('point 01: there is exactly one `new BrowserWindow` in src, and no BrowserView, WebContentsView or webview', () => {
    const windows = findings(sources(), /new\s+(?:\w+\.)?BrowserWindow\b/)
    expect(windows).toStrictEqual(['src/main/shell/main-window.ts: new BrowserWindow'])
    expect(findings(sources(), /\b(?:BrowserView|WebContentsView|BaseWindow)\b|<webview/)).toStrictEqual([])
  })

  it('point 03: the window loads app://vault/', () => {
    const loaded: string[] = []
    class FakeWindow {
      once = () => this
      maximize = () => undefined
      loadURL = (url: string) => {
        loaded.push(url)
        return Promise.resolve()
      }
    }
    openMainWindow(FakeWindow as never, options)
    expect(loaded).toStrictEqual(['app://vault/'])
  })
})

describe('points 02, 08, 09, 10: guards', () => {
  it('point 02: the sandbox is enabled at once, and guards are set for every session and page to come', () => {
    const app = new FakeApp(true)
    hardenApp(app.asApp())
    expect(app.calls).toStrictEqual(['enableSandbox'])
    expect([...app.listeners.keys()].sort()).toStrictEqual(['session-created', 'web-contents-created'])
  })

  it('point 05: app:// is standard and secure, and has none of the dangerous privileges', () => {
    expect(pageSchemePrivileges).toStrictEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    })
  })

  it('point 08: a page cannot open a window', () => {
    const contents = new FakeContents()
    hardenContents(contents.asContents())
    expect(contents.openHandler?.({ url: 'app://vault/' })).toStrictEqual({ action: 'deny' })
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'point 08: %s is prevented on every page that is created',
    (name) => {
      const app = new FakeApp(true)
      const contents = new FakeContents()
      hardenApp(app.asApp())
      app.raise('web-contents-created', {}, contents)
      const event = fakeEvent()
      contents.raise(name, event)
      expect(event.prevented).toBe(true)
    },
  )

  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'usb'])(
    'point 09: the permission %s is denied, asked or checked',
    (permission) => {
      const app = new FakeApp(true)
      const session = new FakeSession()
      hardenApp(app.asApp())
      app.raise('session-created', session)
      expect(session.ask('permissionRequest', {}, permission)).toBe(false)
      expect(session.ask('permissionCheck', null, permission)).toBe(false)
    },
  )

  it('point 09: devices, screen capture and downloads are denied', () => {
    const session = new FakeSession()
    hardenSession(session.asSession(), { devTools: false })
    expect(session.ask('device', { deviceType: 'hid' })).toBe(false)
    expect(session.ask('displayMedia', {})).toBeNull()
    const download = fakeEvent()
    session.raise('will-download', download)
    expect(download.prevented).toBe(true)
    expect(session.spellChecker).toBe(false)
  })

  it.each([
    ['app://vault/', false],
    ['app://vault/assets/index.js', false],
    ['app://other/', true],
    ['app://vault.evil/', true],
    ['https://example.com/', true],
    ['http://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['data:text/html,x', true],
    ['blob:app://vault/1', true],
    ['ws://127.0.0.1/', true],
    ['devtools://devtools/bundled/inspector.html', true],
    ['chrome-extension://x/y.js', true],
  ])('point 10: a packaged app’s request for %s is cancelled: %s', (url, cancel) => {
    const session = new FakeSession()
    hardenSession(session.asSession(), { devTools: false })
    expect(session.ask('beforeRequest', { url })).toStrictEqual({ cancel })
  })

  it('point 10: DevTools may load themselves outside a package', () => {
    const session = new FakeSession()
    hardenSession(session.asSession(), { devTools: true })
    expect(session.ask('beforeRequest', { url: 'devtools://devtools/x' })).toStrictEqual({ cancel: false })
    expect(session.ask('beforeRequest', { url: 'https://example.com/' })).toStrictEqual({ cancel: true })
  })
})
