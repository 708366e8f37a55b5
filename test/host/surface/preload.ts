import type { Renderer } from './original.ts'

export type IpcRendererEvent = Pick<Renderer.IpcRendererEvent, 'sender' | 'ports'>
export type ContextBridge = Pick<Renderer.ContextBridge, 'exposeInMainWorld'>
export type WebUtils = Pick<Renderer.WebUtils, 'getPathForFile'>

/** `ipcRenderer` as a preload may use it. There is no sendSync: the host cannot answer while a page waits. */
export interface IpcRenderer {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  send(channel: string, ...args: unknown[]): void
  on(channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void): unknown
  off(channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void): unknown
  removeListener(channel: string, listener: (event: IpcRendererEvent, ...args: unknown[]) => void): unknown
}
