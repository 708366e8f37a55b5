/** One DER element of a tag and its content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 128) return Buffer.concat([Uint8Array.of(tag, content.length), content])
  const length =
    content.length < 256 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 255]
  return Buffer.concat([Uint8Array.of(tag, ...length), content])
}

/** Goes down a path of tags, each the first or a later sibling of its level; the last one's content, or null. */
export function insideDer(bytes: Uint8Array, path: readonly number[]): Uint8Array | null {
  let level = bytes
  for (const tag of path) {
    const found = siblings(level).find((element) => element.tag === tag)
    if (found === undefined) return null
    level = found.content
  }
  return level
}

function siblings(bytes: Uint8Array): readonly { readonly tag: number; readonly content: Uint8Array }[] {
  const found = []
  let start = 0
  while (start + 2 <= bytes.length) {
    const first = bytes[start + 1] ?? 0
    const more = first < 128 ? 0 : first - 128
    const length =
      more === 0
        ? first
        : bytes.subarray(start + 2, start + 2 + more).reduce((sum, byte) => sum * 256 + byte, 0)
    const begin = start + 2 + more
    if (begin + length > bytes.length) break
    found.push({ tag: bytes[start] ?? 0, content: bytes.subarray(begin, begin + length) })
    start = begin + length
  }
  return found
}
