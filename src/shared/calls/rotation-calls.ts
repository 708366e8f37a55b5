import { z } from 'zod'
import { coverageSelection, coverageSummary, coveredFiles, radarEntry, timeline } from '../model/coverage.ts'
import { keyRef } from '../model/key.ts'
import { nothing } from './parts.ts'

/** Calls about how keys rotate, and which known files depend on what. */
export const rotationCalls = {
  'rotation.timelines': {
    in: z.strictObject({ refs: z.array(keyRef).max(500) }),
    out: z.strictObject({ timelines: z.array(timeline) }),
  },
  /** Writes the standing of every key as CSV where the person says; null where the dialog was closed. */
  'rotation.export': {
    in: nothing,
    out: z.strictObject({ savedAs: z.string(), keys: z.number().int() }).nullable(),
  },
  'coverage.summary': { in: nothing, out: coverageSummary },
  'coverage.files': {
    in: z.strictObject({
      selection: coverageSelection,
      before: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
    }),
    out: coveredFiles,
  },
  'coverage.radar': { in: nothing, out: z.strictObject({ entries: z.array(radarEntry) }) },
} as const
