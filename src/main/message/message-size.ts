import type { AlgorithmSuite } from './algorithm-suite.ts'
import { longestSignature, shortestSignature } from './ecdsa-curve.ts'
import { finalHeadLength, regularHeadLength, tagLength } from './frame-layout.ts'

/** Bytes that a regular frame adds to its content: 32. FORMAT.md section 8. */
export const frameOverhead = regularHeadLength + tagLength
/** Bytes that the final frame adds to its content: 40. */
export const finalFrameOverhead = finalHeadLength + tagLength

/** Bytes of a regular frame whose content is `frameLength` bytes. */
export function regularFrameBytes(frameLength: number): number {
  return frameLength + frameOverhead
}

/** Bytes of a final frame whose content is `contentLength` bytes. */
export function finalFrameBytes(contentLength: number): number {
  return contentLength + finalFrameOverhead
}

/**
 * Regular frames that Keyhold writes for `plaintextLength` bytes: the final frame holds 1..frameLength bytes,
 * or nothing of nothing.
 */
export function regularFrameCount(plaintextLength: number, frameLength: number): number {
  return plaintextLength === 0 ? 0 : Math.ceil(plaintextLength / frameLength) - 1
}

/** Bytes of the framed body that Keyhold writes. */
export function bodyLength(plaintextLength: number, frameLength: number): number {
  const regular = regularFrameCount(plaintextLength, frameLength)
  return regular * frameOverhead + finalFrameOverhead + plaintextLength
}

/** Bytes of the whole message that Keyhold writes, its footer not counted. */
export function messageLength(headerLength: number, plaintextLength: number, frameLength: number): number {
  return headerLength + bodyLength(plaintextLength, frameLength)
}

/**
 * Bytes of the footer of a suite: from least to most, because the length of a DER signature varies by message; 0 where
 * the suite does not sign. FORMAT.md section 10.
 */
export function footerLengths({ signature }: Pick<AlgorithmSuite, 'signature'>): {
  readonly least: number
  readonly most: number
} {
  if (signature === 'none') return { least: 0, most: 0 }
  return { least: 2 + shortestSignature, most: 2 + longestSignature(signature) }
}

/**
 * Plaintext bytes in a framed body of `length` bytes, by anyone's writer (a full or an empty final frame
 * alike), or undefined where no framed body has that length.
 */
export function plaintextLengthOf(length: number, frameLength: number): number | undefined {
  const content = length - finalFrameOverhead
  if (content < 0) return undefined
  const regular = Math.floor(content / regularFrameBytes(frameLength))
  const last = content - regular * regularFrameBytes(frameLength)
  return last > frameLength ? undefined : regular * frameLength + last
}

/** Whether `length` bytes can be the framed body and footer of a whole message, by anyone's writer. It proves nothing. */
export function fitsFramedBody(
  length: number,
  frameLength: number,
  suite: Pick<AlgorithmSuite, 'signature'>,
): boolean {
  const { least, most } = footerLengths(suite)
  for (let footer = least; footer <= most; footer += 1) {
    if (plaintextLengthOf(length - footer, frameLength) !== undefined) return true
  }
  return false
}
