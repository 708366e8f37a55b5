import type { KeyMaterial } from '../../../../src/shared/model/key-page.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { kmsRow } from '../../../support/kms-rows.ts'

/** A row of a key of AWS for tests, changed by what the test is about. */
export const awsKeyRow = (n: number, change: Partial<KeyRow> = {}): KeyRow => {
  const keyId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const region = change.region ?? 'eu-central-1'
  const arn = change.arn ?? `arn:aws:kms:${region}:111122223333:key/${keyId}`
  return kmsRow(keyId, {
    ref: { service: 'aws', connectionId: 'c1', keyArn: arn },
    alias: `key-${n}`,
    aliases: [`key-${n}`],
    arn,
    region,
    description: 'of a test',
    createdAt: '2024-01-01T00:00:00.000Z',
    keyMaterialId: `material-${n}`,
    tags: { team: 'payroll' },
    rotation: null,
    ...change,
  })
}

/** A key material for tests. */
export const material = (id: string, change: Partial<KeyMaterial> = {}): KeyMaterial => ({
  id,
  state: 'NON_CURRENT',
  rotatedAt: null,
  rotationType: null,
  importState: null,
  description: null,
  validTo: null,
  ...change,
})
