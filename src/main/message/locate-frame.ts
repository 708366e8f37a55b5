import { VaultError } from '../../shared/vault-error.ts'
import { readU32 } from './bytes.ts'
import { finalFrameMarker, finalHeadLength, regularHeadLength } from './frame-layout.ts'
import type { OpenTicket } from './open-message.ts'

/** Where the parts of one frame stand, counted from its first byte. */
export interface FramePlace {
  readonly kind: 'regular' | 'final'
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
 * too long, MESSAGE_LIMIT_EXCEEDED.
 */
export function locateFrame(bytes: Uint8Array, ticket: OpenTicket, sequence: number): FrameSearch {
  if (bytes.length < 4) return { kind: 'short', atLeast: 4 }
  if (isFinalMarker(bytes)) return locateFinal(bytes, ticket, sequence)
  checkSequence(readU32(bytes, 0), sequence)
  const contentLength = ticket.frameLength
  checkHeld(contentLength, ticket.maxContentLength)
  return { kind: 'found', place: { kind: 'regular', ivAt: 4, contentAt: regularHeadLength, contentLength } }
}

function locateFinal(bytes: Uint8Array, ticket: OpenTicket, sequence: number): FrameSearch {
  if (bytes.length < finalHeadLength) return { kind: 'short', atLeast: finalHeadLength }
  checkSequence(readU32(bytes, 4), sequence)
  const contentLength = readU32(bytes, finalHeadLength - 4)
  if (contentLength > ticket.frameLength) {
    throw new VaultError('MESSAGE_MALFORMED', 'the final frame of this message is longer than its frames', {
      facts: { part: 'frame', frame: sequence },
    })
  }
  checkHeld(contentLength, ticket.maxContentLength)
  return { kind: 'found', place: { kind: 'final', ivAt: 8, contentAt: finalHeadLength, contentLength } }
}

/** A header may say any frame length; a frame that is there is held whole, so its content has a limit. */
function checkHeld(contentLength: number, limit: number): void {
  if (contentLength <= limit) return
  throw new VaultError('MESSAGE_LIMIT_EXCEEDED', 'the frames of this message are larger than is accepted', {
    facts: { what: 'frameLength', frameLength: contentLength, limit },
  })
}

function checkSequence(stored: number, expected: number): void {
  if (stored === expected) return
  throw new VaultError('MESSAGE_DAMAGED', 'frames of this message are missing, repeated or out of order', {
    facts: { part: 'frame', frame: expected },
  })
}
