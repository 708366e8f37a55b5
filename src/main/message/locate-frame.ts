import { VaultError } from '../../shared/vault-error.ts'
import { readU32 } from './bytes.ts'
import {
  finalFrameMarker,
  finalHeadLength,
  regularHeadLength,
  singleBlockHeadLength,
} from './frame-layout.ts'
import type { ContentKind } from './frame-layout.ts'
import type { OpenTicket } from './open-message.ts'

/** Where the parts of one frame stand, counted from its first byte. */
export interface FramePlace {
  readonly kind: ContentKind
  readonly ivAt: number
  readonly contentAt: number
  readonly contentLength: number
}

/** The frame at the start of the bytes, or how many bytes its head needs. */
export type FrameSearch =
  | { readonly kind: 'found'; readonly place: FramePlace }
  | { readonly kind: 'short'; readonly atLeast: number }

/** True when the bytes begin with the marker of a final frame. */
export function isFinalMarker(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && readU32(bytes, 0) === finalFrameMarker
}

/**
 * Reads the head of the frame at the start of `bytes` and checks it against the reader's own count. FORMAT.md
 * section 8. Throws MESSAGE_DAMAGED for a number out of order, MESSAGE_MALFORMED for a final frame that is
 * too long.
 */
export function locateFrame(bytes: Uint8Array, ticket: OpenTicket, sequence: number): FrameSearch {
  if (ticket.contentType === 'nonFramed') return locateSingleBlock(bytes, ticket.maxContentLength)
  if (bytes.length < 4) return { kind: 'short', atLeast: 4 }
  if (isFinalMarker(bytes)) return locateFinal(bytes, ticket.frameLength, sequence)
  checkSequence(readU32(bytes, 0), sequence)
  const contentLength = ticket.frameLength
  return { kind: 'found', place: { kind: 'regular', ivAt: 4, contentAt: regularHeadLength, contentLength } }
}

function locateFinal(bytes: Uint8Array, frameLength: number, sequence: number): FrameSearch {
  if (bytes.length < finalHeadLength) return { kind: 'short', atLeast: finalHeadLength }
  checkSequence(readU32(bytes, 4), sequence)
  const contentLength = readU32(bytes, finalHeadLength - 4)
  if (contentLength > frameLength) {
    throw new VaultError('MESSAGE_MALFORMED', 'the final frame of this message is longer than its frames', {
      facts: { part: 'frame', frame: sequence },
    })
  }
  return { kind: 'found', place: { kind: 'final', ivAt: 8, contentAt: finalHeadLength, contentLength } }
}

function locateSingleBlock(bytes: Uint8Array, maxContentLength: number): FrameSearch {
  if (bytes.length < singleBlockHeadLength) return { kind: 'short', atLeast: singleBlockHeadLength }
  const beyondU32 = readU32(bytes, singleBlockHeadLength - 8) > 0
  const contentLength = readU32(bytes, singleBlockHeadLength - 4)
  if (beyondU32 || contentLength > maxContentLength) {
    throw new VaultError('MESSAGE_LIMIT_EXCEEDED', 'this message is not framed and larger than is accepted', {
      facts: { what: 'nonFramedContent', limit: maxContentLength },
    })
  }
  const place = { kind: 'singleBlock', ivAt: 0, contentAt: singleBlockHeadLength, contentLength } as const
  return { kind: 'found', place }
}

function checkSequence(stored: number, expected: number): void {
  if (stored === expected) return
  throw new VaultError('MESSAGE_DAMAGED', 'frames of this message are missing, repeated or out of order', {
    facts: { part: 'frame', frame: expected },
  })
}
