import { suiteOfNumber } from './algorithm-suite.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'

/** The first bytes that `sniffMessage` wants to see; fewer are enough for a shorter file. */
export const sniffLength = 8

/** What the first bytes of a file look like. `base64` is a message that someone turned into text. */
export type MessageSniff = 'message' | 'base64' | 'other'

/**
 * Tells by version, type and suite bytes whether a file may be a message. Cheap, and no proof: a header has
 * to parse. FORMAT.md sections 2 and 12.
 */
export function sniffMessage(first: Uint8Array): MessageSniff {
  if (suiteInFirstBytes(first) !== undefined) return 'message'
  const text = Buffer.from(first.subarray(0, sniffLength)).toString('latin1')
  const decoded = /^A[A-Za-z0-9+/]{7}$/.test(text) ? Buffer.from(text, 'base64') : undefined
  return decoded && suiteInFirstBytes(decoded) ? 'base64' : 'other'
}

function suiteInFirstBytes(first: Uint8Array): AlgorithmSuite | undefined {
  const [version, second = 0, third = 0, fourth = 0] = first
  if (version === 2) return ofVersion(2, (second << 8) | third)
  return version === 1 && second === 0x80 ? ofVersion(1, (third << 8) | fourth) : undefined
}

function ofVersion(version: 1 | 2, id: number): AlgorithmSuite | undefined {
  const suite = suiteOfNumber(id)
  return suite?.messageVersion === version ? suite : undefined
}
