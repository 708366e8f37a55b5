import type { CoverageSummary, KeyCoverage } from '../../../../src/shared/model/coverage.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { filesOf } from './sample-keys.ts'

/** What known files depend on, as the sample has it: about one in six on older material. */
export function coverageOf(keys: readonly KeyRow[]): CoverageSummary {
  const covered = keys.flatMap((row) => (filesOf(row) === 0 ? [] : [coverageOfKey(row)]))
  const sum = (of: (key: KeyCoverage) => number) => covered.reduce((total, key) => total + of(key), 0)
  return {
    files: sum(({ files }) => files) + 9,
    current: sum(({ current }) => current),
    older: sum(({ older }) => older),
    otherKey: 9,
    estimated: sum(({ estimated }) => estimated),
    keys: covered,
  }
}

function coverageOfKey(row: KeyRow): KeyCoverage {
  const files = filesOf(row)
  const older = row.ref.service === 'local' ? 0 : Math.floor(files * 0.156)
  return {
    keyId: row.arn ?? row.keyId,
    files,
    current: files - older,
    older,
    estimated: Math.floor(older / 4),
    onlyDoor: Math.floor(files / 2),
    recoverable: Math.floor(files / 3),
    materials: [
      { keyMaterialId: row.keyMaterialId, files: files - older, estimated: 0 },
      ...(older === 0 ? [] : [{ keyMaterialId: null, files: older, estimated: Math.floor(older / 4) }]),
    ],
  }
}
