import { createDecipheriv } from 'node:crypto'
import type { DecipherGCM } from 'node:crypto'
import { VaultError } from '../../shared/vault-error.ts'
import { suiteOf } from './algorithm-suite.ts'
import { readU32 } from './bytes.ts'
import { FrameAad, ivLength, singleBlockHeadLength, tagLength } from './frame-layout.ts'
import { contentDamaged, trailingBytes, truncatedMessage } from './message-faults.ts'
import { longestNonFramedContent } from './message-limits.ts'
import { MessageVerifier } from './message-signature.ts'
import type { OpenTicket } from './open-message.ts'

/**
 * Opens a non-framed body piece by piece: IV, u64 length, content, tag, and a footer where the suite signs. One tag
 * covers it all, so what it gives is worth nothing before `finish` returned: it may only go where nobody else looks.
 * FORMAT.md sections 9, 10 and 12.
 */
export class SingleBlockOpener {
  /** Bytes of the content: a claim until `finish`. */
  readonly contentLength: number
  readonly #decipher: DecipherGCM
  readonly #verifier: MessageVerifier | null
  #left: number

  /**
   * `head` is the first `singleBlockHeadLength` bytes of the body. Throws MESSAGE_LIMIT_EXCEEDED, and INVALID_REQUEST
   * for a framed body.
   */
  constructor(ticket: OpenTicket, head: Uint8Array) {
    if (ticket.contentType !== 'nonFramed' || head.length !== singleBlockHeadLength) {
      throw new VaultError('INVALID_REQUEST', 'this is not the beginning of a non-framed body')
    }
    this.contentLength = contentLengthIn(head, ticket.maxContentLength)
    this.#left = this.contentLength
    const { cipher } = suiteOf(ticket.suite)
    const iv = head.subarray(0, ivLength)
    this.#decipher = createDecipheriv(cipher, ticket.key, iv, { authTagLength: tagLength })
    this.#decipher.setAAD(new FrameAad(ticket.messageId, 'singleBlock').fill(1, this.contentLength))
    this.#verifier = ticket.signature && new MessageVerifier(ticket.signature)
    this.#verifier?.update(head)
  }

  /** Decrypts the next bytes of the content. What it returns is not authenticated. */
  decryptUnverified(ciphertext: Uint8Array): Uint8Array {
    if (ciphertext.length > this.#left)
      throw new VaultError('INVALID_REQUEST', 'this is more than the content')
    this.#left -= ciphertext.length
    this.#verifier?.update(ciphertext)
    return this.#decipher.update(ciphertext)
  }

  /**
   * Authenticates the content, given every byte of the file behind it. Throws MESSAGE_TRUNCATED, MESSAGE_DAMAGED,
   * MESSAGE_MALFORMED, MESSAGE_TRAILING_BYTES.
   */
  finish(rest: Uint8Array): void {
    if (this.#left > 0 || rest.length < tagLength) throw truncatedMessage()
    const tag = rest.subarray(0, tagLength)
    this.#decipher.setAuthTag(tag)
    try {
      this.#decipher.final()
    } catch {
      throw contentDamaged({ part: 'content' })
    }
    this.#verifier?.update(tag)
    const end = tagLength + this.#checkFooter(rest.subarray(tagLength))
    if (rest.length > end) throw trailingBytes()
  }

  #checkFooter(bytes: Uint8Array): number {
    if (this.#verifier === null) return 0
    const length = this.#verifier.footerLength(bytes)
    if (length === undefined || bytes.length < length) throw truncatedMessage()
    this.#verifier.check(bytes.subarray(0, length))
    return length
  }
}

/** The u64 length. Above 2^53 no number holds it exactly, and then it is above any limit all the same. */
function contentLengthIn(head: Uint8Array, maxLength: number): number {
  const upper = readU32(head, ivLength)
  const limit = Math.min(maxLength, longestNonFramedContent)
  const length = upper * 2 ** 32 + readU32(head, ivLength + 4)
  if (length <= limit) return length
  throw new VaultError('MESSAGE_LIMIT_EXCEEDED', 'this message is not framed and larger than is accepted', {
    facts: { what: 'nonFramedContent', limit },
  })
}
