import { beginMessage } from '../../../../../src/main/message/begin-message.ts'
import type { MessageRequest } from '../../../../../src/main/message/begin-message.ts'
import { FrameOpener } from '../../../../../src/main/message/frame-opener.ts'
import { FrameSealer } from '../../../../../src/main/message/frame-sealer.ts'
import type { EncryptedDataKey } from '../../../../../src/main/message/encrypted-data-key.ts'
import type { EncryptionContext } from '../../../../../src/main/message/encryption-context.ts'
import { bodyLength, regularFrameCount } from '../../../../../src/main/message/message-size.ts'
import { openMessage } from '../../../../../src/main/message/open-message.ts'
import { readHeader, truncatedMessage } from '../../../../../src/main/message/read-header.ts'
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

/** A data key of 32 equal bytes. */
export function keyOf(byte: number): Secret {
  return Secret.take(new Uint8Array(32).fill(byte))
}

/** Seals a whole plaintext into one message, as a job would. */
export function sealWhole(plaintext: Uint8Array, request: Partial<MessageRequest> = {}): Uint8Array {
  const { frameLength = 16 } = request
  const message = beginMessage({
    dataKey: keyOf(7),
    encryptedDataKeys: [anyDoor],
    context: new Map(),
    ...request,
    frameLength,
  })
  const sealer = FrameSealer.fromTicket(message.handOver())
  const bytes = new Uint8Array(message.header.length + bodyLength(plaintext.length, frameLength))
  bytes.set(message.header)
  let at = message.header.length
  let from = 0
  for (let left = regularFrameCount(plaintext.length, frameLength); left > 0; left -= 1) {
    at += sealer.sealRegular(plaintext.subarray(from, from + frameLength), bytes.subarray(at))
    from += frameLength
  }
  sealer.sealFinal(plaintext.subarray(from), bytes.subarray(at))
  return bytes
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
  /** Receives each frame's plaintext as it is released. */
  readonly release?: (plaintext: Uint8Array) => void
}

/** Opens a whole message, as a job would. Throws what the message layer throws. */
export function openWhole(message: Uint8Array, options: OpenOptions = {}): Uint8Array {
  const header = headerOf(message)
  const { dataKey = keyOf(7), requiredContext = new Map() } = options
  const opener = FrameOpener.fromTicket(openMessage({ header, dataKey, requiredContext }))
  const pieces: Uint8Array[] = []
  let unread = message.subarray(header.headerLength)
  let into = new Uint8Array(0)
  for (;;) {
    const step = opener.openNext(unread, into)
    if (step.kind === 'more') {
      if (step.available > unread.length || opener.complete) break
      into = new Uint8Array(step.into)
    } else {
      options.release?.(into.slice(0, step.written))
      pieces.push(into.slice(0, step.written))
      unread = unread.subarray(step.consumed)
    }
  }
  opener.endOfInput(unread.length)
  return Buffer.concat(pieces)
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
