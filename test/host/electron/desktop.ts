import { EventEmitter } from 'node:events'
import { mkdir, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Clipboard, Dialog, Net, PowerMonitor, Screen, Shell } from '../surface/desktop.ts'
import type { Main } from '../surface/original.ts'
import { runtime } from './runtime.ts'

/** Answers as if every dialog were closed at once, without choosing. Tests replace the functions on this object. */
export const dialog: Dialog = {
  showOpenDialog: async () => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showMessageBox: async (...args: [unknown, Main.MessageBoxOptions] | [Main.MessageBoxOptions]) => {
    const options = args.length === 2 ? args[1] : args[0]
    const { buttons = [], cancelId = 0 } = options
    // Where the last window is gone there is nobody to ask, and going on is what closing it meant.
    const goOn = buttons.findIndex((_, index) => index !== cancelId)
    return {
      response: runtime.windows.size > 0 ? cancelId : Math.max(goOn, 0),
      checkboxChecked: options.checkboxChecked ?? false,
    }
  },
  showErrorBox: (title, content) => console.error(`${title}\n${content}`),
}

/** Every call of `shell` in order, for whoever wants to look: nothing leaves the app. */
export const recordedShellCalls: { readonly name: keyof Shell; readonly argument: string }[] = []
const record = (name: keyof Shell, argument: string) => void recordedShellCalls.push({ name, argument })

/** The trash of the host is a folder of its profile; without a profile of its own it has none. */
async function moveToTrash(path: string): Promise<void> {
  const profile = runtime.switches.get('user-data-dir')
  if (!profile) throw new Error('Failed to move item to trash')
  const trash = join(profile, 'Trash')
  await mkdir(trash, { recursive: true })
  await rename(path, join(trash, basename(path)))
}

export const shell: Shell = {
  openExternal: async (url) => record('openExternal', url),
  openPath: async (path) => {
    record('openPath', path)
    return ''
  },
  showItemInFolder: (path) => record('showItemInFolder', path),
  trashItem: async (path) => {
    record('trashItem', path)
    await moveToTrash(path)
  },
  beep: () => record('beep', ''),
}

let clipboardText = ''
export const clipboard: Clipboard = {
  readText: async () => clipboardText,
  writeText: async (text) => void (clipboardText = text),
  clear: () => void (clipboardText = ''),
}

class HostPowerMonitor
  extends EventEmitter<Record<'suspend' | 'resume' | 'lock-screen' | 'unlock-screen', []>>
  implements PowerMonitor
{
  getSystemIdleTime(): number {
    return 0
  }

  isOnBatteryPower(): boolean {
    return false
  }
}
/** Emits nothing by itself; tests emit on it. */
export const powerMonitor = new HostPowerMonitor()

const area = { x: 0, y: 0, width: 1280, height: 900 }
const display = { id: 1, bounds: area, workArea: area, workAreaSize: area, scaleFactor: 1 }
export const screen: Screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
}

export const net: Net = { isOnline: () => true }
