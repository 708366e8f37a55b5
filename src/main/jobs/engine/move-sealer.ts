import type { SealTicket } from '../../message/begin-message.ts'
import { FrameSealer } from '../../message/frame-sealer.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { finalFrameBytes, footerLengths, regularFrameBytes } from '../../message/message-size.ts'
import type { OpenedFile } from '../files/files.ts'
import { writeWhole } from '../files/whole-transfers.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'

export interface MoveSealerOptions {
  /** Empty. */
  readonly target: OpenedFile
  readonly header: Uint8Array
  readonly ticket: SealTicket
  /** No more bytes than this will come; buffers are no larger than that needs. */
  readonly mostPlaintext: number
}

/**
 * Seals a plaintext that comes in pieces of any length: collects whole frames, seals each once and writes them behind
 * the header. It holds one frame back, because only the end tells which frame is the final one. Constant memory.
 */
export class MoveSealer {
  readonly #target: OpenedFile
  readonly #sealer: FrameSealer
  readonly #frameLength: number
  readonly #mostAtEnd: number
  readonly #pending: Uint8Array
  readonly #sealed: ReturnType<typeof bufferPair>
  #held = 0
  #turn = 0
  #filled: number
  #position = 0
  #writing: Promise<void> = Promise.resolve()

  constructor({ target, header, ticket, mostPlaintext }: MoveSealerOptions) {
    const { frameLength } = ticket
    const longest = Math.min(frameLength, mostPlaintext)
    const allFrames = Math.ceil(mostPlaintext / frameLength) * regularFrameBytes(longest)
    this.#target = target
    this.#sealer = FrameSealer.fromTicket(ticket)
    this.#frameLength = frameLength
    this.#mostAtEnd = finalFrameBytes(longest) + footerLengths(suiteOf(ticket.suite)).most
    this.#pending = new Uint8Array(new ArrayBuffer(longest))
    this.#sealed = bufferPair(header.length + Math.min(ioBytes, allFrames) + this.#mostAtEnd)
    this.#sealed.at(0).set(header)
    this.#filled = header.length
  }

  /** Takes the next piece. It is the caller's again once the promise has settled. */
  async push(piece: Uint8Array): Promise<void> {
    for (let at = 0; at < piece.length;) {
      // There is more, so what is held is no final frame.
      if (this.#held === this.#frameLength) {
        await this.#sealRegular(this.#pending)
        this.#held = 0
      }
      if (this.#held === 0 && piece.length - at > this.#frameLength) {
        await this.#sealRegular(piece.subarray(at, at + this.#frameLength))
        at += this.#frameLength
        continue
      }
      const taken = piece.subarray(at, at + this.#frameLength - this.#held)
      this.#pending.set(taken, this.#held)
      this.#held += taken.length
      at += taken.length
    }
    await this.#flush()
  }

  /** Seals and writes the final frame, and the footer where the suite signs. Gives the bytes of the message. */
  async finish(): Promise<number> {
    await this.#makeRoom(this.#mostAtEnd)
    const into = this.#sealed.at(this.#turn).subarray(this.#filled)
    this.#filled += this.#sealer.sealFinal(this.#pending.subarray(0, this.#held), into)
    await this.#flush()
    await this.#writing
    return this.#position
  }

  /** Settles the write under way, whatever becomes of it, and overwrites the plaintext that was held. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#writing])
    this.#pending.fill(0)
  }

  async #sealRegular(content: Uint8Array): Promise<void> {
    await this.#makeRoom(regularFrameBytes(this.#frameLength))
    this.#filled += this.#sealer.sealRegular(content, this.#sealed.at(this.#turn).subarray(this.#filled))
  }

  async #makeRoom(length: number): Promise<void> {
    if (this.#sealed.at(this.#turn).length - this.#filled < length) await this.#flush()
  }

  /** Begins to write what was sealed, once the write before it is done, and goes on in the other buffer. */
  async #flush(): Promise<void> {
    if (this.#filled === 0) return
    await this.#writing
    const bytes = this.#sealed.at(this.#turn).subarray(0, this.#filled)
    this.#writing = underWay(writeWhole(this.#target, bytes, this.#position))
    this.#position += bytes.length
    this.#turn += 1
    this.#filled = 0
  }
}
