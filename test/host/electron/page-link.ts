import type { CdpSession } from '../chromium/connection.ts'
import { createCodec } from '../page/codec.ts'
import type { FromPage, PressedKey, ToPage } from '../page/page-messages.ts'
import { isolatedWorldName } from './page-scripts.ts'

const codec = createCodec({
  encode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  decode: (text) => new Uint8Array(Buffer.from(text, 'base64')),
})

export interface PageLinkOptions {
  readonly session: CdpSession
  readonly frameId: string
  readonly secret: string
  readonly binding: string
  /** Answers an `invoke`. `isCurrent` tells whether the asking document is still the one that is shown. */
  readonly onInvoke: (channel: string, args: readonly unknown[], isCurrent: () => boolean) => Promise<unknown>
  readonly onSend: (channel: string, args: readonly unknown[], isCurrent: () => boolean) => void
  readonly onKey: (pressed: PressedKey) => void
}

/** Messages between the host and the preload's world of one page, whichever document it shows. */
export class PageLink {
  readonly #options: PageLinkOptions
  #world: number | undefined
  #waiting: ToPage[] = []

  constructor(options: PageLinkOptions) {
    this.#options = options
    const { session, frameId, binding } = options
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const details = context.auxData as { frameId?: string } | undefined
      if (context.name !== isolatedWorldName || details?.frameId !== frameId) return
      this.#world = context.id
      for (const message of this.#waiting.splice(0)) this.#post(message, context.id)
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#world) this.#world = undefined
    })
    session.on('Runtime.executionContextsCleared', () => (this.#world = undefined))
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) this.#receive(JSON.parse(payload) as FromPage, executionContextId)
    })
  }

  /** Sends an event to the page; one sent between two documents reaches the next. */
  send(channel: string, args: readonly unknown[]): void {
    const message: ToPage = { type: 'event', channel, args: args.map(codec.encode) }
    if (this.#world === undefined) this.#waiting.push(message)
    else this.#post(message, this.#world)
  }

  #receive(message: FromPage, world: number): void {
    if (message.type === 'key') {
      this.#options.onKey(message.pressed)
      return
    }
    const args = message.args.map(codec.decode)
    const isCurrent = () => this.#world === undefined || this.#world === world
    if (message.type === 'send') this.#options.onSend(message.channel, args, isCurrent)
    else void this.#answer(message, args, { world, isCurrent })
  }

  async #answer(
    { id, channel }: Extract<FromPage, { type: 'invoke' }>,
    args: readonly unknown[],
    { world, isCurrent }: { world: number; isCurrent: () => boolean },
  ): Promise<void> {
    try {
      const value = await this.#options.onInvoke(channel, args, isCurrent)
      this.#post({ type: 'answer', id, value: codec.encode(value) }, world)
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      this.#post(
        { type: 'answer', id, error: `Error invoking remote method '${channel}': ${String(error)}` },
        world,
      )
    }
  }

  // The function is always the same and the message an argument, so Chromium compiles nothing per message.
  #post(message: ToPage, world: number): void {
    const call = {
      functionDeclaration: `function (text) { this['${this.#options.secret}receive'](text) }`,
      executionContextId: world,
      arguments: [{ value: JSON.stringify(message) }],
      silent: true,
    }
    this.#options.session.send('Runtime.callFunctionOn', call).catch(() => undefined)
  }
}
