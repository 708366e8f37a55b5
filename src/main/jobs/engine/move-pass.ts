import { sealGcmInto } from '../../message/aes-gcm.ts'
import type { SealFrame } from '../../message/frame-sealer.ts'
import { FrameSealer } from '../../message/frame-sealer.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { footerLengths, messageLength } from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { stopIfCancelled } from './cancelled.ts'
import type { MoveTask, PassControl, PassResult } from './engine.ts'
import { MoveFingerprint } from './move-fingerprint.ts'
import { MoveSealer, moveBuffers } from './move-sealer.ts'
import { MoveSink } from './move-sink.ts'
import { openPass } from './open-pass.ts'

/** The fingerprint that a move makes, or null where nobody will compare. */
export function fingerprintOf({ fingerprintKey, seal }: MoveTask): MoveFingerprint | null {
  return fingerprintKey && new MoveFingerprint(fingerprintKey, seal.frameLength)
}

/**
 * Opens one message and seals its plaintext as another, in one go and in constant memory: no plaintext reaches a file.
 * The new message gets its final frame only after the old one verified to its end, its signature included; cut before,
 * it is no message. Throws what opening and sealing throw.
 */
export async function movePass(
  task: MoveTask,
  control: PassControl,
  sealFrame: SealFrame = sealGcmInto,
): Promise<PassResult> {
  const { source, target, header, size } = task
  const to = { target, header, ticket: task.seal }
  const sealer = new MoveSealer(FrameSealer.fromTicket(task.seal, { sealFrame }), to, moveBuffers(to, size))
  const fingerprint = fingerprintOf(task)
  const sink = new MoveSink(fingerprint)
  sink.lead({ from: 0, to: Number.POSITIVE_INFINITY }, sealer)
  try {
    const { plaintextBytes } = await openPass({ source, target: sink.file, ticket: task.open, size }, control)
    stopIfCancelled(control.signal)
    const moved = { plaintextBytes, messageBytes: await sealer.finish() }
    checkMoved(task, moved)
    return fingerprint === null ? moved : { ...moved, fingerprint: fingerprint.digest() }
  } finally {
    await sealer.close()
  }
}

/** Throws INTERNAL where what was written in all is not what the plaintext makes, or not all of it was moved. */
export function checkMoved(
  { header, seal }: MoveTask,
  moved: PassResult,
  expected = moved.plaintextBytes,
): void {
  const { least, most } = footerLengths(suiteOf(seal.suite))
  const extra = moved.messageBytes - messageLength(header.length, expected, seal.frameLength)
  if (moved.plaintextBytes === expected && extra >= least && extra <= most) return
  throw new VaultError(
    'INTERNAL',
    'the new message has another size than was computed; nothing was published',
  )
}
