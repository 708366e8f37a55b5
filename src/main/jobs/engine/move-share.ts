import { sealGcmInto } from '../../message/aes-gcm.ts'
import { FrameSealer } from '../../message/frame-sealer.ts'
import type { SealFrame } from '../../message/frame-sealer.ts'
import type { FrameSpan } from '../../message/frame-number.ts'
import { plaintextLengthOf, regularFrameBytes } from '../../message/message-size.ts'
import type { Claim } from '../../message/shared-claims.ts'
import type { MoveTask, PassControl, PassResult } from './engine.ts'
import { ioBytes } from './io-buffers.ts'
import type { MoveFingerprint } from './move-fingerprint.ts'
import { fingerprintOf } from './move-pass.ts'
import { MoveSealer, moveBuffers } from './move-sealer.ts'
import type { MoveBuffers, MoveTarget } from './move-sealer.ts'
import { MoveSink } from './move-sink.ts'
import type { Stretch } from './move-sink.ts'
import { FrameOpening, openSteps } from './open-frames.ts'
import type { OpenSteps } from './open-frames.ts'
import { framesInStep, frameTotal } from './seal-frames.ts'
import { runShare } from './share.ts'
import type { ShareControl, ShareEnd, SharePart } from './share.ts'

/** Steps of new frames that one thread claims at a time. The old frames across both ends of it are opened twice. */
const stepsAtOnce = 16
/** Buffers of all threads that share one pass. */
const bufferBytes = 256 * 1024 * 1024

/** How a move is shared by threads. */
export interface MoveShare {
  /** Bytes of the plaintext, by the old message's length. */
  readonly plaintextBytes: number
  /** New frames that a thread claims at a time. */
  readonly framesAtOnce: number
}

/**
 * How a move is shared among so many threads at most; null where it is not: a message that is signed or not framed, before
 * or after, is taken in its order, and a small one, or one of very large frames, is not worth it.
 */
export function moveShareOf(task: MoveTask, threads: number): (MoveShare & { atMost: number }) | null {
  const { open, seal, size } = task
  if (open.contentType !== 'framed' || open.signature !== null || seal.signature !== null) return null
  const plaintextBytes = plaintextLengthOf(size - open.headerLength, open.frameLength)
  if (plaintextBytes === undefined || open.frameLength > open.maxContentLength) return null
  const framesAtOnce = stepsAtOnce * framesInStep(seal.frameLength)
  const oldStep = Math.max(ioBytes, regularFrameBytes(open.frameLength))
  const memory = 4 * oldStep + 3 * regularFrameBytes(seal.frameLength) + 2 * ioBytes
  const pieces = Math.ceil(plaintextBytes / (framesAtOnce * seal.frameLength))
  const atMost = Math.min(threads, pieces, Math.floor(bufferBytes / memory))
  return atMost > 1 ? { plaintextBytes, framesAtOnce, atMost } : null
}

/**
 * Moves a part of a message, beside other threads with the same ticket: claims new frames, opens the old ones that hold
 * their content, and seals it. Together the threads open every old frame, and the last claim has the end of the message.
 */
export async function moveShare(
  task: MoveTask & MoveShare,
  control: ShareControl,
  sealFrame: SealFrame = sealGcmInto,
): Promise<ShareEnd> {
  const { seal, plaintextBytes, framesAtOnce } = task
  const share = { total: frameTotal({ size: plaintextBytes, ticket: seal }), most: framesAtOnce }
  const moving = new Moving(task)
  const claim = (): SharePart | null => {
    const sealer = FrameSealer.claim(seal, share, sealFrame)
    return sealer && { at: sealer.span.first, run: (part) => moving.move(sealer, part) }
  }
  try {
    const end = await runShare({ claim, claims: seal.claims }, control)
    return { ...end, result: { ...end.result, ...moving.fingerprint() } }
  } finally {
    moving.wipe()
  }
}

/** Moves spans of new frames, one after the other and in the same memory. */
class Moving {
  readonly #task: MoveTask & MoveShare
  readonly #to: MoveTarget
  readonly #buffers: MoveBuffers
  readonly #fingerprint: MoveFingerprint | null
  readonly #sink: MoveSink
  readonly #steps: OpenSteps
  readonly #opening: FrameOpening

  constructor(task: MoveTask & MoveShare) {
    const { source, target, header, open: ticket, seal, size } = task
    this.#task = task
    this.#to = { target, header, ticket: seal }
    this.#buffers = moveBuffers(this.#to, task.framesAtOnce * seal.frameLength)
    this.#fingerprint = fingerprintOf(task)
    this.#sink = new MoveSink(this.#fingerprint)
    this.#steps = openSteps({ ticket, size })
    this.#opening = new FrameOpening({ source, target: this.#sink.file, ticket, size }, this.#steps)
  }

  /** Counts plaintext bytes, and new message bytes with the header where it was written. */
  async move(frames: FrameSealer, { signal, onProgress }: PassControl): Promise<PassResult> {
    const stretch = this.#stretchOf(frames.span)
    const plaintextBytes = stretch.to - stretch.from
    const sealer = new MoveSealer(frames, this.#to, this.#buffers)
    this.#sink.lead(stretch, sealer)
    try {
      const tell = (opened: number): void => onProgress(Math.min(opened, plaintextBytes))
      await this.#opening.open(this.#stepsOver(stretch, frames.span), { signal, onProgress: tell })
      return { plaintextBytes, messageBytes: await sealer.finish() }
    } finally {
      await sealer.close()
    }
  }

  fingerprint(): Pick<PassResult, 'fingerprint'> {
    return this.#fingerprint === null ? {} : { fingerprint: this.#fingerprint.digest() }
  }

  /** Overwrites the plaintext that was held. */
  wipe(): void {
    this.#opening.wipe()
  }

  #stretchOf({ first, count, final }: FrameSpan): Stretch {
    const { seal, plaintextBytes } = this.#task
    const from = (first - 1) * seal.frameLength
    return { from, to: final ? plaintextBytes : from + count * seal.frameLength }
  }

  /** The last span has the end of the old message, whatever stands there behind the last byte of content. */
  #stepsOver({ from, to }: Stretch, { final }: FrameSpan): Claim {
    const { framesInStep: frames, total } = this.#steps
    const stepContent = frames * this.#task.open.frameLength
    const first = Math.floor(from / stepContent)
    const end = final ? total : Math.ceil(to / stepContent)
    return { first, count: end - first, last: end === total }
  }
}
