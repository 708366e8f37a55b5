import type { OwnerWindow } from './browser-window.ts'
import type { Emits } from './emits.ts'
import type { Common, Main } from './original.ts'

/** Every dialog answers as if it were closed at once; tests put their own functions in their place. */
export interface Dialog extends Pick<Main.Dialog, 'showErrorBox'> {
  showOpenDialog(options: Main.OpenDialogOptions): Promise<Main.OpenDialogReturnValue>
  showOpenDialog(window: OwnerWindow, options: Main.OpenDialogOptions): Promise<Main.OpenDialogReturnValue>
  showSaveDialog(options: Main.SaveDialogOptions): Promise<Main.SaveDialogReturnValue>
  showSaveDialog(window: OwnerWindow, options: Main.SaveDialogOptions): Promise<Main.SaveDialogReturnValue>
  showMessageBox(options: Main.MessageBoxOptions): Promise<Main.MessageBoxReturnValue>
  showMessageBox(window: OwnerWindow, options: Main.MessageBoxOptions): Promise<Main.MessageBoxReturnValue>
}

/** Recorded, not done: see `recordedShellCalls`. */
export type Shell = Pick<
  Common.Shell,
  'openExternal' | 'openPath' | 'showItemInFolder' | 'trashItem' | 'beep'
>

export type Clipboard = Pick<Main.Clipboard, 'readText' | 'writeText' | 'clear'>

export interface NativeTheme
  extends Pick<Main.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>, Emits<{ updated: [] }> {}

export interface PowerMonitor
  extends
    Pick<Main.PowerMonitor, 'getSystemIdleTime' | 'isOnBatteryPower'>,
    Emits<Record<'suspend' | 'resume' | 'lock-screen' | 'unlock-screen', []>> {}

type Display = Pick<Main.Display, 'id' | 'bounds' | 'workArea' | 'workAreaSize' | 'scaleFactor'>

export interface Screen {
  getPrimaryDisplay(): Display
  getAllDisplays(): Display[]
  getDisplayMatching(rect: Main.Rectangle): Display
}

export type Net = Pick<Main.Net, 'isOnline'>
