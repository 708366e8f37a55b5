import { lastFrameNumber } from '../../message/frame-number.ts'
import { defaultMessageLimits } from '../../message/message-limits.ts'
import type { MessageLimits } from '../../message/message-limits.ts'
import { regularFrameCount } from '../../message/message-size.ts'
import { VaultError } from '../../../shared/vault-error.ts'

/**
 * A message holds 2^32-1 frames: told before any work, not after hours of it. FORMAT.md section 16. Throws
 * FRAME_NUMBERS_EXHAUSTED.
 */
export function checkFrameCount(plaintextBytes: number, frameLength: number): void {
  if (regularFrameCount(plaintextBytes, frameLength) < lastFrameNumber) return
  throw new VaultError(
    'FRAME_NUMBERS_EXHAUSTED',
    'the file is too large for this frame length; choose a larger one',
    { facts: { frameLength } },
  )
}

/**
 * What is written has to be opened again, so the limit of reading holds. FORMAT.md section 11, step 3. Throws
 * MESSAGE_LIMIT_EXCEEDED.
 */
export function checkDoorCount(count: number, limits: MessageLimits = defaultMessageLimits): void {
  const limit = limits.maxEncryptedDataKeys
  if (limit === null || count <= limit) return
  throw new VaultError('MESSAGE_LIMIT_EXCEEDED', 'a message with so many doors would not be opened again', {
    facts: { what: 'encryptedDataKeys', count, limit },
  })
}
