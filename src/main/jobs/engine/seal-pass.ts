import { FrameSealer } from '../../message/frame-sealer.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import {
  finalFrameBytes,
  footerLengths,
  messageLength,
  regularFrameBytes,
} from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import { stopIfCancelled } from './cancelled.ts'
import { fileChanged } from './changed.ts'
import type { PassControl, PassResult, SealTask } from './engine.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'

/** Source bytes of one step: whole frames, about `ioBytes` of them, and never more than the file has. */
function stepLength(size: number, frameLength: number): number {
  const frames = Math.max(1, Math.floor(ioBytes / regularFrameBytes(frameLength)))
  return Math.min(frames * frameLength, Math.max(size, 1))
}

/** Seals the frames of one step into `into` and returns the bytes written; the message's last frame is the final one. */
function sealStep(
  sealer: FrameSealer,
  plaintext: Uint8Array,
  into: Uint8Array,
  frame: { length: number; last: boolean },
) {
  let read = 0
  let written = 0
  while (plaintext.length - read > frame.length || (!frame.last && plaintext.length > read)) {
    const content = plaintext.subarray(read, read + frame.length)
    written += sealer.sealRegular(content, into.subarray(written))
    read += content.length
  }
  return frame.last ? written + sealer.sealFinal(plaintext.subarray(read), into.subarray(written)) : written
}

/**
 * Encrypts a file: reads the next step and writes the last one while this one is sealed. Exactly `size` bytes are
 * read: a source that has grown shows in its facts afterwards. Throws FILE_CHANGED where it ends earlier.
 */
export async function sealPass(task: SealTask, control: PassControl): Promise<PassResult> {
  const { source, target, header, ticket, size } = task
  const { frameLength } = ticket
  const sealer = FrameSealer.fromTicket(ticket)
  const step = stepLength(size, frameLength)
  const steps = Math.max(1, Math.ceil(size / step))
  const plaintexts = bufferPair(step)
  const framesInStep = Math.ceil(step / frameLength)
  const footer = footerLengths(suiteOf(ticket.suite))
  const sealedLength = framesInStep * regularFrameBytes(0) + finalFrameBytes(0) + step + footer.most
  const sealed = bufferPair(header.length + sealedLength)

  const read = async (turn: number): Promise<Uint8Array> => {
    const wanted = plaintexts.at(turn).subarray(0, Math.min(step, size - turn * step))
    if ((await readUpTo(source, wanted, turn * step)) < wanted.length) throw fileChanged()
    return wanted
  }

  let reading = underWay(read(0))
  let writing = Promise.resolve()
  let position = 0
  try {
    for (let turn = 0; turn < steps; turn++) {
      const plaintext = await reading
      stopIfCancelled(control.signal)
      const last = turn === steps - 1
      if (!last) reading = underWay(read(turn + 1))
      // The header travels with the first frames: one write fewer for a small file.
      const into = sealed.at(turn)
      const start = turn === 0 ? header.length : 0
      if (turn === 0) into.set(header)
      const length = start + sealStep(sealer, plaintext, into.subarray(start), { length: frameLength, last })
      await writing
      writing = underWay(writeWhole(target, into.subarray(0, length), position))
      position += length
      control.onProgress(Math.min(size, (turn + 1) * step))
    }
    await writing
  } finally {
    // A system call under way still owns its buffer: settle both before they are wiped and the files closed.
    await Promise.allSettled([reading, writing])
    plaintexts.wipe()
  }
  const withoutFooter = messageLength(header.length, size, frameLength)
  if (position < withoutFooter + footer.least || position > withoutFooter + footer.most) throw wrongSize()
  return { plaintextBytes: size, messageBytes: position }
}

function wrongSize(): VaultError {
  return new VaultError(
    'INTERNAL',
    'the encrypted file has another size than was computed; nothing was written',
  )
}
