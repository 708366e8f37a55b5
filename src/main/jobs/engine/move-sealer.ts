import type { SealTicket } from '../../message/begin-message.ts'
import type { FrameSealer } from '../../message/frame-sealer.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { finalFrameBytes, footerLengths, regularFrameBytes } from '../../message/message-size.ts'
import type { OpenedFile } from '../files/files.ts'
import { writeWhole } from '../files/whole-transfers.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'
import type { BufferPair } from './io-buffers.ts'

/** The message that is written: its header goes with the first frame. */
export interface MoveTarget {
  readonly target: OpenedFile
  readonly header: Uint8Array
  readonly ticket: SealTicket
}

/** Memory of a `MoveSealer`, for one span of frames after the other. */
export interface MoveBuffers {
  /** Plaintext of a frame that is not whole yet, or may be the final one. */
  readonly pending: Uint8Array
  readonly sealed: BufferPair
}

/** Buffers for spans of at most so many plaintext bytes, and no larger than those need. */
export function moveBuffers({ header, ticket }: MoveTarget, mostPlaintext: number): MoveBuffers {
  const { frameLength } = ticket
  const longest = Math.min(frameLength, mostPlaintext)
  const allFrames = Math.ceil(mostPlaintext / frameLength) * regularFrameBytes(longest)
  const sealed = bufferPair(header.length + Math.min(ioBytes, allFrames) + mostAtEnd(ticket, longest))
  return { pending: new Uint8Array(new ArrayBuffer(longest)), sealed }
}

function mostAtEnd(ticket: SealTicket, longest: number): number {
  return finalFrameBytes(longest) + footerLengths(suiteOf(ticket.suite)).most
}

/**
 * Seals the span of one `FrameSealer` from a plaintext that comes in pieces of any length: collects whole frames, seals
 * each once and writes them where they belong. One frame is held back, because only the end tells which one is final.
 */
export class MoveSealer {
  readonly #to: MoveTarget
  readonly #sealer: FrameSealer
  readonly #buffers: MoveBuffers
  readonly #begin: number
  #position: number
  #held = 0
  #turn = 0
  #filled = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(sealer: FrameSealer, to: MoveTarget, buffers: MoveBuffers) {
    const { first } = sealer.span
    this.#sealer = sealer
    this.#to = to
    this.#buffers = buffers
    this.#begin = first === 1 ? 0 : to.header.length + (first - 1) * regularFrameBytes(to.ticket.frameLength)
    this.#position = this.#begin
    if (first !== 1) return
    buffers.sealed.at(0).set(to.header)
    this.#filled = to.header.length
  }

  /** Takes the next piece. It is the caller's again once the promise has settled. */
  async push(piece: Uint8Array): Promise<void> {
    const { frameLength } = this.#to.ticket
    // A whole frame at the end of a piece may be the final one, unless others of the message come behind this span.
    const enough = this.#sealer.span.final ? frameLength + 1 : frameLength
    for (let at = 0; at < piece.length;) {
      // There is more, so what is held is no final frame.
      if (this.#held === frameLength) await this.#sealHeld()
      if (this.#held === 0 && piece.length - at >= enough) {
        await this.#sealRegular(piece.subarray(at, at + frameLength))
        at += frameLength
        continue
      }
      const taken = piece.subarray(at, at + frameLength - this.#held)
      this.#buffers.pending.set(taken, this.#held)
      this.#held += taken.length
      at += taken.length
    }
    await this.#flush()
  }

  /** Seals and writes what was held: the final frame, and the footer where the suite signs. Gives the bytes written. */
  async finish(): Promise<number> {
    if (this.#sealer.span.final) await this.#sealFinal()
    else if (this.#held > 0) await this.#sealHeld()
    await this.#flush()
    await this.#writing
    return this.#position - this.#begin
  }

  /** Settles the write under way, whatever becomes of it, and overwrites the plaintext that was held. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#writing])
    this.#buffers.pending.fill(0)
  }

  async #sealHeld(): Promise<void> {
    await this.#sealRegular(this.#buffers.pending.subarray(0, this.#held))
    this.#held = 0
  }

  async #sealRegular(content: Uint8Array): Promise<void> {
    const into = await this.#room(regularFrameBytes(content.length))
    this.#filled += this.#sealer.sealRegular(content, into)
  }

  async #sealFinal(): Promise<void> {
    const into = await this.#room(mostAtEnd(this.#to.ticket, this.#held))
    this.#filled += this.#sealer.sealFinal(this.#buffers.pending.subarray(0, this.#held), into)
  }

  /** What is left of a buffer that has so much room. */
  async #room(length: number): Promise<Uint8Array> {
    if (this.#buffers.sealed.at(this.#turn).length - this.#filled < length) await this.#flush()
    return this.#buffers.sealed.at(this.#turn).subarray(this.#filled)
  }

  /** Begins to write what was sealed, once the write before it is done, and goes on in the other buffer. */
  async #flush(): Promise<void> {
    if (this.#filled === 0) return
    await this.#writing
    const bytes = this.#buffers.sealed.at(this.#turn).subarray(0, this.#filled)
    this.#writing = underWay(writeWhole(this.#to.target, bytes, this.#position))
    this.#position += bytes.length
    this.#turn += 1
    this.#filled = 0
  }
}
