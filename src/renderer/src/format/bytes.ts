const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

const exact = new Intl.NumberFormat('en-GB')

/** A size in powers of 1000, as it stands in a column: `312 bytes`, `18 kB`, `4.2 MB`. Input: bytes. */
export function bytes(size: number): string {
  let value = size
  let unit = 0
  // 999,950 bytes would print as "1000 kB": a value that rounds up to 1000 belongs to the next unit.
  while (unit < units.length - 1 && Number(value.toFixed(unit < 2 ? 0 : 1)) >= 1000) {
    value /= 1000
    unit += 1
  }
  if (unit === 0) return size === 1 ? '1 byte' : `${size} bytes`
  return `${value.toFixed(unit === 1 ? 0 : 1)} ${units[unit] ?? ''}`
}

/** The exact size, for hover: `2,104,533,196 bytes`. */
export const exactBytes = (size: number): string => `${exact.format(size)} ${size === 1 ? 'byte' : 'bytes'}`

/** A rate: `110 MB/s`, `1.3 GB/s`, `640 kB/s`. Input: bytes a second. */
export function rate(bytesPerSecond: number): string {
  const text = bytes(Math.max(0, Math.round(bytesPerSecond)))
  return `${text.replace(/\.\d(?= MB)/, '')}/s`
}

/** A whole number with separators: `1,284`. */
export const count = (value: number): string => exact.format(value)

/** A frame length: powers of 1024 where it is one, else exact bytes. `1 MiB`, `4 KiB`, `4,000 bytes`. */
export function frameBytes(length: number): string {
  if (length >= 1_048_576 && length % 1_048_576 === 0) return `${length / 1_048_576} MiB`
  if (length >= 1024 && length % 1024 === 0) return `${length / 1024} KiB`
  return exactBytes(length)
}
