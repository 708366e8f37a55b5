import { suiteOf } from '../../message/algorithm-suite.ts'
import { singleBlockHeadLength, tagLength } from '../../message/frame-layout.ts'
import {
  finalFrameOverhead,
  footerLengths,
  plaintextLengthOf,
  regularFrameBytes,
} from '../../message/message-size.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'

/**
 * The fewest plaintext bytes that a whole message of `size` bytes holds: exact for one that is framed and not signed, at
 * most a frame too few for another, because the length of a signature varies. It proves nothing about the message.
 */
export function leastPlaintextLength(header: ParsedHeader, size: number): number {
  const body = size - header.headerLength - footerLengths(suiteOf(header.suite)).most
  if (header.contentType === 'nonFramed') return Math.max(0, body - singleBlockHeadLength - tagLength)
  const { frameLength } = header
  const wholeFrames = Math.floor((body - finalFrameOverhead) / regularFrameBytes(frameLength))
  return plaintextLengthOf(body, frameLength) ?? Math.max(0, wholeFrames * frameLength)
}
