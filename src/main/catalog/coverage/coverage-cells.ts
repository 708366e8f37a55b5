import type { RecordedDoor } from '../../../shared/model/file-record.ts'
import { keyFamilyOf } from '../../../shared/kms/key-family.ts'
import type { DoorSet } from '../known/door-sets.ts'
import type { KeyFamily } from './key-families.ts'

/** On which material of one family of keys a file depends. */
export interface FamilyUse {
  readonly family: string
  readonly keyMaterialId: string | null
  /** The material was told by the date of the file. */
  readonly estimated: boolean
  readonly standing: 'current' | 'older' | 'notKnown'
}

/** Known files that coverage cannot tell apart: the same doors, made in the same span of time. */
export interface CoverageCell {
  readonly doorSet: number
  /** `made_at`, from this on and before that. */
  readonly from: string
  readonly before: string
  readonly uses: readonly FamilyUse[]
  /** A recovery kit is among the doors. */
  readonly recoverable: boolean
}

/** After every date. */
const never = '~'

/**
 * Parts the files of one list of doors where a material that no door names has to be told by date, and where a material
 * is newer than what was read of its key. `families` are those of the keys that are listed.
 */
export function cellsOf(
  { id, doors }: Pick<DoorSet, 'id' | 'doors'>,
  families: ReadonlyMap<string, KeyFamily>,
): readonly CoverageCell[] {
  const named = [...Map.groupBy(doors, ({ keyId }) => (keyId === null ? '' : keyFamilyOf(keyId)))]
  const used = named.flatMap(([name, ofFamily]) => {
    const family = families.get(name)
    return family === undefined ? [] : [useOf(name, family, ofFamily)]
  })
  const dates = new Set(used.flatMap(({ dates: ofUse }) => ofUse).filter((date) => date !== ''))
  const edges = ['', ...[...dates].sort(), never]
  const recoverable = doors.some(({ label }) => label.kind === 'recovery')
  return edges.slice(0, -1).map((from, at) => ({
    doorSet: id,
    recoverable,
    from,
    before: edges[at + 1] ?? never,
    uses: used.map(({ at: useAt }) => useAt(from)),
  }))
}

interface DatedUse {
  /** Where the answer of `at` changes. */
  readonly dates: readonly string[]
  readonly at: (from: string) => FamilyUse
}

function useOf(name: string, family: KeyFamily, doors: readonly RecordedDoor[]): DatedUse {
  const named = doors.flatMap(({ keyMaterialId }) => keyMaterialId ?? [])
  // Two doors under two materials of one key: the file leaves the older one behind only where both are current.
  const keyMaterialId = named.find((id) => id !== family.current) ?? named[0]
  return keyMaterialId === undefined ? estimated(name, family) : told(name, family, keyMaterialId)
}

/** A material that is not among those that were read is newer than the reading, where the file is. */
function told(name: string, family: KeyFamily, keyMaterialId: string): DatedUse {
  const use = { family: name, keyMaterialId, estimated: false }
  const { current, readAt, timeline, hasOneMaterial } = family
  if (keyMaterialId === current || hasOneMaterial) return always({ ...use, standing: 'current' })
  if (current === null) return always({ ...use, standing: 'notKnown' })
  if (timeline.some(({ id }) => id === keyMaterialId)) return always({ ...use, standing: 'older' })
  return {
    dates: [readAt],
    at: (from) => ({ ...use, standing: readAt !== '' && from >= readAt ? 'current' : 'older' }),
  }
}

function estimated(name: string, { current, timeline, hasOneMaterial }: KeyFamily): DatedUse {
  const use = { family: name, keyMaterialId: null, estimated: false, standing: 'notKnown' } as const
  if (hasOneMaterial) return always({ ...use, keyMaterialId: current, standing: 'current' })
  if (timeline.length === 0) return always(use)
  return {
    dates: timeline.map(({ from }) => from),
    at: (from) => {
      const material = timeline.findLast((span) => span.from <= from)
      if (material === undefined) return use
      const standing = current === null ? 'notKnown' : material.id === current ? 'current' : 'older'
      return { ...use, keyMaterialId: material.id, estimated: true, standing }
    },
  }
}

const always = (use: FamilyUse): DatedUse => ({ dates: [], at: () => use })
