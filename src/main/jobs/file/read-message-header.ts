import { truncatedMessage } from '../../message/message-faults.ts'
import { readHeader } from '../../message/read-header.ts'
import type { MessageLimits } from '../../message/message-limits.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { OpenedFile } from '../files/files.ts'
import { readUpTo } from '../files/whole-transfers.ts'

const firstRead = 4096
const readAhead = 64 * 1024

/**
 * Reads the header of the message in an open file of `size` bytes: a small read first, more only as the header asks
 * for it and never beyond the limits. Throws what `readHeader` throws, and MESSAGE_TRUNCATED.
 */
export async function readMessageHeader(
  file: OpenedFile,
  size: number,
  limits: MessageLimits,
): Promise<ParsedHeader> {
  let wanted = firstRead
  for (;;) {
    const bytes = new Uint8Array(Math.min(wanted, size))
    const length = await readUpTo(file, bytes, 0)
    const reading = readHeader(bytes.subarray(0, length), limits)
    if (reading.kind === 'header') return reading.header
    if (length >= size || length < bytes.length) throw truncatedMessage()
    wanted = reading.atLeast + readAhead
  }
}
