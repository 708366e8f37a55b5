const sequence = 0x30
const integer = 0x02

/**
 * RSAPrivateKey of PKCS #1 (RFC 8017, A.1.2) in DER, version 0, of big-endian numbers in this order: n, e, d, p, q, d mod
 * (p-1), d mod (q-1), 1/q mod p. Unlike a JWK it holds no key bytes in text. The caller wipes it.
 */
export function writeRsaPrivateKey(numbers: readonly Uint8Array[]): Buffer {
  const whole = [Uint8Array.of(0), ...numbers].map((number) => element(integer, unsigned(number)))
  const length = whole.reduce((sum, part) => sum + part.length, 0)
  const content = Buffer.alloc(length)
  let offset = 0
  for (const part of whole) {
    content.set(part, offset)
    offset += part.length
    part.fill(0)
  }
  const der = element(sequence, content)
  content.fill(0)
  return der
}

/** Without zeros before it, but for the one that keeps it from being negative. */
function unsigned(number: Uint8Array): Uint8Array {
  let first = 0
  while (first < number.length - 1 && number[first] === 0) first += 1
  const digits = number.subarray(first)
  if ((digits[0] ?? 0) < 0x80) return digits
  const padded = Buffer.alloc(digits.length + 1)
  padded.set(digits, 1)
  return padded
}

function element(tag: number, content: Uint8Array): Buffer {
  const { length } = content
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff]
  const whole = Buffer.alloc(head.length + length)
  whole.set(head)
  whole.set(content, head.length)
  return whole
}
