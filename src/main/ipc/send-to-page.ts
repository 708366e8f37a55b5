import type { WebContents } from 'electron'
import { eventChannel } from '../../shared/call-names.ts'
import type { KeyholdEvent } from '../../shared/contract.ts'

/** Sends an event to the page, where there is one. */
export function sendToPage(
  page: Pick<WebContents, 'isDestroyed' | 'send'> | undefined,
  event: KeyholdEvent,
): void {
  if (page === undefined || page.isDestroyed()) return
  page.send(eventChannel, event)
}
