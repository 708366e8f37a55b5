import { FrameSealer } from '../../message/frame-sealer.ts'
import type { SealFrame } from '../../message/frame-sealer.ts'
import { sealGcmInto } from '../../message/aes-gcm.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { footerLengths, messageLength } from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { PassControl, PassResult, SealTask } from './engine.ts'
import { FrameSealing, frameTotal } from './seal-frames.ts'
import { runShare } from './share.ts'
import type { ShareControl, ShareEnd, SharePart } from './share.ts'

/**
 * Encrypts a file in one go. Exactly `size` bytes are read: a source that has grown shows in its facts afterwards.
 * Throws FILE_CHANGED where it ends earlier.
 */
export async function sealPass(
  task: SealTask,
  control: PassControl,
  sealFrame: SealFrame = sealGcmInto,
): Promise<PassResult> {
  const sealer = FrameSealer.fromTicket(task.ticket, { total: frameTotal(task), sealFrame })
  const sealing = new FrameSealing(task)
  try {
    const result = await sealing.seal(sealer, control)
    checkSealed(task, result)
    return result
  } finally {
    sealing.wipe()
  }
}

/** Encrypts a part of a file, beside other threads with the same ticket: `framesAtOnce` are claimed at a time. */
export async function sealShare(
  task: SealTask & { readonly framesAtOnce: number },
  control: ShareControl,
  sealFrame: SealFrame = sealGcmInto,
): Promise<ShareEnd> {
  const share = { total: frameTotal(task), most: task.framesAtOnce }
  const sealing = new FrameSealing(task)
  const claim = (): SharePart | null => {
    const sealer = FrameSealer.claim(task.ticket, share, sealFrame)
    return sealer && { at: sealer.span.first, run: (part) => sealing.seal(sealer, part) }
  }
  try {
    return await runShare({ claim, claims: task.ticket.claims }, control)
  } finally {
    sealing.wipe()
  }
}

/** Throws INTERNAL where what was written in all is not what the sizes of source and frames make. */
export function checkSealed({ header, ticket, size }: SealTask, sealed: PassResult): void {
  const { least, most } = footerLengths(suiteOf(ticket.suite))
  const extra = sealed.messageBytes - messageLength(header.length, size, ticket.frameLength)
  if (sealed.plaintextBytes === size && extra >= least && extra <= most) return
  throw new VaultError(
    'INTERNAL',
    'the encrypted file has another size than was computed; nothing was written',
  )
}
