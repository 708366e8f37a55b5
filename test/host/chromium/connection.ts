import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { readMessages } from './message-stream.ts'
import type { Protocol } from './protocol.ts'

export type Command = keyof Protocol.CommandParameters
export type CdpEvent = keyof Protocol.Events
type Parameters<Method extends Command> = Protocol.CommandParameters[Method]
type Result<Method extends Command> = Protocol.CommandReturnValues[Method]

interface Waiting {
  readonly method: string
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

interface Incoming {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string; readonly data?: string }
  readonly sessionId?: string
}

/** One conversation of a DevTools connection: with the browser itself, or with a page it is attached to. */
export class CdpSession {
  readonly #events = new EventEmitter().setMaxListeners(0)
  readonly #send: (method: string, params: unknown) => Promise<unknown>

  constructor(send: (method: string, params: unknown) => Promise<unknown>) {
    this.#send = send
  }

  /** Rejects with the method's name in the message, also when the connection closes first. */
  async send<Method extends Command>(method: Method, params?: Parameters<Method>): Promise<Result<Method>> {
    return (await this.#send(method, params ?? {})) as Result<Method>
  }

  on<Name extends CdpEvent>(name: Name, listener: (event: Protocol.Events[Name]) => void): void {
    this.#events.on(name, listener)
  }

  off<Name extends CdpEvent>(name: Name, listener: (event: Protocol.Events[Name]) => void): void {
    this.#events.off(name, listener)
  }

  /** Hands an event that arrived to the listeners. For the connection only. */
  receive(name: string, event: unknown): void {
    this.#events.emit(name, event)
  }
}

/** A DevTools connection over a pair of pipes: messages are JSON, each ended by a NUL byte. */
export class CdpConnection {
  readonly browser: CdpSession
  readonly #output: Writable
  readonly #sessions = new Map<string | undefined, CdpSession>()
  readonly #waiting = new Map<number, Waiting>()
  readonly #closed = Promise.withResolvers<void>()
  #lastId = 0
  #isClosed = false

  constructor(output: Writable, input: Readable) {
    this.#output = output
    this.browser = this.session(undefined)
    readMessages(input, (text) => this.#receive(JSON.parse(text) as Incoming))
    for (const stream of [input, output]) {
      stream.on('close', () => this.#close())
      stream.on('error', () => this.#close())
    }
  }

  /** Settles when the other side is gone. */
  get closed(): Promise<void> {
    return this.#closed.promise
  }

  session(id: string | undefined): CdpSession {
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const made = new CdpSession((method, params) => this.#send({ method, params, sessionId: id }))
    this.#sessions.set(id, made)
    return made
  }

  #send(message: { method: string; params: unknown; sessionId: string | undefined }): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new Error(`${message.method}: Chromium is gone`))
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method: message.method, resolve, reject })
      this.#output.write(`${JSON.stringify({ id, ...message })}\0`)
    })
  }

  #receive(message: Incoming): void {
    if (message.id === undefined) {
      this.#sessions.get(message.sessionId)?.receive(message.method ?? '', message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.result)
    else {
      const { message: text, data = '' } = message.error
      waiting?.reject(new Error(`${waiting.method}: ${text} ${data}`.trim()))
    }
  }

  #close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium is gone`))
    this.#waiting.clear()
    this.#closed.resolve()
  }
}
