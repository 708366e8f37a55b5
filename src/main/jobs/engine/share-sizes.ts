import { regularFrameBytes } from '../../message/message-size.ts'
import { ioBytes } from './io-buffers.ts'
import type { OpenTask, SealTask } from './engine.ts'
import { framesInStep } from './seal-frames.ts'

/** What one thread claims at a time: long enough that claiming costs nothing, short enough to leave soon. */
const pieceBytes = 8 * 1024 * 1024
/** Buffers of all threads that share one pass. */
const bufferBytes = 256 * 1024 * 1024

/** How a pass is shared: by so many threads at most, which claim so many steps at a time. */
export interface ShareSizes {
  readonly atMost: number
  readonly stepsAtOnce: number
  readonly framesAtOnce: number
}

/**
 * How a file is shared among threads; `atMost` is 1 where it is not: a small file, very large frames, or a signed message,
 * whose bytes are hashed in their order.
 */
export function shareSizes(task: SealTask | OpenTask, threads: number): ShareSizes {
  const { frameLength, signature } = task.ticket
  const frames = framesInStep(frameLength)
  const stepBytes = Math.max(ioBytes, frames * regularFrameBytes(frameLength))
  const stepsAtOnce = Math.max(1, Math.floor(pieceBytes / stepBytes))
  // Each thread has two buffers of plaintext and two of frames.
  const byMemory = Math.floor(bufferBytes / (4 * stepBytes))
  const byLength = Math.ceil(task.size / (stepsAtOnce * stepBytes))
  const atMost = signature === null ? Math.max(1, Math.min(threads, byMemory, byLength)) : 1
  return { atMost, stepsAtOnce, framesAtOnce: stepsAtOnce * frames }
}
