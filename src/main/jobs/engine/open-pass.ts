import { FrameOpener } from '../../message/frame-opener.ts'
import type { OpenTicket } from '../../message/open-message.ts'
import { finalFrameOverhead, frameOverhead, regularFrameBytes } from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import { stopIfCancelled } from './cancelled.ts'
import { fileChanged } from './changed.ts'
import type { OpenTask, PassControl, PassResult } from './engine.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'

/** The final frame is this much longer than a regular one of the same content, so the last step takes so much more. */
const lastStepExtra = finalFrameOverhead - frameOverhead

/** Body bytes of one step: whole regular frames, about `ioBytes` of them; or the whole body where it is one block. */
function stepLength(ticket: OpenTicket, bodyBytes: number): number {
  if (ticket.contentType === 'framed') {
    const frame = regularFrameBytes(ticket.frameLength)
    return Math.max(1, Math.floor(ioBytes / frame)) * frame
  }
  if (bodyBytes <= ticket.maxContentLength + finalFrameOverhead) return Math.max(bodyBytes, 1)
  throw new VaultError(
    'MESSAGE_LIMIT_EXCEEDED',
    'this message is one block, too large to be held in memory before it is authenticated',
    { facts: { what: 'contentLength', limit: ticket.maxContentLength } },
  )
}

/** Opens every frame of one step into `into` and returns the plaintext bytes. */
function openStep(opener: FrameOpener, body: Uint8Array, into: Uint8Array, last: boolean): number {
  let read = 0
  let written = 0
  while (read < body.length) {
    const step = opener.openNext(body.subarray(read), into.subarray(written))
    if (step.kind === 'more') break
    read += step.consumed
    written += step.written
  }
  if (last) opener.endOfInput(body.length - read)
  else if (read < body.length) throw misplacedFrame()
  return written
}

function misplacedFrame(): VaultError {
  return new VaultError(
    'MESSAGE_DAMAGED',
    'a frame of this message is not where it should be; get a fresh copy of the file',
  )
}

/**
 * Authenticates a message's body frame by frame and writes the plaintext where there is a target. Nothing is written
 * before its frame's tag verified; whether the message is whole is known only at the end, so the target is a staged
 * file. Exactly `size` bytes are read.
 */
export async function openPass(task: OpenTask, control: PassControl): Promise<PassResult> {
  const { source, target, ticket, size } = task
  const opener = FrameOpener.fromTicket(ticket)
  const bodyBytes = size - ticket.headerLength
  const step = stepLength(ticket, bodyBytes)
  const steps = Math.max(1, Math.ceil((bodyBytes - lastStepExtra) / step))
  const longest = Math.min(bodyBytes, step + lastStepExtra)
  const bodies = bufferPair(longest)
  const plaintexts = bufferPair(longest)

  const read = async (turn: number): Promise<Uint8Array> => {
    const from = turn * step
    const length = turn === steps - 1 ? bodyBytes - from : step
    const wanted = bodies.at(turn).subarray(0, length)
    if ((await readUpTo(source, wanted, ticket.headerLength + from)) < length) throw fileChanged()
    return wanted
  }

  let reading = underWay(read(0))
  let writing = Promise.resolve()
  let plaintextBytes = 0
  try {
    for (let turn = 0; turn < steps; turn++) {
      const body = await reading
      stopIfCancelled(control.signal)
      const last = turn === steps - 1
      if (!last) reading = underWay(read(turn + 1))
      const into = plaintexts.at(turn)
      const length = openStep(opener, body, into, last)
      await writing
      if (target !== null) writing = underWay(writeWhole(target, into.subarray(0, length), plaintextBytes))
      plaintextBytes += length
      control.onProgress(Math.min(size, ticket.headerLength + (turn + 1) * step))
    }
    await writing
  } finally {
    // A system call under way still owns its buffer: settle both before they are wiped and the files closed.
    await Promise.allSettled([reading, writing])
    plaintexts.wipe()
  }
  return { plaintextBytes, messageBytes: size }
}
