import type { KeyCoverage } from '../../../shared/model/coverage.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { useCoverage } from '../data/queries.ts'

/** Which known files depend on a key; zeros where none does, or nothing is counted yet. */
export function useKeyCoverage(row: KeyRow): KeyCoverage {
  const keyId = row.arn ?? row.keyId
  return useCoverage().data?.keys.find((key) => key.keyId === keyId) ?? { ...none, keyId }
}

const none = { files: 0, current: 0, older: 0, estimated: 0, onlyDoor: 0, recoverable: 0, materials: [] }
