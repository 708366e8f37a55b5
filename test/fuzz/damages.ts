import { suiteIdBytes, suiteOf } from '../../src/main/message/algorithm-suite.ts'
import type { EncryptedDataKey } from '../../src/main/message/encrypted-data-key.ts'
import { regularFrameBytes } from '../../src/main/message/message-size.ts'
import type { Draft, DraftSize } from './base-messages.ts'
import { allSuites, draftOf, writeDraft } from './base-messages.ts'
import type { Draws } from './draws.ts'
import { headerIn, lengthFields, retagged } from './header-layout.ts'
import type { LengthField } from './header-layout.ts'

/** A way to damage a message without the data key. `written` gets the draft of any other message that is put in. */
type Damage = (message: Buffer, draws: Draws, written: Draft[]) => Buffer

const extremes: Readonly<Record<LengthField['width'], readonly bigint[]>> = {
  1: [0n, 1n, 2n, 3n, 0x80n, 0xffn],
  2: [0n, 1n, 2n, 0x7fffn, 0x8000n, 0xfffen, 0xffffn],
  4: [0n, 1n, 0x7fffffffn, 0x80000000n, 0xfffffffen, 0xffffffffn, 0x4000000n, 0x4000001n],
  8: [0n, 1n, 2n ** 32n, 2n ** 36n - 32n, 2n ** 36n - 31n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n],
}

const flipBits: Damage = (message, draws) => {
  const changed = Buffer.from(message)
  for (let left = 1 + draws.below(8); left > 0 && changed.length > 0; left -= 1) {
    const at = draws.onceIn(2) ? draws.below(Math.min(changed.length, 200)) : draws.below(changed.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << draws.below(8))
  }
  return changed
}

/** Leaves the header alone, so that only the tags of the body, or a signature, can tell. */
const flipBody: Damage = (message, draws) => {
  const bodyAt = headerIn(message)?.headerLength ?? 0
  if (bodyAt >= message.length) return message
  const changed = Buffer.from(message)
  const at = bodyAt + draws.below(message.length - bodyAt)
  changed[at] = (changed[at] ?? 0) ^ (1 << draws.below(8))
  return changed
}

/** Regular frames swapped, repeated or left out, each whole. */
const moveFrames: Damage = (message, draws) => {
  const header = headerIn(message)
  if (header === null || header.frameLength === 0) return message
  const frameBytes = regularFrameBytes(header.frameLength)
  const count = Math.floor((message.length - header.headerLength) / frameBytes)
  if (count < 2) return message
  const frameAt = (index: number): number => header.headerLength + index * frameBytes
  const [one, other] = [draws.below(count), draws.below(count)]
  const taken = message.subarray(frameAt(one), frameAt(one + 1))
  const before = message.subarray(0, frameAt(other))
  const behind = message.subarray(frameAt(other + 1))
  const replaced = message.subarray(frameAt(other), frameAt(other + 1))
  return Buffer.concat([before, ...draws.pick([[taken], [taken, replaced], []]), behind])
}

const cut: Damage = (message, draws) => message.subarray(0, draws.below(message.length + 1))

const append: Damage = (message, draws) =>
  Buffer.concat([message, draws.onceIn(2) ? message : draws.bytes(1 + draws.below(40))])

const moveRange: Damage = (message, draws) => {
  const from = draws.below(message.length + 1)
  const to = from + draws.below(message.length - from + 1)
  const range = message.subarray(from, to)
  const rest = Buffer.concat([message.subarray(0, from), message.subarray(to)])
  if (draws.onceIn(3)) return rest
  const at = draws.below(rest.length + 1)
  const once = draws.onceIn(2)
  return Buffer.concat([rest.subarray(0, at), range, ...(once ? [] : [range]), rest.subarray(at)])
}

const splice: Damage = (message, draws, written) => {
  const draft = draftOf(draws, 'small')
  written.push(draft)
  const other = writeDraft(draft)
  const at = (bytes: Buffer): number => {
    const bodyAt = headerIn(bytes)?.headerLength ?? 0
    return draws.onceIn(2) ? bodyAt : draws.below(bytes.length + 1)
  }
  return Buffer.concat([message.subarray(0, at(message)), other.subarray(at(other))])
}

const setLength: Damage = (message, draws) => {
  const fields = lengthFields(message).filter(({ at, width }) => at + width <= message.length)
  if (fields.length === 0) return flipBits(message, draws, [])
  const { at, width } = draws.pick(fields)
  const changed = Buffer.from(message)
  const bits = BigInt(8 * width)
  const now = width === 8 ? changed.readBigUInt64BE(at) : BigInt(changed.readUIntBE(at, width))
  const near = [now + 1n, now + BigInt(2 ** 16 - 1), (1n << bits) + now - 1n]
  const value = BigInt.asUintN(Number(bits), draws.pick([...extremes[width], ...near]))
  if (width === 8) changed.writeBigUInt64BE(value, at)
  else changed.writeUIntBE(Number(value), at, width)
  return changed
}

/** Another suite of the same message version. */
const setSuite: Damage = (message, draws) => {
  const [version] = message
  const others = allSuites.filter((suite) => suiteOf(suite).messageVersion === version)
  if (others.length === 0 || message.length < 4) return flipBits(message, draws, [])
  const changed = Buffer.from(message)
  changed.set(suiteIdBytes(draws.pick(others)), version === 1 ? 2 : 1)
  return changed
}

/** Many encrypted data keys where there was one: as many as are accepted, more, and more than a header may hold. */
const manyKeys: Damage = (message, draws) => {
  const header = headerIn(message)
  const [first] = header?.encryptedDataKeys ?? []
  if (first === undefined) return message
  const old = encodeKey(first)
  const entry = draws.onceIn(3) ? encodeKey({ ...first, ciphertext: draws.bytes(60) }) : old
  const at = message.indexOf(old) - 2
  const many = draws.pick([10, 11, 200, 65_535])
  const count = Buffer.from([many >> 8, many & 0xff])
  const present = draws.onceIn(2) ? many : draws.below(many)
  const entries = Array.from({ length: present }, () => entry)
  return Buffer.concat([message.subarray(0, at), count, ...entries, message.subarray(at + 2 + old.length)])
}

function encodeKey({ providerId, providerInfo, ciphertext }: EncryptedDataKey): Buffer {
  return Buffer.concat(
    [providerId, providerInfo, ciphertext].flatMap((part) => [
      Buffer.from([part.length >> 8, part.length & 0xff]),
      part,
    ]),
  )
}

const blind: readonly Damage[] = [
  flipBody,
  moveFrames,
  flipBits,
  cut,
  append,
  moveRange,
  splice,
  setLength,
  setLength,
  setSuite,
  manyKeys,
]

/** Parts of a draft put wrong before the writer makes every tag fit them. */
function wrongDraft(draft: Draft, draws: Draws): Draft {
  const frames = [...draft.frames]
  const at = draws.below(frames.length)
  const frame = frames[at]
  if (frame === undefined) return draft
  const other = draws.pick(frames)
  const kinds = ['regular', 'final', 'singleBlock'] as const
  const number = draws.pick([0, 2, frame.sequence + 1, 0xffff_fffe, 0xffff_ffff])
  const ways: (() => unknown)[] = [
    () => frames.splice(at, 1),
    () => frames.splice(at, 0, other),
    () => frames.splice(at, 1, other),
    () => frames.splice(at, 1, { ...frame, sequence: number }),
    () => frames.splice(at, 1, { ...frame, kind: draws.pick(kinds) }),
    () => frames.splice(at, 1, { ...frame, content: draws.bytes(draws.below(700)) }),
    () => frames.splice(at, 1, { ...frame, iv: Buffer.alloc(12) }),
    () => frames.push({ ...frame, kind: 'final', sequence: frames.length + 1 }),
  ]
  draws.pick(ways)()
  const frameLength = draws.onceIn(5)
    ? draws.pick([0, 1, draft.frameLength + 1, 0x7fff_ffff, 0xffff_ffff])
    : draft.frameLength
  return { ...draft, frames, frameLength }
}

/** One case: a message, what was done to it, and whether whoever did it held the data key. */
export interface Damaged {
  readonly message: Buffer
  /** The valid messages that went into it. */
  readonly written: readonly Draft[]
  readonly byKeyHolder: boolean
}

/** The damaged message that a seed stands for. `kept`: messages of the corpus, some of which are damaged further. */
export function damagedMessage(
  draws: Draws,
  { kept, size = 'small' }: { readonly kept: readonly Buffer[]; readonly size?: DraftSize },
): Damaged {
  const draft = draftOf(draws, size)
  const written = [draft]
  if (draws.onceIn(4)) return { message: writeDraft(wrongDraft(draft, draws)), written, byKeyHolder: true }
  const fromCorpus = size === 'small' && kept.length > 0 && draws.onceIn(4)
  let message = fromCorpus ? draws.pick(kept) : writeDraft(draft)
  for (let left = 1 + draws.below(3); left > 0; left -= 1)
    message = draws.pick(blind)(message, draws, written)
  const byKeyHolder = draws.onceIn(3)
  return {
    message: byKeyHolder ? retagged(message) : message,
    written,
    byKeyHolder: byKeyHolder || fromCorpus,
  }
}
