import { z } from 'zod'

/** Bytes on the port. Their lengths are bounded by whoever uses it. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
export const bytesUpTo = (most: number) => bytes.refine((value) => value.length <= most)
export const someBytesUpTo = (most: number) =>
  bytes.refine((value) => value.length > 0 && value.length <= most)

export const keyId = z.uuid()
export const keyMaterialId = z.string().regex(/^[0-9a-f]{64}$/)
/** Pairs of an encryption context, each key once. What they serialize to is checked where it is serialized. */
export const context = z
  .array(z.tuple([z.string().max(65_535), z.string().max(65_535)]))
  .max(65_535)
  .refine((pairs) => new Set(pairs.map(([key]) => key)).size === pairs.length)
export const dataKey = bytes.refine((value) => [16, 24, 32].includes(value.length))
/** Bytes from a header: whoever wrote the file chose them, so their length is bounded here and judged by the unwrap. */
export const headerBytes = bytesUpTo(65_535)
/** ISO 8601. */
export const date = z.iso.datetime()
export const nothing = z.strictObject({})
/** Of a public key: lower-case hexadecimal SHA-256 of its SPKI in DER. */
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/)
/** SPKI in DER, RSA-3072. */
export const publicKey = someBytesUpTo(1024)
