import type { Emits } from './emits.ts'
import type { Main } from './original.ts'
import type { WebContents } from './web-contents.ts'

export interface BrowserWindowEvents {
  close: [event: Main.Event]
  closed: []
  'ready-to-show': []
  show: []
  hide: []
  focus: []
  blur: []
  resize: []
  resized: []
  maximize: []
  unmaximize: []
  minimize: []
  restore: []
}

/** What a page's confinement may be. The page is always sandboxed and isolated here; the rest is taken as said. */
export type WebPreferences = Pick<
  Main.WebPreferences,
  | 'allowRunningInsecureContent'
  | 'contextIsolation'
  | 'devTools'
  | 'experimentalFeatures'
  | 'navigateOnDragDrop'
  | 'nodeIntegration'
  | 'nodeIntegrationInSubFrames'
  | 'nodeIntegrationInWorker'
  | 'preload'
  | 'sandbox'
  | 'spellcheck'
  | 'webSecurity'
  | 'webviewTag'
>

export interface BrowserWindowConstructorOptions extends Pick<
  Main.BrowserWindowConstructorOptions,
  | 'autoHideMenuBar'
  | 'backgroundColor'
  | 'height'
  | 'icon'
  | 'minHeight'
  | 'minWidth'
  | 'show'
  | 'title'
  | 'width'
  | 'x'
  | 'y'
> {
  webPreferences?: WebPreferences
}

type Members =
  | 'id'
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'getTitle'
  | 'hide'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setProgressBar'
  | 'setSize'
  | 'setTitle'
  | 'show'
  | 'unmaximize'

export interface BrowserWindow extends Pick<Main.BrowserWindow, Members>, Emits<BrowserWindowEvents> {
  readonly webContents: WebContents
}

/** A window as dialogs and menus take it: what a BaseWindow of Electron's and a window of the host have in common. */
export type OwnerWindow = Pick<BrowserWindow, 'id'>

export interface BrowserWindowConstructor {
  new (options?: BrowserWindowConstructorOptions): BrowserWindow
  getAllWindows(): BrowserWindow[]
  getFocusedWindow(): BrowserWindow | null
  fromId(id: number): BrowserWindow | null
  fromWebContents(contents: WebContents): BrowserWindow | null
}
