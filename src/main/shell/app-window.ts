import type { App, BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions } from 'electron'
import type { JsonFile } from './json-file.ts'
import { openMainWindow, sizeOf, type MainWindowOptions } from './main-window.ts'
import { pageUrl } from './page-address.ts'
import type { QuitGuard } from './quit-guard.ts'
import { defaultWindowSize, type WindowSize } from './window-size.ts'

export interface AppWindowOptions extends Omit<MainWindowOptions, 'size'> {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ElectronWindow
  readonly app: Pick<App, 'on'>
  readonly sizeFile: JsonFile<WindowSize>
  /** Asked before the window closes and before the app quits. */
  readonly quitGuard: QuitGuard
}

/** A page that crashes again and again is left as it is. */
const mostReloads = 3

/** The one window of the app, for as long as there is one. */
export interface AppWindow {
  current(): ElectronWindow | undefined
  /** Keeps the window's size for the next start. A size that cannot be kept is no reason to stay open. */
  rememberSize(): Promise<void>
}

/**
 * Opens the window at its remembered size. A second start of the app only brings this window to the front: its arguments
 * are not looked at (SECURITY.md point 15).
 */
export async function openAppWindow(options: AppWindowOptions): Promise<AppWindow> {
  const { app, sizeFile, quitGuard } = options
  const size = (await sizeFile.read().catch(() => undefined)) ?? defaultWindowSize
  const window = openMainWindow(options.BrowserWindow, { ...options, size })
  let current: ElectronWindow | undefined = window

  window.on('close', quitGuard)
  window.on('closed', () => {
    current = undefined
  })
  let reloads = 0
  // The jobs live in the main process: a page that crashed is loaded again and finds them as they are.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || current === undefined || reloads >= mostReloads) return
    reloads += 1
    window.loadURL(pageUrl).catch(() => undefined)
  })
  app.on('second-instance', () => showAgain(current))
  return {
    current: () => current,
    rememberSize: async () => {
      if (current !== undefined) await sizeFile.write(sizeOf(current)).catch(() => undefined)
    },
  }
}

function showAgain(window: ElectronWindow | undefined): void {
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
