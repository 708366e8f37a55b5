import { suiteOf } from '../../message/algorithm-suite.ts'
import { singleBlockHeadLength, tagLength } from '../../message/frame-layout.ts'
import { giveBack } from '../../message/give-back.ts'
import { truncatedMessage } from '../../message/message-faults.ts'
import { footerLengths } from '../../message/message-size.ts'
import { SingleBlockOpener } from '../../message/single-block-opener.ts'
import type { OpenedFile } from '../files/files.ts'
import { readUpTo, writeWhole } from '../files/whole-transfers.ts'
import { stopIfCancelled } from './cancelled.ts'
import { fileChanged } from './changed.ts'
import type { OpenTask, PassControl, PassResult } from './engine.ts'
import { bufferPair, ioBytes, underWay } from './io-buffers.ts'

/**
 * Opens a non-framed body in constant memory. Its one tag comes last, so the plaintext goes into the private staged
 * file before it is authenticated; the pass throws where it is not, and then that file is taken away and nothing is
 * published. FORMAT.md section 9. The length is checked against the file's before a byte is written.
 */
export async function openSingleBlockPass(task: OpenTask, control: PassControl): Promise<PassResult> {
  const { source, target, ticket, size } = task
  const headAt = ticket.headerLength
  const contentAt = headAt + singleBlockHeadLength
  if (size < contentAt + tagLength) throw truncatedMessage()
  const opener = new SingleBlockOpener(ticket, await readWhole(source, headAt, singleBlockHeadLength))
  const { contentLength } = opener
  const contentEnd = contentAt + contentLength
  if (size < contentEnd + tagLength) throw truncatedMessage()
  const pieces = bufferPair(Math.min(ioBytes, contentLength))

  const read = async (from: number): Promise<Uint8Array> => {
    const wanted = pieces.at(from / ioBytes).subarray(0, Math.min(ioBytes, contentLength - from))
    if ((await readUpTo(source, wanted, contentAt + from)) < wanted.length) throw fileChanged()
    return wanted
  }

  let reading = underWay(read(0))
  let writing = Promise.resolve()
  try {
    for (let from = 0; from < contentLength; from += ioBytes) {
      const piece = await reading
      stopIfCancelled(control.signal)
      if (from + ioBytes < contentLength) reading = underWay(read(from + ioBytes))
      const plaintext = opener.decryptUnverified(piece)
      await writing
      writing = underWay(writeThenWipe(target, plaintext, from))
      control.onProgress(contentAt + from + piece.length)
    }
    await writing
  } finally {
    // A system call under way still owns its buffer: settle both before the files are closed.
    await Promise.allSettled([reading, writing])
  }
  // One byte more than can belong to the message shows that bytes follow it.
  const restLength = tagLength + footerLengths(suiteOf(ticket.suite)).most + 1
  opener.finish(await readWhole(source, contentEnd, Math.min(restLength, size - contentEnd)))
  return { plaintextBytes: contentLength, messageBytes: size }
}

async function readWhole(source: OpenedFile, from: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  if ((await readUpTo(source, bytes, from)) < length) throw fileChanged()
  return bytes
}

async function writeThenWipe(
  target: OpenedFile | null,
  plaintext: Uint8Array,
  position: number,
): Promise<void> {
  try {
    if (target !== null) await writeWhole(target, plaintext, position)
  } finally {
    plaintext.fill(0)
    giveBack(plaintext)
  }
}
