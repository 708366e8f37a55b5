import type { OpenTask, PassControl, PassResult } from './engine.ts'
import { MoveFingerprint } from './move-fingerprint.ts'
import { openPass, openShare } from './open-pass.ts'
import type { OpenShare } from './open-pass.ts'
import type { ShareControl, ShareEnd } from './share.ts'
import { streamAsFile } from './stream-as-file.ts'

/** Opens with a sink in the place of the target, and gives the fingerprint of what came into it. */
async function withFingerprint<T>(
  task: OpenTask,
  key: Uint8Array,
  open: (task: OpenTask) => Promise<T>,
): Promise<{ readonly opened: T; readonly fingerprint: Uint8Array }> {
  const fingerprint = new MoveFingerprint(key, task.ticket.frameLength)
  const write = async (piece: Uint8Array, position: number): Promise<number> => {
    fingerprint.update(piece, position)
    return piece.length
  }
  const opened = await open({ ...task, target: streamAsFile({ write }) })
  return { opened, fingerprint: fingerprint.digest() }
}

/** Authenticates the framed body of a message as `openPass` does, writes nothing, and gives the plaintext's fingerprint. */
export async function fingerprintPass(
  task: OpenTask,
  key: Uint8Array,
  control: PassControl,
): Promise<PassResult> {
  const { opened, fingerprint } = await withFingerprint(task, key, (sunk) => openPass(sunk, control))
  return { ...opened, fingerprint }
}

/** The same for a part of the body, beside other threads with the same claims: the fingerprint is that of the part. */
export async function fingerprintShare(
  task: OpenTask & OpenShare,
  key: Uint8Array,
  control: ShareControl,
): Promise<ShareEnd> {
  const open = (sunk: OpenTask): Promise<ShareEnd> => openShare({ ...task, ...sunk }, control)
  const { opened, fingerprint } = await withFingerprint(task, key, open)
  return { ...opened, result: { ...opened.result, fingerprint } }
}
