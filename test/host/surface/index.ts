import type { App } from './app.ts'
import type { BrowserWindowConstructor } from './browser-window.ts'
import type { Clipboard, Dialog, NativeTheme, Net, PowerMonitor, Screen, Shell } from './desktop.ts'
import type { IpcMain } from './ipc-main.ts'
import type { MenuModule } from './menu.ts'
import type { Protocol, SessionModule } from './session.ts'
import type { MessageChannelMain, UtilityProcessModule } from './utility-process.ts'
import type { WebContentsModule } from './web-contents.ts'

/** What `import ... from 'electron'` gives the main process on the host. */
export interface MainSurface {
  readonly app: App
  readonly BrowserWindow: BrowserWindowConstructor
  readonly clipboard: Clipboard
  readonly dialog: Dialog
  readonly ipcMain: IpcMain
  readonly Menu: MenuModule
  readonly MessageChannelMain: new () => MessageChannelMain
  readonly nativeTheme: NativeTheme
  readonly net: Net
  readonly powerMonitor: PowerMonitor
  readonly protocol: Protocol
  readonly screen: Screen
  readonly session: SessionModule
  readonly shell: Shell
  readonly utilityProcess: UtilityProcessModule
  readonly webContents: WebContentsModule
}
