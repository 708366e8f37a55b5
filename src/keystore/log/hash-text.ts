/** A hash as the page, the export and the store's anchor have it: lower-case hexadecimal. Never for key bytes. */
export function hashText(hash: Uint8Array): string {
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
