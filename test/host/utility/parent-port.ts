import { EventEmitter } from 'node:events'
import type { HostMessagePort } from '../electron/message-ports.ts'
import { PortWire, type WireMessage } from '../electron/port-wire.ts'

interface Incoming {
  readonly data: unknown
  readonly ports: readonly HostMessagePort[]
}

/** `process.parentPort`: messages wait until someone listens, as in Electron. */
class ParentPort extends EventEmitter<{ message: [event: Incoming] }> {
  readonly #wire: PortWire
  #waiting: Incoming[] | undefined = []

  constructor(wire: PortWire) {
    super()
    this.#wire = wire
  }

  override on(name: 'message', listener: (event: Incoming) => void): this {
    setImmediate(() => this.#open())
    return super.on(name, listener)
  }

  postMessage(message: unknown): void {
    this.#wire.sendMessage(message)
  }

  deliver(event: Incoming): void {
    if (this.#waiting === undefined) this.emit('message', event)
    else this.#waiting.push(event)
  }

  #open(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const event of waiting) this.emit('message', event)
  }
}

/** Takes over the process's channel and gives the port that stands for its parent. */
export function openParentPort(): ParentPort {
  const send = process.send?.bind(process)
  const wire = new PortWire('child', (message) => void send?.(message))
  const port = new ParentPort(wire)
  process.on('message', (message) => {
    const known = message as WireMessage
    if (wire.receive(known) || known.type !== 'message') return
    port.deliver({ data: known.data, ports: wire.takeAll(known.ports) })
  })
  process.on('disconnect', () => process.exit(0))
  return port
}
