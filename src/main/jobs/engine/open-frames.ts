import { FrameOpener } from '../../message/frame-opener.ts'
import type { OpenTicket } from '../../message/open-message.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import type { Claim } from '../../message/shared-claims.ts'
import {
  finalFrameOverhead,
  footerLengths,
  frameOverhead,
  regularFrameBytes,
} from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import { stopIfCancelled } from './cancelled.ts'
import { fileChanged } from './changed.ts'
import type { OpenTask, PassControl, PassResult } from './engine.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'
import type { BufferPair } from './io-buffers.ts'

/** How a framed body is cut into steps: whole regular frames, and in the last one whatever there is at the end. */
export interface OpenSteps {
  readonly total: number
  readonly framesInStep: number
  /** Body bytes of every step but the last. */
  readonly stepBytes: number
  readonly bodyBytes: number
  /** Body bytes of the longest step. */
  readonly longest: number
}

/**
 * The last step takes so much more than the others: a final frame is longer than a regular one of the same content, and
 * a footer may follow it.
 */
function lastStepExtra(ticket: OpenTicket): number {
  return finalFrameOverhead - frameOverhead + footerLengths(suiteOf(ticket.suite)).most
}

/**
 * The steps of a message's body, of about `ioLength` bytes each. Never by the header's word alone: where a frame would be
 * larger than is accepted, only a short final one can be, and all of it is in the one step. Throws
 * MESSAGE_LIMIT_EXCEEDED.
 */
export function openSteps(
  { ticket, size }: Pick<OpenTask, 'ticket' | 'size'>,
  ioLength: number = ioBytes,
): OpenSteps {
  const bodyBytes = size - ticket.headerLength
  const extra = lastStepExtra(ticket)
  const frame = regularFrameBytes(ticket.frameLength)
  const longestFrame = regularFrameBytes(ticket.maxContentLength)
  if (frame > longestFrame && bodyBytes > longestFrame + extra) {
    throw new VaultError('MESSAGE_LIMIT_EXCEEDED', 'the frames of this message are larger than is accepted', {
      facts: { what: 'frameLength', frameLength: ticket.frameLength, limit: ticket.maxContentLength },
    })
  }
  const framesInStep = Math.max(1, Math.floor(ioLength / frame))
  const stepBytes = framesInStep * frame
  const total = Math.max(1, Math.ceil((bodyBytes - extra) / stepBytes))
  return { total, framesInStep, stepBytes, bodyBytes, longest: Math.min(bodyBytes, stepBytes + extra) }
}

/**
 * Opens spans of the steps of one body, each from its place in the source to its place in the target: the next step is
 * read and the last one written while this one is opened. The buffers serve one span after the other.
 */
export class FrameOpening {
  readonly #task: OpenTask
  readonly #steps: OpenSteps
  readonly #bodies: BufferPair
  readonly #plaintexts: BufferPair

  constructor(task: OpenTask, steps: OpenSteps) {
    this.#task = task
    this.#steps = steps
    this.#bodies = bufferPair(steps.longest)
    this.#plaintexts = bufferPair(steps.longest)
  }

  /**
   * Authenticates the claimed steps and writes their plaintext where there is a target. A step is written only once all
   * of its tags verified. As strict as if the whole body were opened in one go: the frames here have to carry exactly
   * the numbers of their places, and the message has to end in the last step and in no other. `messageBytes` counts
   * body bytes.
   */
  async open({ first, count, last }: Claim, control: PassControl): Promise<PassResult> {
    const { ticket, target } = this.#task
    const { framesInStep } = this.#steps
    const opener = FrameOpener.fromTicket(ticket, 1 + first * framesInStep)
    const begin = first * framesInStep * ticket.frameLength
    let plaintextBytes = 0
    let messageBytes = 0
    let reading = underWay(this.#read(first))
    let writing = Promise.resolve()
    try {
      for (let turn = first; turn < first + count; turn++) {
        const body = await reading
        stopIfCancelled(control.signal)
        const isLastTurn = turn === first + count - 1
        if (!isLastTurn) reading = underWay(this.#read(turn + 1))
        const plaintext = openStep(opener, body, this.#plaintexts.at(turn))
        if (isLastTurn && last) opener.endOfInput(plaintext.unread)
        else opener.endOfPart(plaintext.unread)
        await writing
        if (target !== null) writing = underWay(writeWhole(target, plaintext.bytes, begin + plaintextBytes))
        plaintextBytes += plaintext.bytes.length
        messageBytes += body.length
        control.onProgress(messageBytes)
      }
      await writing
    } finally {
      // A system call under way still owns its buffer: settle both before they are used again and the files closed.
      await Promise.allSettled([reading, writing])
    }
    return { plaintextBytes, messageBytes }
  }

  /** Overwrites the plaintext that was held. */
  wipe(): void {
    this.#plaintexts.wipe()
  }

  async #read(turn: number): Promise<Uint8Array> {
    const { source, ticket } = this.#task
    const { total, stepBytes, bodyBytes } = this.#steps
    const from = turn * stepBytes
    const wanted = this.#bodies.at(turn).subarray(0, turn === total - 1 ? bodyBytes - from : stepBytes)
    if ((await readUpTo(source, wanted, ticket.headerLength + from)) < wanted.length) throw fileChanged()
    return wanted
  }
}

/** Opens every frame of one step into `into`: the plaintext, and how many bytes at the end are no whole frame. */
function openStep(
  opener: FrameOpener,
  body: Uint8Array,
  into: Uint8Array,
): { readonly bytes: Uint8Array; readonly unread: number } {
  let read = 0
  let written = 0
  while (read < body.length) {
    const step = opener.openNext(body.subarray(read), into.subarray(written))
    if (step.kind === 'more') break
    read += step.consumed
    written += step.written
  }
  return { bytes: into.subarray(0, written), unread: body.length - read }
}
