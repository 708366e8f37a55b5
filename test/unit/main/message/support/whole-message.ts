import { beginMessage } from '../../../../../src/main/message/begin-message.ts'
import type { MessageRequest } from '../../../../../src/main/message/begin-message.ts'
import { FrameOpener } from '../../../../../src/main/message/frame-opener.ts'
import { FrameSealer } from '../../../../../src/main/message/frame-sealer.ts'
import type { EncryptedDataKey } from '../../../../../src/main/message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../../../../src/main/message/encryption-context.ts'
import { suiteOf } from '../../../../../src/main/message/algorithm-suite.ts'
import { singleBlockHeadLength } from '../../../../../src/main/message/frame-layout.ts'
import { bodyLength, footerLengths, regularFrameCount } from '../../../../../src/main/message/message-size.ts'
import type { OpenTicket } from '../../../../../src/main/message/open-message.ts'
import { prepareContext } from '../../../../../src/main/message/prepare-context.ts'
import { SingleBlockOpener } from '../../../../../src/main/message/single-block-opener.ts'
import { openMessage } from '../../../../../src/main/message/open-message.ts'
import { truncatedMessage } from '../../../../../src/main/message/message-faults.ts'
import { readHeader } from '../../../../../src/main/message/read-header.ts'
import { defaultMessageLimits } from '../../../../../src/main/message/message-limits.ts'
import type { MessageLimits } from '../../../../../src/main/message/message-limits.ts'
import type { ParsedHeader } from '../../../../../src/main/message/parsed-header.ts'
import { Secret } from '../../../../../src/main/secret/secret.ts'

const text = new TextEncoder()

/** A door that holds nothing, for tests that have the data key. */
export const anyDoor: EncryptedDataKey = {
  providerId: text.encode('p'),
  providerInfo: text.encode('i'),
  ciphertext: text.encode('c'),
}

/** A data key of equal bytes, 32 unless said otherwise. */
export function keyOf(byte: number, length = 32): Secret {
  return Secret.take(new Uint8Array(length).fill(byte))
}

/**
 * Seals a whole plaintext into one message, as a job would. `context` is the caller's, unless a signing key is given
 * with it.
 */
export function sealWhole(plaintext: Uint8Array, request: Partial<MessageRequest> = {}): Uint8Array {
  const { frameLength = 16, suite = '0478' } = request
  const prepared = request.signingKey ? {} : prepareContext(suite, request.context ?? new Map())
  const message = beginMessage({
    dataKey: keyOf(7),
    encryptedDataKeys: [anyDoor],
    context: new Map(),
    ...request,
    ...prepared,
    frameLength,
  })
  const sealer = FrameSealer.fromTicket(message.handOver())
  const room = bodyLength(plaintext.length, frameLength) + footerLengths(suiteOf(suite)).most
  const bytes = new Uint8Array(message.header.length + room)
  bytes.set(message.header)
  let at = message.header.length
  let from = 0
  for (let left = regularFrameCount(plaintext.length, frameLength); left > 0; left -= 1) {
    at += sealer.sealRegular(plaintext.subarray(from, from + frameLength), bytes.subarray(at))
    from += frameLength
  }
  at += sealer.sealFinal(plaintext.subarray(from), bytes.subarray(at))
  return bytes.slice(0, at)
}

/**
 * The header at the start of a message that holds a whole one. Throws MESSAGE_TRUNCATED where it does not.
 */
export function headerOf(message: Uint8Array, limits: MessageLimits = defaultMessageLimits): ParsedHeader {
  const reading = readHeader(message, limits)
  if (reading.kind === 'incomplete') throw truncatedMessage()
  return reading.header
}

export interface OpenOptions {
  readonly dataKey?: Secret
  readonly requiredContext?: EncryptionContext
  readonly limits?: MessageLimits
  /** Receives each frame's plaintext as it is released. */
  readonly release?: (plaintext: Uint8Array) => void
}

/** Opens a whole message, as a job would. Throws what the message layer throws. */
export function openWhole(message: Uint8Array, options: OpenOptions = {}): Uint8Array {
  const { dataKey = keyOf(7), requiredContext = new Map(), limits = defaultMessageLimits } = options
  const header = headerOf(message, limits)
  const ticket = openMessage({ header, dataKey, requiredContext, limits })
  const body = message.subarray(header.headerLength)
  if (ticket.contentType === 'nonFramed') return openBlock(ticket, body)
  const pieces: Uint8Array[] = []
  openFrames(ticket, body, (plaintext) => {
    options.release?.(plaintext)
    pieces.push(plaintext)
  })
  return Buffer.concat(pieces)
}

function openFrames(ticket: OpenTicket, body: Uint8Array, release: (plaintext: Uint8Array) => void): void {
  const opener = FrameOpener.fromTicket(ticket)
  let unread = body
  let into = new Uint8Array(0)
  for (;;) {
    const step = opener.openNext(unread, into)
    if (step.kind === 'more') {
      if (step.available > unread.length || opener.complete) break
      into = new Uint8Array(step.into)
    } else {
      release(into.slice(0, step.written))
      unread = unread.subarray(step.consumed)
    }
  }
  opener.endOfInput(unread.length)
}

function openBlock(ticket: OpenTicket, body: Uint8Array): Uint8Array {
  if (body.length < singleBlockHeadLength) throw truncatedMessage()
  const opener = new SingleBlockOpener(ticket, body.subarray(0, singleBlockHeadLength))
  const end = singleBlockHeadLength + opener.contentLength
  const plaintext = opener.decryptUnverified(body.subarray(singleBlockHeadLength, end))
  opener.finish(body.subarray(end))
  return plaintext
}

/** The code of the VaultError that `act` throws, or `nothing`. */
export function codeOf(act: () => unknown): string {
  try {
    act()
    return 'nothing'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.name === 'VaultError'
      ? String(error.code)
      : String(error)
  }
}
