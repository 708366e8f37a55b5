import { z } from 'zod'
import { doorLabel } from './plan.ts'
import { keyRef } from './key.ts'

/**
 * Known files: messages that Keyhold wrote, opened, verified or moved here, each counted once, as it was last seen. A
 * file that left its place since is still counted until it is seen again or forgotten. `estimated`: the material is not
 * named by what is known, and was told by date.
 */
export const materialCoverage = z.strictObject({
  /** Null = files of this key whose material is not even estimable. */
  keyMaterialId: z.string().nullable(),
  files: z.number().int(),
  estimated: z.number().int(),
})
export type MaterialCoverage = z.infer<typeof materialCoverage>

export const keyCoverage = z.strictObject({
  /** A local key's id or a KMS key's ARN, as doors name it. */
  keyId: z.string(),
  files: z.number().int(),
  /** Files under the current material, under older ones; the rest is not known. */
  current: z.number().int(),
  older: z.number().int(),
  estimated: z.number().int(),
  /** Files that no other key opens, as far as is known. */
  onlyDoor: z.number().int(),
  /** Of `onlyDoor`, those that have the door of a recovery kit. */
  recoverable: z.number().int(),
  materials: z.array(materialCoverage),
})
export type KeyCoverage = z.infer<typeof keyCoverage>

export const coverageSummary = z.strictObject({
  files: z.number().int(),
  current: z.number().int(),
  older: z.number().int(),
  /** Files whose doors are no key listed here. */
  otherKey: z.number().int(),
  estimated: z.number().int(),
  keys: z.array(keyCoverage),
})
export type CoverageSummary = z.infer<typeof coverageSummary>

/** Which known files: of a key, of one of its materials, those on older material, or under keys not listed here. */
export const coverageSelection = z.strictObject({
  keyId: z.string().max(2048).nullable(),
  which: z.enum(['all', 'older', 'material', 'otherKey', 'onlyDoor']),
  keyMaterialId: z.string().max(128).nullable(),
})
export type CoverageSelection = z.infer<typeof coverageSelection>

export const coveredFile = z.strictObject({
  /** Its own; grows each time it is seen. */
  id: z.number().int(),
  /** The history entry that speaks of it; null for the old message that a move left, where no other entry does. */
  entry: z.number().int().nullable(),
  name: z.string().nullable(),
  folder: z.string().nullable(),
  size: z.number().int().nullable(),
  seenAt: z.string(),
  doors: z.array(doorLabel),
  keyMaterialId: z.string().nullable(),
  estimated: z.boolean(),
})
export type CoveredFile = z.infer<typeof coveredFile>

export const coveredFiles = z.strictObject({
  files: z.array(coveredFile).max(200),
  next: z.number().int().nullable(),
  total: z.number().int(),
})
export type CoveredFiles = z.infer<typeof coveredFiles>

/** What stops opening, and when. */
export const radarEntry = z.strictObject({
  ref: keyRef,
  name: z.string(),
  where: z.string(),
  what: z.enum(['disabled', 'deletion', 'expiry', 'needsMaterial', 'unavailable']),
  /** ISO 8601; null = now. */
  at: z.string().nullable(),
  /** Known files that name this key, and those of them that no other door opens. */
  files: z.number().int(),
  onlyDoor: z.number().int(),
  /** Of `onlyDoor`, those that have the door of a recovery kit. */
  recoverable: z.number().int(),
})
export type RadarEntry = z.infer<typeof radarEntry>

/** A key's materials by date, for the small timelines. Oldest first. */
export const timeline = z.strictObject({
  ref: keyRef,
  materials: z.array(
    z.strictObject({
      id: z.string(),
      from: z.string().nullable(),
      current: z.boolean(),
      pending: z.boolean(),
    }),
  ),
})
export type Timeline = z.infer<typeof timeline>
