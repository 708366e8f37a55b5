import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron'
import {
  callChannel,
  callNames,
  eventChannel,
  mostPathsInCall,
  pathCallNames,
  type CallName,
} from '../shared/call-names.ts'
import type { KeyholdEvent } from '../shared/contract.ts'
import type { PageApi, PageCalls } from '../shared/page-api.ts'

/** Paths come from dropped files and dialogs only, so the page has no call that takes one. */
const takesPaths: ReadonlySet<CallName> = new Set(pathCallNames)

const invoke = (name: CallName, input: unknown): Promise<unknown> =>
  ipcRenderer.invoke(callChannel, name, input)

const call = Object.freeze(
  Object.fromEntries(
    callNames
      .filter((name) => !takesPaths.has(name))
      .map((name) => [name, (input: unknown) => invoke(name, input)]),
  ),
) as unknown as PageCalls

/** A File that a script made has no path: it gives an empty one and is left out. */
const planDropped = (files: readonly File[], options: unknown): Promise<unknown> =>
  invoke('plan.fromPaths', {
    paths: files
      .slice(0, mostPathsInCall)
      .map((file) => webUtils.getPathForFile(file))
      .filter((path) => path !== ''),
    options,
  })

/** A File without a path gives an empty one, which the schema refuses. */
const inspectDropped = (file: File): Promise<unknown> =>
  invoke('inspect.fromPath', { path: webUtils.getPathForFile(file) })

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
  Object.freeze({ call, planDropped, inspectDropped, onEvent } as { [Name in keyof PageApi]: unknown }),
)
