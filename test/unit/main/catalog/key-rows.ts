import type { KeyMaterial } from '../../../../src/shared/model/key-page.ts'
import type { KeyRow } from '../../../../src/shared/model/key.ts'

/** A row of a key of AWS for tests, changed by what the test is about. */
export const awsKeyRow = (n: number, change: Partial<KeyRow> = {}): KeyRow => {
  const keyId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const region = change.region ?? 'eu-central-1'
  const arn = change.arn ?? `arn:aws:kms:${region}:111122223333:key/${keyId}`
  return {
    ref: { service: 'aws', connectionId: 'c1', keyArn: arn },
    alias: `key-${n}`,
    moreAliases: 0,
    aliases: [`key-${n}`],
    keyId,
    arn,
    region,
    description: 'of a test',
    state: 'Enabled',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    multiRegion: false,
    multiRegionRole: null,
    customKeyStoreId: null,
    createdAt: '2024-01-01T00:00:00.000Z',
    deletionDate: null,
    validTo: null,
    keyMaterialId: `material-${n}`,
    tags: { team: 'payroll' },
    rotation: null,
    denied: [],
    readAt: '2026-11-23T10:00:00.000Z',
    canEncrypt: true,
    ...change,
  }
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
