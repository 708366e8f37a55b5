import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import { callChannel, callNames, eventChannel, mostPathsInCall, type CallName } from '../shared/call-names.ts'
import type { KeyholdEvent } from '../shared/contract.ts'
import type { PageApi, PageCalls } from '../shared/page-api.ts'

/** Paths come from dropped files and dialogs only, so the page has no call that takes one. */
const pathCall = 'plan.fromPaths' satisfies CallName

const invoke = (name: CallName, input: unknown): Promise<unknown> =>
  ipcRenderer.invoke(callChannel, name, input)

const call = Object.freeze(
  Object.fromEntries(
    callNames
      .filter((name) => name !== pathCall)
      .map((name) => [name, (input: unknown) => invoke(name, input)]),
  ),
) as unknown as PageCalls

/** A File that a script made has no path: it gives an empty one and is left out. */
const planDropped = (files: readonly File[], options: unknown): Promise<unknown> =>
  invoke(pathCall, {
    paths: files
      .slice(0, mostPathsInCall)
      .map((file) => webUtils.getPathForFile(file))
      .filter((path) => path !== ''),
    options,
  })

function onEvent(listener: (event: KeyholdEvent) => void): () => void {
  // The event object of Electron has the sender on it and stays here.
  const forward = (_event: IpcRendererEvent, payload: KeyholdEvent) => listener(payload)
  ipcRenderer.on(eventChannel, forward)
  return () => {
    ipcRenderer.removeListener(eventChannel, forward)
  }
}

contextBridge.exposeInMainWorld(
  'keyhold',
  Object.freeze({ call, planDropped, onEvent } as { [Name in keyof PageApi]: unknown }),
)
