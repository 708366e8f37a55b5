/** Big-endian bytes as a number, without a string on the way: a string could be neither wiped nor found. Length: a multiple of 8. */
export function numberOf(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let value = 0n
  for (let offset = 0; offset < bytes.length; offset += 8) value = (value << 64n) | view.getBigUint64(offset)
  return value
}

/** A number as `length` big-endian bytes (a multiple of 8) in a buffer of their own, the caller's to wipe. */
export function bytesOf(value: bigint, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let rest = value
  for (let offset = length - 8; offset >= 0; offset -= 8) {
    bytes.writeBigUInt64BE(BigInt.asUintN(64, rest), offset)
    rest >>= 64n
  }
  return bytes
}

/** The x with a * x = 1 (mod m), by Euclid's algorithm; a and m have no common divisor. */
export function inverse(a: bigint, m: bigint): bigint {
  let [r, next] = [m, a % m]
  let [x, nextX] = [0n, 1n]
  while (next !== 0n) {
    const quotient = r / next
    ;[r, next] = [next, r - quotient * next]
    ;[x, nextX] = [nextX, x - quotient * nextX]
  }
  return ((x % m) + m) % m
}

export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
