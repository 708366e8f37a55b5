import { FrameOpener } from '../../message/frame-opener.ts'
import type { OpenTicket } from '../../message/open-message.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
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
import { openSingleBlockPass } from './open-single-block-pass.ts'

/**
 * The last step takes so much more than the others: a final frame is longer than a regular one of the same content, and
 * a footer may follow it.
 */
function lastStepExtra(ticket: OpenTicket): number {
  return finalFrameOverhead - frameOverhead + footerLengths(suiteOf(ticket.suite)).most
}

/**
 * Body bytes of one step: whole regular frames, about `ioBytes` of them. Never by the header's word alone: where a
 * frame would be larger than is accepted, only a short final one can be, and all of it is in the last step.
 */
function stepLength(ticket: OpenTicket, bodyBytes: number): number {
  const frame = regularFrameBytes(ticket.frameLength)
  const longest = regularFrameBytes(ticket.maxContentLength)
  if (frame > longest && bodyBytes > longest + lastStepExtra(ticket)) {
    throw new VaultError('MESSAGE_LIMIT_EXCEEDED', 'the frames of this message are larger than is accepted', {
      facts: { what: 'frameLength', frameLength: ticket.frameLength, limit: ticket.maxContentLength },
    })
  }
  return Math.max(1, Math.floor(ioBytes / frame)) * frame
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
  const { source, target, ticket, size } = task
  const opener = FrameOpener.fromTicket(ticket)
  const bodyBytes = size - ticket.headerLength
  const step = stepLength(ticket, bodyBytes)
  const extra = lastStepExtra(ticket)
  const steps = Math.max(1, Math.ceil((bodyBytes - extra) / step))
  const longest = Math.min(bodyBytes, step + extra)
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
