import type { KeyMaterial } from '../../../shared/model/key-page.ts'
import { keyFamilyOf } from '../../../shared/kms/key-family.ts'
import type { StoredMaterials } from '../cached-keys/stored-keys.ts'
import type { CoverageKey } from './coverage-key.ts'

/** A material, and when it came into use: '' = from the beginning. Dates are ISO 8601 as `toISOString` writes them. */
export interface MaterialSpan {
  readonly id: string
  readonly from: string
}

/** The keys that share key material, and what is known of it. */
export interface KeyFamily {
  /** Those that are listed; none where doors name a key that is not. */
  readonly keys: readonly CoverageKey[]
  readonly current: string | null
  readonly hasOneMaterial: boolean
  /** When the newest of this was read; '' = never. */
  readonly readAt: string
  /** Oldest first, none that waits for its rotation; empty where rotations were not read. */
  readonly timeline: readonly MaterialSpan[]
}

/** The families of listed keys, by the name that `keyFamilyOf` gives. The newest reading of a shared fact counts. */
export function keyFamilies(
  keys: readonly CoverageKey[],
  materials: readonly StoredMaterials[],
): ReadonlyMap<string, KeyFamily> {
  const members = Map.groupBy(keys, ({ keyId }) => keyFamilyOf(keyId))
  const read = Map.groupBy(materials, ({ arn }) => keyFamilyOf(arn))
  return new Map([...members].map(([name, listed]) => [name, familyOf(listed, read.get(name) ?? [])]))
}

function familyOf(keys: readonly CoverageKey[], read: readonly StoredMaterials[]): KeyFamily {
  const named = newest(keys.filter(({ current }) => current !== null))
  const list = newest(read)
  const ofList = list?.materials.find(({ state }) => state === 'CURRENT')?.id ?? null
  const isListNewer = ofList !== null && (list?.readAt ?? '') >= (named?.readAt ?? '')
  return {
    keys,
    current: isListNewer ? ofList : (named?.current ?? ofList),
    hasOneMaterial: keys.every(({ hasOneMaterial }) => hasOneMaterial),
    readAt: [named?.readAt ?? '', list?.readAt ?? ''].sort().at(-1) ?? '',
    timeline: (list?.materials ?? []).flatMap((material) => spanOf(material) ?? []),
  }
}

function newest<Read extends { readonly readAt: string }>(all: readonly Read[]): Read | undefined {
  return all.toSorted((a, b) => (a.readAt < b.readAt ? 1 : -1))[0]
}

function spanOf({ id, state, rotatedAt }: KeyMaterial): MaterialSpan | null {
  if (state !== 'CURRENT' && state !== 'NON_CURRENT') return null
  const time = rotatedAt === null ? null : Date.parse(rotatedAt)
  if (time !== null && Number.isNaN(time)) return null
  return { id, from: time === null ? '' : new Date(time).toISOString() }
}
