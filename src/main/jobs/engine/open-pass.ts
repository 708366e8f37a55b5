import { SharedClaims } from '../../message/shared-claims.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenTask, PassControl, PassResult } from './engine.ts'
import { FrameOpening, openSteps } from './open-frames.ts'
import type { OpenSteps } from './open-frames.ts'
import { openSingleBlockPass } from './open-single-block-pass.ts'
import { runShare } from './share.ts'
import type { ShareControl, ShareEnd, SharePart } from './share.ts'

/** Authenticates a message's body, framed or not; see `openFramedPass` and `openSingleBlockPass`. */
export function openPass(task: OpenTask, control: PassControl): Promise<PassResult> {
  return task.ticket.contentType === 'framed'
    ? openFramedPass(task, control)
    : openSingleBlockPass(task, control)
}

/**
 * Authenticates a framed body and writes the plaintext where there is a target. Nothing is written
 * before its frame's tag verified; whether the message is whole is known only at the end, so the target is a staged
 * file. Exactly `size` bytes are read.
 */
async function openFramedPass(task: OpenTask, control: PassControl): Promise<PassResult> {
  const steps = openSteps(task)
  const opening = new FrameOpening(task, steps)
  const { headerLength } = task.ticket
  const onProgress = (bodyBytes: number): void => control.onProgress(headerLength + bodyBytes)
  try {
    const whole = { first: 0, count: steps.total, last: true }
    const { plaintextBytes } = await opening.open(whole, { signal: control.signal, onProgress })
    return { plaintextBytes, messageBytes: task.size }
  } finally {
    opening.wipe()
  }
}

/** What the threads that open one body share. */
export interface OpenShare {
  readonly claims: SharedArrayBuffer
  /** Steps of `openSteps` that are claimed at a time. */
  readonly stepsAtOnce: number
}

/** Opens a part of a framed body, beside other threads with the same count of claims. Body bytes are what is counted. */
export async function openShare(
  task: OpenTask & OpenShare,
  control: ShareControl,
  steps: OpenSteps = openSteps(task),
): Promise<ShareEnd> {
  const shared = SharedClaims.join(task.claims, steps.total)
  if (shared === null) throw new VaultError('INTERNAL', 'the parts of this message were counted in two ways')
  const opening = new FrameOpening(task, steps)
  const claim = (): SharePart | null => {
    const part = shared.take(task.stepsAtOnce)
    return part && { at: part.first, run: (own) => opening.open(part, own) }
  }
  try {
    return await runShare({ claim, claims: task.claims }, control)
  } finally {
    opening.wipe()
  }
}
