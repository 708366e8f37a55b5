import type { EncryptionContext } from '../../message/encryption-context.ts'

/** Encryption context keys of Keyhold's own begin with it. */
export const ownPrefix = 'keyhold:'

/**
 * The pair that holds the modification time of the file a message was made of, where that was chosen: UTC, ISO 8601 with
 * nanoseconds, as 2026-11-23T11:45:00.123456789Z. docs/format.md, F-88.
 */
export const modifiedPair = `${ownPrefix}modified`

const form = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})\.(\d{9})Z$/
const nsPerMs = 1_000_000n
/** Years 0000 to 9999: what the form can say. */
const earliestMs = Date.parse('0000-01-01T00:00:00.000Z')
const latestMs = Date.parse('9999-12-31T23:59:59.999Z')

/** The pairs of a new message with the time of its source. A time that the form cannot say is left out. */
export function withStoredTime(context: EncryptionContext, modifiedNs: bigint): EncryptionContext {
  const text = textOf(modifiedNs)
  return text === undefined ? context : new Map([...context, [modifiedPair, text]])
}

/** The stored time, nanoseconds since 1970; null where there is none, or something else under its name. */
export function storedTimeOf(context: EncryptionContext): bigint | null {
  const [, seconds, fraction] = form.exec(context.get(modifiedPair) ?? '') ?? []
  if (seconds === undefined || fraction === undefined) return null
  const ms = Date.parse(`${seconds}Z`)
  // A date that is none, as February 30, is taken by no one.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 19) !== seconds) return null
  return BigInt(ms) * nsPerMs + BigInt(fraction)
}

function textOf(ns: bigint): string | undefined {
  const fraction = ((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  const ms = Number((ns - fraction) / nsPerMs)
  if (ms < earliestMs || ms > latestMs) return undefined
  return `${new Date(ms).toISOString().slice(0, 19)}.${String(fraction).padStart(9, '0')}Z`
}
