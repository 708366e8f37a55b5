import type { ContextBridge, IpcRenderer, WebUtils } from '../surface/preload.ts'
import { createBridge } from './bridge.ts'
import { createCodec } from './codec.ts'
import type { FromPage, ToPage } from './page-messages.ts'

export interface IsolatedWorldOptions {
  readonly secret: string
  /** The name of the function that carries text to the host. */
  readonly binding: string
  /** What `process` holds in the preload. */
  readonly process: Readonly<Record<string, unknown>>
  /** The preload's text as a function of `require` and `process`. */
  readonly preload: (require: (name: string) => unknown, process: unknown) => void
}

type Listener = Parameters<IpcRenderer['on']>[1]

// The host finds this function by name among the stopped frames and writes the path before it lets it go on.
function electronHostPathRequest(request: { readonly file: File; path: string }): string {
  // oxlint-disable-next-line no-debugger
  debugger
  return request.path
}

/** Runs in the preload's world before the page's scripts: gives the preload its `electron`, then runs it. */
export function startIsolatedWorld(options: IsolatedWorldOptions): void {
  if (window !== window.top) return
  const world = globalThis as unknown as Record<string, unknown>
  const post = world[options.binding] as (text: string) => void
  delete world[options.binding]
  const codec = createCodec({
    encode: (bytes) => bytes.toBase64(),
    decode: (text) => Uint8Array.fromBase64(text),
  })
  const answers = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Listener[]>()
  let lastId = 0

  const send = (message: FromPage) => post(JSON.stringify(message))

  function deliver(channel: string, args: unknown[]): void {
    const event = { sender: ipcRenderer, ports: [] }
    for (const listener of listeners.get(channel) ?? []) {
      try {
        listener(event, ...args)
      } catch (error) {
        reportError(error)
      }
    }
  }

  // The host calls this with one message as text.
  Object.defineProperty(world, `${options.secret}receive`, {
    value: (text: string) => {
      const message = JSON.parse(text) as ToPage
      if (message.type === 'event') {
        deliver(message.channel, message.args.map(codec.decode))
        return
      }
      const waiting = answers.get(message.id)
      answers.delete(message.id)
      if (message.error === undefined) waiting?.resolve(codec.decode(message.value))
      else waiting?.reject(new Error(message.error))
    },
  })

  const ipcRenderer: IpcRenderer = {
    invoke: (channel, ...args) =>
      new Promise((resolve, reject) => {
        const encoded = args.map(codec.encode)
        const id = ++lastId
        answers.set(id, { resolve, reject })
        send({ type: 'invoke', id, channel, args: encoded })
      }),
    send: (channel, ...args) => send({ type: 'send', channel, args: args.map(codec.encode) }),
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    off(channel, listener) {
      const known = listeners.get(channel) ?? []
      const index = known.lastIndexOf(listener)
      listeners.set(
        channel,
        known.filter((_, each) => each !== index),
      )
      return ipcRenderer
    },
    removeListener: (channel, listener) => ipcRenderer.off(channel, listener),
  }

  const exposed: Record<string, unknown> = Object.create(null)
  const contextBridge: ContextBridge = {
    exposeInMainWorld(name, api) {
      if (name in exposed)
        throw new Error('Cannot bind an API on top of an existing property on the window object')
      exposed[name] = api
    },
  }

  const webUtils: WebUtils = {
    getPathForFile(file) {
      if (!(file instanceof File)) throw new TypeError('getPathForFile: the argument is not a File')
      return electronHostPathRequest({ file, path: '' })
    },
  }

  // Menus come after the page: a key that one of its listeners took is not for them.
  window.addEventListener('keydown', (event) => {
    const { key, ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event
    if (!(ctrl || alt || meta || /^F\d/.test(key))) return
    setTimeout(() => {
      if (!event.defaultPrevented) send({ type: 'key', pressed: { key, ctrl, shift, alt, meta } })
    })
  })

  createBridge({ secret: options.secret, side: 'isolated', exposed })
  const electron = Object.freeze({ contextBridge, ipcRenderer, webUtils })
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  try {
    options.preload(require, options.process)
  } catch (error) {
    console.error('Unable to load preload script', error)
  }
}
