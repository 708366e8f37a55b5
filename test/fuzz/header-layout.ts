import { suiteOf } from '../../src/main/message/algorithm-suite.ts'
import { deriveMessageKeys } from '../../src/main/message/derive-message-keys.ts'
import { makeHeaderTag } from '../../src/main/message/header-tag.ts'
import type { MessageLimits } from '../../src/main/message/message-limits.ts'
import { defaultMessageLimits } from '../../src/main/message/message-limits.ts'
import type { ParsedHeader } from '../../src/main/message/parsed-header.ts'
import { readHeader } from '../../src/main/message/read-header.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'
import { keyOf } from '../unit/main/message/support/whole-message.ts'

/** A number in a message that says how much of something follows. */
export interface LengthField {
  readonly at: number
  readonly width: 1 | 2 | 4 | 8
}

const anything: MessageLimits = {
  ...defaultMessageLimits,
  maxEncryptedDataKeys: null,
  commitmentPolicy: 'REQUIRE_ENCRYPT_ALLOW_DECRYPT',
}

/** The header of bytes that begin with a whole one; null for any others. */
export function headerIn(bytes: Uint8Array): ParsedHeader | null {
  try {
    const reading = readHeader(bytes, anything)
    return reading.kind === 'header' ? reading.header : null
  } catch (error) {
    if (isVaultError(error)) return null
    throw error
  }
}

/** Every length, count and kind of the header and of the first frame of a valid message. */
export function lengthFields(message: Uint8Array): readonly LengthField[] {
  const header = headerIn(message)
  if (header === null) return []
  const idLength = suiteOf(header.suite).messageIdLength
  const contextAt = (header.version === 1 ? 4 : 3) + idLength
  const contextLength = (message[contextAt] ?? 0) * 256 + (message[contextAt + 1] ?? 0)
  const keysAt = contextAt + 2 + contextLength
  const fields: LengthField[] = [{ at: contextAt, width: 2 }]
  if (contextLength > 0) fields.push({ at: contextAt + 2, width: 2 }, { at: contextAt + 4, width: 2 })
  fields.push({ at: keysAt, width: 2 })
  let at = keysAt + 2
  for (const key of header.encryptedDataKeys) {
    for (const { length } of [key.providerId, key.providerInfo, key.ciphertext]) {
      fields.push({ at, width: 2 })
      at += 2 + length
    }
  }
  const frameLengthAt = at + 1 + (header.version === 1 ? 5 : 0)
  fields.push({ at, width: 1 }, { at: frameLengthAt, width: 4 })
  const body = header.headerLength
  if (header.contentType === 'nonFramed') return [...fields, { at: body + 12, width: 8 }]
  return [...fields, { at: body, width: 4 }, { at: body + 4, width: 4 }, { at: body + 20, width: 4 }]
}

/**
 * The message with commitment and header tag made anew for the header that it has now, as somebody does who holds the
 * data key; unchanged where it has no header that can be read.
 */
export function retagged(message: Buffer): Buffer {
  const header = headerIn(message)
  if (header === null) return message
  const suite = suiteOf(header.suite)
  const { frameKey, commitment } = deriveMessageKeys(suite, keyOf(7, suite.dataKeyLength), header.messageId)
  const changed = Buffer.from(message)
  const bodyLength = header.headerBody.length
  if (commitment !== null) changed.set(commitment, bodyLength - commitment.length)
  if (header.version === 1) changed.fill(0, bodyLength, bodyLength + 12)
  const headerBody = Uint8Array.from(changed.subarray(0, bodyLength))
  const tag = makeHeaderTag({ suite, frameKey, headerBody, required: new Map() })
  changed.set(tag, header.headerLength - tag.length)
  return changed
}
