import { createHash } from 'node:crypto'
import type { ParsedHeader } from './parsed-header.ts'

/**
 * SHA-256 over a header as it stands in the file, body and authentication, hexadecimal. A message is known by it: no two
 * have the same message id and tag.
 */
export function headerHashOf(header: Pick<ParsedHeader, 'version' | 'headerBody' | 'tagIv' | 'tag'>): string {
  const hash = createHash('sha256').update(header.headerBody)
  // Version 2 stores no IV. FORMAT.md section 2.
  if (header.version === 1) hash.update(header.tagIv)
  return hash.update(header.tag).digest('hex')
}

/** The same for a header that was just written, whole. */
export function hashOfWrittenHeader(header: Uint8Array): string {
  return createHash('sha256').update(header).digest('hex')
}
