import { join, writeU32 } from './bytes.ts'

/** Bytes of a GCM IV and tag in every suite. FORMAT.md section 5. */
export const ivLength = 12
export const tagLength = 16

/** The four bytes that begin a final frame. */
export const finalFrameMarker = 0xffff_ffff

/** Bytes before the content: sequence number and IV. */
export const regularHeadLength = 4 + ivLength
/** Bytes before the content: marker, sequence number, IV and content length. */
export const finalHeadLength = 4 + 4 + ivLength + 4
/** Bytes before the content of a non-framed body: IV and u64 content length. */
export const singleBlockHeadLength = ivLength + 8

/** The three kinds of authenticated content. FORMAT.md section 8. */
export type ContentKind = 'regular' | 'final' | 'singleBlock'

const contentStrings = {
  regular: 'AWSKMSEncryptionClient Frame',
  final: 'AWSKMSEncryptionClient Final Frame',
  singleBlock: 'AWSKMSEncryptionClient Single Block',
} as const

/**
 * The AAD of one kind of content of one message: message id, content string, u32 sequence number, u64 content
 * length. `fill` writes the last two in place and lends the same array each time.
 */
export class FrameAad {
  readonly #bytes: Uint8Array
  readonly #sequenceAt: number

  constructor(messageId: Uint8Array, kind: ContentKind) {
    this.#bytes = join([messageId, new TextEncoder().encode(contentStrings[kind]), new Uint8Array(12)])
    this.#sequenceAt = this.#bytes.length - 12
  }

  fill(sequence: number, contentLength: number): Uint8Array {
    writeU32(this.#bytes, this.#sequenceAt, sequence)
    writeU32(this.#bytes, this.#sequenceAt + 4, Math.floor(contentLength / 2 ** 32))
    writeU32(this.#bytes, this.#sequenceAt + 8, contentLength)
    return this.#bytes
  }
}
