import { EventEmitter } from 'node:events'
import type {
  MessageChannelMain as MessageChannelSurface,
  MessagePortMain,
  MessagePortMainEvents,
} from '../surface/utility-process.ts'

/** Where a port's messages go: to its other end, in this process or beyond a process boundary. */
export interface PortEnd {
  deliver(data: unknown, ports: HostMessagePort[]): void
  close(): void
}

/** One end of a channel. Messages wait until `start` is called. */
export class HostMessagePort extends EventEmitter<MessagePortMainEvents> implements MessagePortMain, PortEnd {
  /** The other end; set by whoever makes the channel. */
  other: PortEnd | undefined
  #waiting: { data: unknown; ports: HostMessagePort[] }[] = []
  #isStarted = false
  #isClosed = false

  postMessage(message: unknown, transfer: MessagePortMain[] = []): void {
    if (!this.#isClosed) this.other?.deliver(structuredClone(message), transfer as HostMessagePort[])
  }

  start(): void {
    this.#isStarted = true
    for (const event of this.#waiting.splice(0)) this.#emitLater(event)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.other?.close()
    this.emit('close')
  }

  deliver(data: unknown, ports: HostMessagePort[]): void {
    if (this.#isClosed) return
    if (this.#isStarted) this.#emitLater({ data, ports })
    else this.#waiting.push({ data, ports })
  }

  /** Takes the messages that have arrived and not been read: they travel with the port. */
  takeWaiting(): { data: unknown; ports: HostMessagePort[] }[] {
    return this.#waiting.splice(0)
  }

  #emitLater(event: { data: unknown; ports: HostMessagePort[] }): void {
    setImmediate(() => {
      if (!this.#isClosed) this.emit('message', event)
    })
  }
}

export class MessageChannelMain implements MessageChannelSurface {
  readonly port1 = new HostMessagePort()
  readonly port2 = new HostMessagePort()

  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}
