import type { KeyMaterial } from '../../../../../src/shared/model/key-page.ts'
import type { RecordedDoor } from '../../../../../src/shared/model/file-record.ts'
import type { CoverageKey } from '../../../../../src/main/catalog/coverage/coverage-key.ts'

/** A known file, as plain as can be. */
export interface NaiveFile {
  readonly place: string
  readonly madeAt: string
  readonly doors: readonly RecordedDoor[]
}

/** A family of keys whose timeline was read (or not: no materials) at `readAt`. */
export interface NaiveFamily {
  readonly keys: readonly CoverageKey[]
  readonly materials: readonly KeyMaterial[]
  readonly current: string | null
  readonly readAt: string
}

export interface NaiveUse {
  readonly family: NaiveFamily
  readonly keyMaterialId: string | null
  readonly estimated: boolean
  readonly standing: 'current' | 'older' | 'notKnown'
}

/** What one file depends on, file by file and door by door, by the rules of docs/adr/0011. */
export function usesOf(file: NaiveFile, families: readonly NaiveFamily[]): NaiveUse[] {
  return families.flatMap((family) => {
    const names = new Set(family.keys.map(({ keyId }) => keyId))
    const doors = file.doors.filter(({ keyId }) => keyId !== null && names.has(keyId))
    return doors.length === 0 ? [] : [useOf(file, family, doors)]
  })
}

function useOf({ madeAt }: NaiveFile, family: NaiveFamily, doors: readonly RecordedDoor[]): NaiveUse {
  const { current, materials, readAt } = family
  const isOne = family.keys.every(({ hasOneMaterial }) => hasOneMaterial)
  const used = materials.filter(({ state }) => !state.startsWith('PENDING'))
  const named = doors.map(({ keyMaterialId }) => keyMaterialId).filter((id) => id !== null)
  if (named.length > 0) {
    const keyMaterialId = named.find((id) => id !== current) ?? named[0] ?? null
    const told = { family, keyMaterialId, estimated: false }
    if (isOne || keyMaterialId === current) return { ...told, standing: 'current' }
    if (current === null) return { ...told, standing: 'notKnown' }
    const isNewer = !used.some(({ id }) => id === keyMaterialId) && readAt !== '' && madeAt >= readAt
    return { ...told, standing: isNewer ? 'current' : 'older' }
  }
  if (isOne) return { family, keyMaterialId: current, estimated: false, standing: 'current' }
  const then = used.filter(({ rotatedAt }) => rotatedAt === null || rotatedAt <= madeAt).at(-1)
  if (then === undefined) return { family, keyMaterialId: null, estimated: false, standing: 'notKnown' }
  const standing = current === null ? 'notKnown' : then.id === current ? 'current' : 'older'
  return { family, keyMaterialId: then.id, estimated: true, standing }
}

/** How the file stands over all keys. */
export function standingOf(uses: readonly NaiveUse[]): 'otherKey' | NaiveUse['standing'] {
  if (uses.length === 0) return 'otherKey'
  for (const standing of ['older', 'current'] as const) {
    if (uses.some((use) => use.standing === standing)) return standing
  }
  return 'notKnown'
}

/** The keys that open the file now. */
export const openersOf = (uses: readonly NaiveUse[]): string[] =>
  uses.flatMap(({ family }) => family.keys.filter(({ opens }) => opens).map(({ keyId }) => keyId))
