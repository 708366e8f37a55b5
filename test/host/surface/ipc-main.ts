import type { Emits } from './emits.ts'
import type { WebContents, WebFrameMain } from './web-contents.ts'

/** What a handler learns of its caller. `senderFrame` is null where the page has gone or moved on meanwhile. */
export interface IpcMainInvokeEvent {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
  readonly processId: number
  readonly frameId: number
}

export type IpcMainEvent = IpcMainInvokeEvent

export interface IpcMain extends Emits<Record<string, [event: IpcMainEvent, ...args: unknown[]]>> {
  handle(channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown): void
  handleOnce(channel: string, listener: (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown): void
  removeHandler(channel: string): void
}
