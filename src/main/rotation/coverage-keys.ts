import type { KeyRow } from '../../shared/model/key.ts'
import type { CoverageKey } from '../catalog/coverage/coverage-key.ts'

/** The listed keys that a message can have a door for, each once though two connections may list it. */
export function coverageKeysOf(rows: readonly KeyRow[]): readonly CoverageKey[] {
  const keys = new Map<string, CoverageKey>()
  for (const row of rows) {
    if (row.spec !== null && row.spec !== 'SYMMETRIC_DEFAULT') continue
    const key = coverageKeyOf(row)
    const before = keys.get(key.keyId)
    if (before === undefined || before.readAt < key.readAt) keys.set(key.keyId, key)
  }
  return [...keys.values()]
}

/** A recovery kit: it has no materials, and does not open files unless a person brings it. */
export function coverageKeyOfKit(fingerprint: string): CoverageKey {
  return { keyId: fingerprint, current: null, readAt: '', hasOneMaterial: false, opens: false }
}

/** What doors call a key: a local key's id, a KMS key's ARN. */
export function doorNameOf({ arn, keyId }: Pick<KeyRow, 'arn' | 'keyId'>): string {
  return arn ?? keyId
}

function coverageKeyOf(row: KeyRow): CoverageKey {
  const { keyMaterialId: current, readAt, origin, state, customKeyStoreId } = row
  return {
    keyId: doorNameOf(row),
    current,
    readAt,
    // KMS.md section 1: the keys of custom key stores never rotate.
    hasOneMaterial: customKeyStoreId !== null || origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE',
    opens: state === 'Enabled' || state === 'Updating',
  }
}
