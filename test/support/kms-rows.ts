import type { KeyRow } from '../../src/shared/model/key.ts'

const account = '111122223333'

/** The ARN of the key called `id` of the account that tests use. */
export const arnOf = (id: string): string => `arn:aws:kms:eu-central-1:${account}:key/${id}`

/** A symmetric key as a reading makes it, changed by what the test is about. */
export function kmsRow(id: string, change: Partial<KeyRow> = {}): KeyRow {
  return {
    ref: { service: 'aws', connectionId: 'c', keyArn: arnOf(id) },
    alias: null,
    moreAliases: 0,
    aliases: [],
    keyId: id,
    arn: arnOf(id),
    region: 'eu-central-1',
    description: '',
    state: 'Enabled',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    multiRegion: false,
    multiRegionRole: null,
    customKeyStoreId: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletionDate: null,
    validTo: null,
    keyMaterialId: 'm1',
    tags: {},
    rotation: {
      automatic: false,
      periodDays: null,
      nextAt: null,
      lastAt: null,
      materials: null,
      onDemand: null,
    },
    denied: [],
    readAt: '2026-11-23T10:00:00.000Z',
    canEncrypt: true,
    ...change,
  }
}
