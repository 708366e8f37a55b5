// Line breaks and other control characters, and the marks that turn text around: a name must not look like another one.
const hidden = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

const picture = (character: string): string => {
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x24_00 + code)
  return code === 0x7f ? '␡' : '�'
}

/** A file name as one line that shows what it holds: control characters as their pictures, turning marks as `�`. */
export const visibleName = (name: string): string => name.replace(hidden, picture)
