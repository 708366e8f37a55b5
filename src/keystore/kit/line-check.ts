/** Letters of a line that carry content, and those that check it. */
export const contentOfLine = 14
export const lettersOfLine = 16

/** Powers of x in the field of 32 elements, modulo x^5 + x^2 + 1. */
const powers = Array.from({ length: 31 }, (_, exponent) => powerOfX(exponent))

/**
 * A line of 14 values with two that check it, of a Reed-Solomon code over 32 elements: the sum of all 16 is the line's
 * number, and their sum with weights 1, x, x^2 … is zero. So one or two wrong letters are found for certain, two that
 * changed places, and a line that stands in another's place. `number`: 1..31.
 */
export function withChecks(content: readonly number[], number: number): readonly number[] {
  const { plain, weighted } = sums(content)
  // Two equations: a + b = plain + number, and x^14 a + x^15 b = weighted.
  const total = plain ^ number
  const b = divide(weighted ^ times(powerAt(14), total), powerAt(14) ^ powerAt(15))
  return [...content, total ^ b, b]
}

/** True where the 16 values are a line with that number. */
export function lineHolds(values: readonly number[], number: number): boolean {
  const { plain, weighted } = sums(values)
  return plain === number && weighted === 0
}

function sums(values: readonly number[]): { plain: number; weighted: number } {
  let [plain, weighted] = [0, 0]
  for (const [index, value] of values.entries()) {
    plain ^= value
    weighted ^= times(powerAt(index), value)
  }
  return { plain, weighted }
}

function powerOfX(exponent: number): number {
  let value = 1
  for (let count = 0; count < exponent; count += 1)
    value = value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1
  return value
}

function powerAt(exponent: number): number {
  return powers[exponent % 31] ?? 1
}

function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : powerAt(powers.indexOf(a) + powers.indexOf(b))
}

function divide(a: number, b: number): number {
  return a === 0 ? 0 : powerAt(powers.indexOf(a) + 31 - powers.indexOf(b))
}
