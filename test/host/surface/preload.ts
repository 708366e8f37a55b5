import type { Renderer } from './original.ts'

type OriginalListener = Parameters<Renderer.IpcRenderer['on']>[1]
// As loose as Electron has it: what the main process sends is the preload's to name.
type SentArguments = OriginalListener extends (event: never, ...args: infer Sent) => void ? Sent : never
type Listener = (event: IpcRendererEvent, ...args: SentArguments) => void

export type IpcRendererEvent = Pick<Renderer.IpcRendererEvent, 'ports'>
export type ContextBridge = Pick<Renderer.ContextBridge, 'exposeInMainWorld'>
export type WebUtils = Pick<Renderer.WebUtils, 'getPathForFile'>

/** `ipcRenderer` as a preload may use it. There is no sendSync: the host cannot answer while a page waits. */
export interface IpcRenderer extends Pick<Renderer.IpcRenderer, 'invoke' | 'send'> {
  on(channel: string, listener: Listener): unknown
  off(channel: string, listener: Listener): unknown
  removeListener(channel: string, listener: Listener): unknown
}
