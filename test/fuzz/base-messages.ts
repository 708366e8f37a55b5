import type { KeyObject } from 'node:crypto'
import { suiteOf } from '../../src/main/message/algorithm-suite.ts'
import type { SuiteId } from '../../src/main/message/algorithm-suite.ts'
import { serializeEncryptionContext } from '../../src/main/message/encryption-context-codec.ts'
import { publicKeyPair } from '../../src/main/message/encryption-context-rules.ts'
import { makeSigningKey } from '../../src/main/message/signing-key.ts'
import { craftMessage } from '../unit/main/message/support/crafted-message.ts'
import type { CraftedFrame } from '../unit/main/message/support/crafted-message.ts'
import type { Draws } from './draws.ts'

export const allSuites: readonly SuiteId[] = [
  '0014',
  '0046',
  '0078',
  '0114',
  '0146',
  '0178',
  '0214',
  '0346',
  '0378',
  '0478',
  '0578',
]

/** A suite with a signing key of its own where it signs, for all messages of a run. */
interface Writer {
  readonly suite: SuiteId
  readonly signingKey: KeyObject | null
  readonly context: Uint8Array
}

const writers = new Map<SuiteId, Writer>()

function writerOf(suite: SuiteId): Writer {
  const known = writers.get(suite)
  if (known !== undefined) return known
  const { signature } = suiteOf(suite)
  const key = signature === 'none' ? null : makeSigningKey(signature)
  const pairs = new Map([['purpose', 'fuzz']])
  if (key !== null) pairs.set(publicKeyPair, key.publicKeyText)
  const writer = { suite, signingKey: key?.privateKey ?? null, context: serializeEncryptionContext(pairs) }
  writers.set(suite, writer)
  return writer
}

/** A message by its parts, so that they can be changed before it is written, and the plaintext that it holds. */
export interface Draft {
  readonly suite: SuiteId
  /** Makes the message id, so that no two messages have one in common by design. */
  readonly idByte: number
  readonly frameLength: number
  readonly frames: readonly CraftedFrame[]
}

/** Large messages are those that several workers share. */
export type DraftSize = 'small' | 'large'

/** A whole and valid draft: any suite, framed or not; a small one is seldom of several mebibytes. */
export function draftOf(draws: Draws, draftSize: DraftSize): Draft {
  const idByte = draws.below(256)
  const suite = draws.onceIn(3) ? draws.pick(['0478', '0578'] as const) : draws.pick(allSuites)
  const size = sizeOf(draws, draftSize)
  const content = size > 10_000 ? Buffer.alloc(size, 5) : draws.bytes(size)
  if (draws.onceIn(4))
    return { suite, idByte, frameLength: 0, frames: [{ kind: 'singleBlock', sequence: 1, content }] }
  const frameLength =
    size > 10_000 ? 4096 + draws.below(1_000_000) : draws.pick([1 + draws.below(200), size || 1])
  return { suite, idByte, frameLength, frames: framesOf(content, frameLength) }
}

function sizeOf(draws: Draws, draftSize: DraftSize): number {
  if (draftSize === 'large') return 9_000_000 + draws.below(20_000_000)
  return draws.onceIn(200) ? 2_500_000 + draws.below(200_000) : draws.pick([0, 1, draws.below(600)])
}

function framesOf(content: Buffer, frameLength: number): CraftedFrame[] {
  const frames: CraftedFrame[] = []
  let from = 0
  for (; content.length - from > frameLength; from += frameLength) {
    const part = content.subarray(from, from + frameLength)
    frames.push({ kind: 'regular', sequence: frames.length + 1, content: part })
  }
  frames.push({ kind: 'final', sequence: frames.length + 1, content: content.subarray(from) })
  return frames
}

/** The bytes of a draft, as whoever holds the data key would write them: every tag and the signature are right. */
export function writeDraft({ suite, ...parts }: Draft): Buffer {
  const { signingKey, context } = writerOf(suite)
  return craftMessage({ suite, ...parts, context, ...(signingKey && { signingKey }) })
}

/** What a draft's frames hold, one after the other. */
export function plaintextOf({ frames }: Draft): Buffer {
  return Buffer.concat(frames.map(({ content }) => content))
}
