import type { BrowserWindow } from './browser-window.ts'
import type { Emits } from './emits.ts'
import type { Main } from './original.ts'
import type { Session } from './session.ts'
import type { WebContents } from './web-contents.ts'

export interface AppEvents {
  ready: [event: Main.Event, launchInfo: unknown]
  'window-all-closed': []
  'before-quit': [event: Main.Event]
  'will-quit': [event: Main.Event]
  quit: [event: Main.Event, exitCode: number]
  'second-instance': [event: Main.Event, argv: string[], workingDirectory: string, additionalData: unknown]
  'browser-window-created': [event: Main.Event, window: BrowserWindow]
  'web-contents-created': [event: Main.Event, contents: WebContents]
  'session-created': [session: Session]
  /** macOS only, so never emitted; taken so that the app need not ask where it runs. */
  activate: [event: Main.Event, hasVisibleWindows: boolean]
}

type Members =
  | 'isPackaged'
  | 'name'
  | 'isReady'
  | 'whenReady'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPath'
  | 'setPath'
  | 'setAppUserModelId'
  | 'setAboutPanelOptions'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'focus'
  | 'quit'
  | 'exit'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'

export type CommandLine = Pick<
  Main.CommandLine,
  'appendSwitch' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'
>

export interface App extends Pick<Main.App, Members>, Emits<AppEvents> {
  readonly commandLine: CommandLine
}
