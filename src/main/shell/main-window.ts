import type { BrowserWindow as ElectronWindow, BrowserWindowConstructorOptions } from 'electron'
import { pageUrl } from './page-address.ts'
import { webPreferences } from './web-preferences.ts'
import { smallestWindow, type WindowSize } from './window-size.ts'

export interface MainWindowOptions {
  readonly size: WindowSize
  readonly background: string
  readonly preload: string
  readonly isPackaged: boolean
}

/** What a new window is made with, apart from the class that makes it. */
export function windowOptions(options: MainWindowOptions): BrowserWindowConstructorOptions {
  return {
    width: options.size.width,
    height: options.size.height,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Keyhold',
    show: false,
    backgroundColor: options.background,
    autoHideMenuBar: true,
    webPreferences: webPreferences(options),
  }
}

/** Makes the one window, shows it once it has drawn, and loads the page into it. */
export function openMainWindow(
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => ElectronWindow,
  options: MainWindowOptions,
): ElectronWindow {
  const window = new BrowserWindow(windowOptions(options))
  if (options.size.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  // Whoever opens the window watches its loads: `watchPageLoad` tells one that fails.
  window.loadURL(pageUrl).catch(() => undefined)
  return window
}

/** The size to remember: a maximised window's is the one it goes back to. */
export function sizeOf(window: Pick<ElectronWindow, 'getNormalBounds' | 'isMaximized'>): WindowSize {
  const { width, height } = window.getNormalBounds()
  return {
    width: Math.max(Math.round(width), smallestWindow.width),
    height: Math.max(Math.round(height), smallestWindow.height),
    maximized: window.isMaximized(),
  }
}
