import type { ContextBridge, IpcRenderer, WebUtils } from './preload.ts'
import type { MainSurface } from './index.ts'
import type { Common, Main, Renderer } from './original.ts'

/**
 * Compiles only while Electron itself has everything the surface promises, with types that fit: so what type-checks
 * against the surface also does against electron.d.ts.
 */
export const electronHasTheSurface = (electron: typeof Main & typeof Common): MainSurface => electron

export const electronHasThePreloadSurface = (
  electron: typeof Renderer,
): { contextBridge: ContextBridge; ipcRenderer: IpcRenderer; webUtils: WebUtils } => electron
