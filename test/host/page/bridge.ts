/** A value on its way between the two worlds: functions, promises and errors stand as tagged objects. */
type Wire = unknown

type Message =
  | { readonly op: 'shape' }
  | { readonly op: 'call'; readonly id: string; readonly args: Wire[] }
  | { readonly op: 'return'; readonly ok: boolean; readonly value: Wire }
  | { readonly op: 'settle'; readonly id: string; readonly ok: boolean; readonly value: Wire }

interface Settling {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

export interface BridgeOptions {
  /** Known to the two worlds only: the page cannot guess the events' names. */
  readonly secret: string
  readonly side: 'isolated' | 'main'
  /** What this side exposes, by name. */
  readonly exposed: Readonly<Record<string, unknown>>
}

export interface Bridge {
  /** What the other side exposes: copied, deep frozen, its functions and promises working across. */
  shape(): Readonly<Record<string, unknown>>
}

// Taken before any script of the page can replace them.
const { freeze, fromEntries, getPrototypeOf, entries } = Object
const { isArray } = Array
const Later = Promise
const Notice = CustomEvent
const describe = Object.prototype.toString
const cloneable =
  /^\[object (Date|Map|Set|RegExp|ArrayBuffer|.*Array|DataView|File|Blob|FileList|ImageBitmap|CryptoKey)\]$/

/**
 * Carries values between the page's world and the preload's, as Electron's contextBridge does. The worlds share the
 * window's events and nothing else; a `CustomEvent.detail` is cloned between worlds, Files included, and synchronously.
 */
export function createBridge({ secret, side, exposed }: BridgeOptions): Bridge {
  const dispatch = window.dispatchEvent.bind(window)
  const tag = `${secret}tag`
  const outgoing = `${secret}${side}`
  const incoming = `${secret}${side === 'main' ? 'isolated' : 'main'}`
  const functions = new Map<string, (...args: unknown[]) => unknown>()
  const settling = new Map<string, Settling>()
  let lastId = 0
  let returned: { readonly ok: boolean; readonly value: Wire } | undefined

  const send = (message: Message) => dispatch(new Notice(outgoing, { detail: message }))
  const nextId = () => `${side}${++lastId}`

  function give(value: unknown): Wire {
    if (typeof value === 'function') {
      const id = nextId()
      functions.set(id, value as (...args: unknown[]) => unknown)
      return { [tag]: 'function', id }
    }
    if (typeof value === 'symbol') return undefined
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Later) return givePromise(value)
    if (value instanceof Error) return { [tag]: 'error', name: value.name, message: value.message }
    if (isArray(value)) return value.map(give)
    const isPlain = [null, Object.prototype].includes(getPrototypeOf(value) as object | null)
    if (!isPlain && cloneable.test(describe.call(value))) return value
    return fromEntries(entries(value).map(([key, each]) => [key, give(each)]))
  }

  function givePromise(promise: Promise<unknown>): Wire {
    const id = nextId()
    promise.then(
      (value) => send({ op: 'settle', id, ok: true, value: give(value) }),
      (error: unknown) => send({ op: 'settle', id, ok: false, value: give(error) }),
    )
    return { [tag]: 'promise', id }
  }

  function take(wire: Wire): unknown {
    if (typeof wire !== 'object' || wire === null) return wire
    if (isArray(wire)) return freeze(wire.map(take))
    const tagged = wire as Record<string, unknown>
    if (tagged[tag] === 'function') return freeze((...args: unknown[]) => call(String(tagged['id']), args))
    if (tagged[tag] === 'promise') {
      return new Later((resolve, reject) => settling.set(String(tagged['id']), { resolve, reject }))
    }
    if (tagged[tag] === 'error') {
      return Object.assign(new Error(String(tagged['message'])), { name: tagged['name'] })
    }
    if (getPrototypeOf(wire) !== Object.prototype) return wire
    return freeze(fromEntries(entries(wire).map(([key, each]) => [key, take(each)])))
  }

  // Dispatching is synchronous: when it comes back, the other side has answered.
  function ask(message: Message): unknown {
    returned = undefined
    send(message)
    const answer = returned as { readonly ok: boolean; readonly value: Wire } | undefined
    returned = undefined
    if (answer === undefined) return undefined
    const value = take(answer.value)
    if (!answer.ok) throw value
    return value
  }

  const call = (id: string, args: unknown[]) => ask({ op: 'call', id, args: args.map(give) })

  function run(id: string, args: Wire[]): void {
    try {
      send({ op: 'return', ok: true, value: give(functions.get(id)?.(...args.map(take))) })
    } catch (error) {
      send({ op: 'return', ok: false, value: give(error) })
    }
  }

  function settle(message: Extract<Message, { op: 'settle' }>): void {
    const waiting = settling.get(message.id)
    settling.delete(message.id)
    if (message.ok) waiting?.resolve(take(message.value))
    else waiting?.reject(take(message.value))
  }

  window.addEventListener(
    incoming,
    (event) => {
      event.stopImmediatePropagation()
      const message = (event as CustomEvent<Message>).detail
      if (message.op === 'return') returned = message
      else if (message.op === 'settle') settle(message)
      else if (message.op === 'call') run(message.id, message.args)
      else send({ op: 'return', ok: true, value: give(exposed) })
    },
    true,
  )

  return { shape: () => (ask({ op: 'shape' }) ?? {}) as Readonly<Record<string, unknown>> }
}
