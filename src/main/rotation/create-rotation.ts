import type { HandlersOf } from '../../shared/handlers-of.ts'
import { keyFamilyOf } from '../../shared/kms/key-family.ts'
import type { KeyMaterial } from '../../shared/model/key-page.ts'
import type { KeyRef, KeyRow } from '../../shared/model/key.ts'
import type { CoveragePort } from './coverage-port.ts'
import { radarOf } from './radar.ts'
import { rotationReport } from './rotation-report.ts'
import { timelineOf } from './timelines.ts'

export interface RotationOptions {
  readonly coverage: CoveragePort
  /** Every key that is listed now. */
  readonly rows: () => Promise<readonly KeyRow[]>
  /** Key materials as last read, by key ARN. */
  readonly materials: (arns: readonly string[]) => Promise<ReadonlyMap<string, readonly KeyMaterial[]>>
  /** Key materials of keys of this computer as they are now, by key id; without those that cannot be read. */
  readonly localMaterials: (keyIds: readonly string[]) => Promise<ReadonlyMap<string, readonly KeyMaterial[]>>
  readonly policyDays: () => number
  /** Asks where a new file goes; null where the person closed the dialog. Writing never replaces a file. */
  readonly place: (
    title: string,
    name: string,
  ) => Promise<{ readonly write: (bytes: Uint8Array) => Promise<string> } | null>
  readonly now: () => Date
}

/** The calls of `rotation.*` and `coverage.*`. Everything is told from what was read last: no call to AWS is made here. */
export function createRotation(options: RotationOptions): HandlersOf<'rotation' | 'coverage'> {
  const { coverage, rows } = options
  return {
    'rotation.timelines': async ({ refs }) => {
      const listed = await rows()
      const wanted = listed.filter(isOneOf(refs))
      const materialsBy = await familyMaterials(options, wanted, listed)
      return { timelines: wanted.map((row) => timelineOf(row, materialsBy(row))) }
    },
    'rotation.export': () => exportReport(options),
    'coverage.summary': () => coverage.summary(),
    'coverage.files': (query) => coverage.files(query),
    'coverage.radar': async () => {
      const [listed, { keys: covered }] = await Promise.all([rows(), coverage.summary()])
      const imported = listed.filter(({ origin }) => origin === 'EXTERNAL')
      return { entries: radarOf({ rows: listed, covered, materials: await materialsOf(options, imported) }) }
    },
  }
}

async function exportReport(options: RotationOptions) {
  const { rows, coverage, policyDays, place, now } = options
  const date = now().toISOString().slice(0, 10)
  const file = await place('Save the rotation report', `rotation-${date}.csv`)
  if (file === null) return null
  const listed = await rows()
  // A history that cannot be read leaves its columns empty.
  const covered = await coverage.summary().then(
    ({ keys }) => keys,
    () => null,
  )
  const report = rotationReport({ rows: listed, covered, policyDays: policyDays(), now: now() })
  return { savedAs: await file.write(new TextEncoder().encode(report)), keys: listed.length }
}

/** By what doors call the key: its ARN, or its id on this computer. */
async function materialsOf(
  { materials, localMaterials }: RotationOptions,
  rows: readonly KeyRow[],
): Promise<ReadonlyMap<string, readonly KeyMaterial[]>> {
  const arns = rows.flatMap(({ arn }) => arn ?? [])
  const local = rows.flatMap(({ arn, keyId }) => (arn === null ? keyId : []))
  return new Map([...(await materials(arns)), ...(await localMaterials(local))])
}

/** Replicas share their materials: any of them may have been read. */
async function familyMaterials(
  options: RotationOptions,
  wanted: readonly KeyRow[],
  listed: readonly KeyRow[],
): Promise<(row: KeyRow) => readonly KeyMaterial[]> {
  const families = new Set(wanted.flatMap(({ arn }) => (arn === null ? [] : keyFamilyOf(arn))))
  const arns = listed.flatMap(({ arn }) => (arn !== null && families.has(keyFamilyOf(arn)) ? arn : []))
  const read = await options.materials([...new Set(arns)])
  const here = await options.localMaterials(wanted.flatMap(({ arn, keyId }) => (arn === null ? keyId : [])))
  const ofFamily = new Map([...read].map(([arn, list]) => [keyFamilyOf(arn), list]))
  return ({ arn, keyId }) =>
    (arn === null ? here.get(keyId) : (read.get(arn) ?? ofFamily.get(keyFamilyOf(arn)))) ?? []
}

function isOneOf(refs: readonly KeyRef[]): (row: KeyRow) => boolean {
  const wanted = new Set(refs.map(textOf))
  return ({ ref }) => wanted.has(textOf(ref))
}

function textOf(ref: KeyRef): string {
  return ref.service === 'local' ? ref.keyId : `${ref.connectionId} ${ref.keyArn}`
}
