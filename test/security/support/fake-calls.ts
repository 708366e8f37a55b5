import type { IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron'
import { vi } from 'vitest'
import { callNames, type CallName } from '../../../src/shared/call-names.ts'
import type { CallHandlers } from '../../../src/shared/handlers-of.ts'
import { createCallRouter } from '../../../src/main/ipc/call-router.ts'
import { isOurPage, type CallSender } from '../../../src/main/ipc/sender-check.ts'
import { pageOrigin } from '../../../src/main/shell/page-address.ts'

/** Contents of a page, with a main frame at `origin`. */
export function fakePage(origin = pageOrigin): {
  page: WebContents
  frame: WebFrameMain
  destroy: () => void
} {
  let destroyed = false
  const frame = { origin, parent: null, detached: false } as WebFrameMain
  const page = { isDestroyed: () => destroyed, mainFrame: frame } as WebContents
  return {
    page,
    frame,
    destroy: () => {
      destroyed = true
    },
  }
}

/** An IPC event as a router reads it. */
export const senderOf = (page: WebContents, frame: WebFrameMain | null): CallSender =>
  ({ sender: page, senderFrame: frame }) as IpcMainInvokeEvent

/** A router over handlers that only note that they were reached, with a caller that passes the sender check. */
export function fakeRouter(behaviour: Partial<Record<CallName, (input: unknown) => unknown>> = {}) {
  const reached = vi.fn<(name: CallName, input: unknown) => void>()
  const reports: string[] = []
  const { page, frame, destroy } = fakePage()
  const handlers = Object.fromEntries(
    callNames.map((name) => [
      name,
      (input: unknown) => {
        reached(name, input)
        return behaviour[name]?.(input) ?? {}
      },
    ]),
  ) as unknown as CallHandlers
  const route = createCallRouter({
    handlers,
    isOurPage: (event) => isOurPage(event, { page, origin: pageOrigin }),
    homeFolder: '/home/ada',
    report: (line) => reports.push(line),
  })
  const ours = senderOf(page, frame)
  return {
    route,
    call: (...args: readonly unknown[]) => route(ours, ...args),
    reached,
    reports,
    page,
    frame,
    destroy,
  }
}
