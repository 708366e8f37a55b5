import { VaultError } from '../../shared/vault-error.ts'
import type { MessageLimits } from './message-limits.ts'
import { defaultMessageLimits } from './message-limits.ts'
import { sniffMessage } from './message-kind.ts'
import type { ParsedHeader } from './parsed-header.ts'
import { parseHeader } from './parse-header.ts'

/** A whole header, or how many bytes of the file are wanted before the next try. */
export type HeaderReading =
  | { readonly kind: 'header'; readonly header: ParsedHeader }
  | { readonly kind: 'incomplete'; readonly atLeast: number }

/**
 * Reads a header from the first bytes of a file; more bytes than the header is fine. With `incomplete`, call
 * again with at least `atLeast` bytes, better with another 64 KiB, and with MESSAGE_TRUNCATED where the file
 * has no more. Nothing is allocated beyond the bytes given. Throws MESSAGE_NOT_RECOGNISED,
 * MESSAGE_UNSUPPORTED (base64 text), MESSAGE_MALFORMED, MESSAGE_LIMIT_EXCEEDED, ENCRYPTION_CONTEXT_INVALID.
 */
export function readHeader(bytes: Uint8Array, limits: MessageLimits = defaultMessageLimits): HeaderReading {
  if (sniffMessage(bytes) === 'base64') throw base64Text()
  const parser = parseHeader(limits)
  let offset = 0
  let step = parser.next(new Uint8Array(0))
  while (!step.done) {
    const end = offset + step.value
    if (end > limits.maxHeaderBytes) throw headerTooLong(limits.maxHeaderBytes)
    if (end > bytes.length) return { kind: 'incomplete', atLeast: end }
    const taken = new Uint8Array(bytes.subarray(offset, end))
    offset = end
    step = parser.next(taken)
  }
  const { version, tag, tagIv } = step.value
  const authenticationLength = tag.length + (version === 1 ? tagIv.length : 0)
  const headerBody = new Uint8Array(bytes.subarray(0, offset - authenticationLength))
  return { kind: 'header', header: { ...step.value, headerBody, headerLength: offset } }
}

function base64Text(): VaultError {
  return new VaultError(
    'MESSAGE_UNSUPPORTED',
    'this file is a message turned into base64 text; turn it back into bytes first',
    { facts: { kind: 'base64 text' } },
  )
}

function headerTooLong(limit: number): VaultError {
  return new VaultError('MESSAGE_LIMIT_EXCEEDED', 'the header of this message is longer than is accepted', {
    facts: { what: 'headerBytes', limit },
  })
}
