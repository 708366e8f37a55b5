import { createHash } from 'node:crypto'
import { z } from 'zod'
import { activityEntry, type ActivityEntry, type NewActivity } from '../../shared/model/activity.ts'
import { encodeFields } from '../hierarchy/encode-fields.ts'
import { hashText } from './hash-text.ts'

/** One row of the log as it stands in the file. `facts` and `details` are the JSON text that was hashed. */
export const entryRecord = z.strictObject({
  number: z.number().int(),
  at: z.string(),
  area: z.string(),
  what: z.string(),
  count: z.number().int(),
  code: z.string().nullable(),
  service: z.string().nullable(),
  keyId: z.string().nullable(),
  keyMaterialId: z.string().nullable(),
  bytes: z.number().int().nullable(),
  facts: z.string(),
  details: z.string().nullable(),
  hash: z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32),
})
export type EntryRecord = z.infer<typeof entryRecord>
export type UnhashedEntry = Omit<EntryRecord, 'hash'>

export const hashLength = 32

/** What the first entry is chained to: so two logs never have an entry in common. */
export function firstHash(logId: string, createdAt: string): Buffer {
  return sha256([encodeFields(['keyhold activity log', 1, logId, createdAt])])
}

/** SHA-256(hash of the entry before ‖ the entry's fields in the order of the table). docs/keystore.md, "The activity log". */
export function entryHash(before: Uint8Array, entry: UnhashedEntry): Buffer {
  const { number, at, area, what, count, code, service, keyId, keyMaterialId, bytes, facts, details } = entry
  const fields = [number, at, area, what, count, code, service, keyId, keyMaterialId, bytes, facts, details]
  return sha256([before, encodeFields(fields)])
}

/** An entry as it is written: text that SQLite gives back as it took it, JSON with its names in order. */
export function toRecord(entry: NewActivity, number: number, at: string): UnhashedEntry {
  return {
    number,
    at,
    area: entry.area,
    what: plainText(entry.what),
    count: entry.count,
    code: entry.code,
    service: entry.service,
    keyId: entry.keyId === null ? null : plainText(entry.keyId),
    keyMaterialId: entry.keyMaterialId === null ? null : plainText(entry.keyMaterialId),
    bytes: entry.bytes === null ? null : Math.round(entry.bytes),
    facts: canonicalJson(entry.facts),
    details: entry.details === null ? null : canonicalJson(entry.details),
  }
}

/** Undefined where a row is none that this program writes: then it does not fit the chain either. */
export function toEntry({ hash, facts, details, ...row }: EntryRecord): ActivityEntry | undefined {
  const parsed = activityEntry.safeParse({
    ...row,
    facts: fromJson(facts),
    details: details === null ? null : fromJson(details),
    hash: hashText(hash),
  })
  return parsed.success ? parsed.data : undefined
}

function canonicalJson(record: Readonly<Record<string, string | number>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))))
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** SQLite keeps no lone surrogates, and Node cuts text at a NUL. */
function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

function sha256(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
