import { suiteOf } from '../../message/algorithm-suite.ts'
import { singleBlockHeadLength, tagLength } from '../../message/frame-layout.ts'
import { finalFrameOverhead, footerLengths, regularFrameBytes } from '../../message/message-size.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'

/**
 * The fewest plaintext bytes that a whole message of `size` bytes holds: exact where it is not signed, and else too few
 * by no more than the length of signatures varies. It proves nothing about the message.
 */
export function leastPlaintextLength(header: ParsedHeader, size: number): number {
  const body = size - header.headerLength - footerLengths(suiteOf(header.suite)).most
  if (header.contentType === 'nonFramed') return Math.max(0, body - singleBlockHeadLength - tagLength)
  const { frameLength } = header
  const content = Math.max(0, body - finalFrameOverhead)
  const regular = Math.floor(content / regularFrameBytes(frameLength))
  const last = content - regular * regularFrameBytes(frameLength)
  return regular * frameLength + Math.min(last, frameLength)
}
