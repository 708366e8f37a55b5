import { suiteOf } from '../../message/algorithm-suite.ts'
import { footerLengths, messageLength } from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenedFile } from '../files/files.ts'
import { stopIfCancelled } from './cancelled.ts'
import type { MoveTask, OpenTask, PassControl, PassResult } from './engine.ts'
import { MoveFingerprint } from './move-fingerprint.ts'
import { MoveSealer } from './move-sealer.ts'
import { openPass } from './open-pass.ts'
import { streamAsFile } from './stream-as-file.ts'

/**
 * Opens one message and seals its plaintext as another, in one pass and in constant memory: no plaintext reaches a file.
 * The new message gets its final frame only after the old one verified to its end, its signature included; cut before,
 * it is no message. Throws what opening and sealing throw.
 */
export async function movePass(task: MoveTask, control: PassControl): Promise<PassResult> {
  const { source, target, header, size } = task
  const sealer = new MoveSealer({ target, header, ticket: task.seal, mostPlaintext: size })
  const fingerprint = task.fingerprintKey && new MoveFingerprint(task.fingerprintKey)
  const sink = sinkOf(async (piece) => {
    fingerprint?.update(piece)
    await sealer.push(piece)
  })
  try {
    const opened = await openPass({ source, target: sink, ticket: task.open, size }, control)
    stopIfCancelled(control.signal)
    const messageBytes = await sealer.finish()
    checkLength(task, opened.plaintextBytes, messageBytes)
    return { plaintextBytes: opened.plaintextBytes, messageBytes, ...digestOf(fingerprint) }
  } finally {
    await sealer.close()
  }
}

/** Authenticates a message's body as `openPass` does, writes nothing, and gives the fingerprint of its plaintext. */
export async function fingerprintPass(
  task: OpenTask,
  key: Uint8Array,
  control: PassControl,
): Promise<PassResult> {
  const fingerprint = new MoveFingerprint(key)
  const target = sinkOf(async (piece) => fingerprint.update(piece))
  const opened = await openPass({ ...task, target }, control)
  return { ...opened, ...digestOf(fingerprint) }
}

const digestOf = (fingerprint: MoveFingerprint | null): Pick<PassResult, 'fingerprint'> =>
  fingerprint === null ? {} : { fingerprint: fingerprint.digest() }

/** A file that takes the plaintext of a pass piece by piece, in its order, and keeps none. */
function sinkOf(take: (piece: Uint8Array) => Promise<void>): OpenedFile {
  let taken = 0
  const write = async (piece: Uint8Array, position: number): Promise<number> => {
    if (position !== taken) throw outOfOrder()
    taken += piece.length
    await take(piece)
    return piece.length
  }
  return streamAsFile({ write })
}

function checkLength({ header, seal }: MoveTask, plaintextBytes: number, messageBytes: number): void {
  const { least, most } = footerLengths(suiteOf(seal.suite))
  const withoutFooter = messageLength(header.length, plaintextBytes, seal.frameLength)
  if (messageBytes >= withoutFooter + least && messageBytes <= withoutFooter + most) return
  throw new VaultError(
    'INTERNAL',
    'the new message has another size than was computed; nothing was published',
  )
}

const outOfOrder = (): VaultError =>
  new VaultError('INTERNAL', 'the content of the old message did not come in order; nothing was published')
