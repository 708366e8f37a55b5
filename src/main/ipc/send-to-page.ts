import type { WebContents } from 'electron'
import { eventChannel } from '../../shared/call-names.ts'
import type { KeyholdEvent } from '../../shared/contract.ts'

/** Sends an event to the page, where there is one. Never throws: a page may go at any moment, and asks anew when it is back. */
export function sendToPage(
  page: Pick<WebContents, 'isDestroyed' | 'send'> | undefined,
  event: KeyholdEvent,
): void {
  if (page === undefined || page.isDestroyed()) return
  try {
    page.send(eventChannel, event)
  } catch {
    // Its frame is gone and the window does not know yet.
  }
}
