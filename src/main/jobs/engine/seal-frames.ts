import type { FrameSealer } from '../../message/frame-sealer.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import {
  finalFrameBytes,
  footerLengths,
  regularFrameBytes,
  regularFrameCount,
} from '../../message/message-size.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import { stopIfCancelled } from './cancelled.ts'
import { fileChanged } from './changed.ts'
import type { PassControl, PassResult, SealTask } from './engine.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'
import type { BufferPair } from './io-buffers.ts'

/** Frames of the message that `size` bytes become, the final one included. */
export function frameTotal({ size, ticket }: Pick<SealTask, 'size' | 'ticket'>): number {
  return regularFrameCount(size, ticket.frameLength) + 1
}

/** Frames that are read, sealed and written at a time: about `ioBytes` of them, and at least one. */
export function framesInStep(frameLength: number): number {
  return Math.max(1, Math.floor(ioBytes / regularFrameBytes(frameLength)))
}

/**
 * Seals spans of the frames of one file, each from its place in the source to its place in the target: the next step is
 * read and the last one written while this one is sealed. The buffers serve one span after the other.
 */
export class FrameSealing {
  readonly #task: SealTask
  readonly #step: number
  readonly #plaintexts: BufferPair
  readonly #sealed: BufferPair

  constructor(task: SealTask) {
    const { size, header, ticket } = task
    this.#task = task
    this.#step = framesInStep(ticket.frameLength)
    const content = Math.min(this.#step * ticket.frameLength, size)
    const frames = Math.max(1, Math.ceil(content / ticket.frameLength))
    const footer = footerLengths(suiteOf(ticket.suite)).most
    this.#plaintexts = bufferPair(content)
    this.#sealed = bufferPair(
      header.length + frames * regularFrameBytes(0) + finalFrameBytes(0) + content + footer,
    )
  }

  /**
   * Seals every frame of the sealer's span; the header goes with the first frame. Throws FILE_CHANGED where the source
   * ends too early, and what the files and the sealer throw; nothing of it is under way then.
   */
  async seal(sealer: FrameSealer, control: PassControl): Promise<PassResult> {
    const { first, count } = sealer.span
    const { target } = this.#task
    const steps = Math.ceil(count / this.#step)
    const from = (turn: number): number => first + turn * this.#step
    const read = (turn: number): Promise<Uint8Array> =>
      this.#read(turn, from(turn), Math.min(this.#step, count - turn * this.#step))
    let position = this.#positionOf(first)
    const begin = position
    let plaintextBytes = 0
    let reading = underWay(read(0))
    let writing = Promise.resolve()
    try {
      for (let turn = 0; turn < steps; turn++) {
        const plaintext = await reading
        stopIfCancelled(control.signal)
        if (turn < steps - 1) reading = underWay(read(turn + 1))
        const sealed = this.#sealStep(sealer, plaintext, { turn, last: turn === steps - 1 })
        await writing
        writing = underWay(writeWhole(target, sealed, position))
        position += sealed.length
        plaintextBytes += plaintext.length
        control.onProgress(plaintextBytes)
      }
      await writing
    } finally {
      // A system call under way still owns its buffer: settle both before they are used again and the files closed.
      await Promise.allSettled([reading, writing])
    }
    return { plaintextBytes, messageBytes: position - begin }
  }

  /** Overwrites the plaintext that was held. */
  wipe(): void {
    this.#plaintexts.wipe()
  }

  /** Where a frame goes. The header travels with the first one: one write fewer for a small file. */
  #positionOf(frame: number): number {
    const { header, ticket } = this.#task
    return frame === 1 ? 0 : header.length + (frame - 1) * regularFrameBytes(ticket.frameLength)
  }

  async #read(turn: number, frame: number, frames: number): Promise<Uint8Array> {
    const { source, size, ticket } = this.#task
    const from = (frame - 1) * ticket.frameLength
    const wanted = this.#plaintexts.at(turn).subarray(0, Math.min(frames * ticket.frameLength, size - from))
    if ((await readUpTo(source, wanted, from)) < wanted.length) throw fileChanged()
    return wanted
  }

  /** Seals the frames of one step; the last frame of a span that ends the message is the final one. */
  #sealStep(sealer: FrameSealer, plaintext: Uint8Array, step: { turn: number; last: boolean }): Uint8Array {
    const { header, ticket } = this.#task
    const { frameLength } = ticket
    const into = this.#sealed.at(step.turn)
    const isFirst = step.turn === 0 && sealer.span.first === 1
    if (isFirst) into.set(header)
    let written = isFirst ? header.length : 0
    let read = 0
    const endsMessage = step.last && sealer.span.final
    const regularEnd = endsMessage ? plaintext.length - frameLength : plaintext.length
    for (; read < regularEnd; read += frameLength) {
      const content = plaintext.subarray(read, read + frameLength)
      written += sealer.sealRegular(content, into.subarray(written))
    }
    if (endsMessage) written += sealer.sealFinal(plaintext.subarray(read), into.subarray(written))
    return into.subarray(0, written)
  }
}
