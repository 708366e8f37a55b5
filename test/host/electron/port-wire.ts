import { HostMessagePort, type PortEnd } from './message-ports.ts'

/** What two processes tell each other: messages for the process itself or for a port that one of them gave away. */
export type WireMessage =
  | { readonly type: 'message'; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly type: 'port'; readonly id: string; readonly data: unknown; readonly ports: readonly string[] }
  | { readonly type: 'close'; readonly id: string }

/** Carries ports between two processes over one ordered channel. `name` keeps the ids of the two sides apart. */
export class PortWire {
  readonly #send: (message: WireMessage) => void
  readonly #name: string
  readonly #ends = new Map<string, PortEnd>()
  #lastId = 0

  constructor(name: string, send: (message: WireMessage) => void) {
    this.#name = name
    this.#send = send
  }

  /** Sends a message to the process at the other end. Throws for what cannot be cloned. */
  sendMessage(data: unknown, ports: readonly HostMessagePort[] = []): void {
    this.#send({ type: 'message', data: structuredClone(data), ports: this.#giveAll(ports) })
  }

  /** Takes a message for one of the ports; false for one that is meant for the process. */
  receive(message: WireMessage): boolean {
    if (message.type === 'message') return false
    const end = this.#ends.get(message.id)
    if (message.type === 'port') end?.deliver(message.data, this.takeAll(message.ports))
    else {
      this.#ends.delete(message.id)
      end?.close()
    }
    return true
  }

  /** The ports that came with a message. */
  takeAll(ids: readonly string[]): HostMessagePort[] {
    return ids.map((id) => {
      const port = new HostMessagePort()
      port.other = this.#far(id)
      this.#ends.set(id, port)
      return port
    })
  }

  /** Closes this side's ends: the other process is gone. */
  closeAll(): void {
    const ends = [...this.#ends.values()]
    this.#ends.clear()
    for (const end of ends) end.close()
  }

  #giveAll(ports: readonly HostMessagePort[]): string[] {
    return ports.map((port) => {
      const id = `${this.#name}${++this.#lastId}`
      const far = this.#far(id)
      const { other } = port
      if (!(other instanceof HostMessagePort))
        throw new Error('a port that came from another process stays here')
      for (const { data, ports: more } of port.takeWaiting()) far.deliver(data, more)
      other.other = far
      this.#ends.set(id, other)
      return id
    })
  }

  #far(id: string): PortEnd {
    return {
      deliver: (data, ports) => this.#send({ type: 'port', id, data, ports: this.#giveAll(ports) }),
      close: () => {
        if (!this.#ends.delete(id)) return
        this.#send({ type: 'close', id })
      },
    }
  }
}
