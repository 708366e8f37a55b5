import type { IpcMainInvokeEvent, WebContents } from 'electron'

/** The parts of an IPC event that say who sent it. */
export type CallSender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/**
 * Whether a call comes from the main frame of our window, while it shows our page (SECURITY.md point 18). A frame that
 * is gone, a sub-frame, another page or another window is refused.
 */
export function isOurPage(
  event: CallSender,
  options: { page: WebContents | undefined; origin: string },
): boolean {
  const { page, origin } = options
  const frame = event.senderFrame
  if (page === undefined || page.isDestroyed() || event.sender !== page) return false
  if (frame === null || frame === undefined || frame.parent !== null || frame.detached) return false
  return frame.origin === origin
}
