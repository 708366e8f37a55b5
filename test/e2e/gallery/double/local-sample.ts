import type { KeyRow } from '../../../../src/shared/model/key.ts'
import { localKeyRow, minutesAgo } from './data.ts'

const inDays = (days: number): string => minutesAgo(-days * 1440)

const row = (alias: string, keyId: string, more: Partial<KeyRow>): KeyRow => ({
  ...localKeyRow(alias, keyId, 400),
  ...more,
})

const noRotation = { rotation: null, canEncrypt: false } as const
const imported = { origin: 'EXTERNAL' } as const

/** Keys of this computer in every kind and state. */
export const localSample: readonly KeyRow[] = [
  row('backups', '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3', {
    description: 'What the nightly job writes',
    aliases: ['backups', 'nightly'],
    moreAliases: 1,
    tags: { household: 'all', disk: 'cellar' },
    rotation: {
      automatic: true,
      periodDays: 365,
      nextAt: inDays(109),
      lastAt: inDays(-256),
      materials: 4,
      onDemand: 1,
    },
  }),
  row('tax-2019', 'a13c7d54-0b2e-4f97-b8d1-6e20f5c9047b', {
    state: 'PendingDeletion',
    deletionDate: inDays(9),
    canEncrypt: false,
  }),
  row('old-laptop', 'c02f64b1-7e95-4d38-a6c0-1d83b9f52e7a', {
    state: 'PendingDeletion',
    deletionDate: inDays(-2),
    deletable: true,
    canEncrypt: false,
  }),
  row('from-the-bank', 'd7e51a90-63c4-42bf-9f08-8b2a17d4c6e3', {
    ...imported,
    state: 'PendingImport',
    keyMaterialId: null,
    canEncrypt: false,
  }),
  row('partner-exchange', 'e94b0c27-15fd-4a68-8e3d-70c6a2f1b958', { ...imported, validTo: inDays(40) }),
  row('letters', 'f61d83c5-9a07-4e12-b7f4-25c90e8ad316', {
    ...noRotation,
    usage: 'SIGN_VERIFY',
    spec: 'ECC_NIST_P256',
  }),
  row('webhooks', '18a4f7e0-c35b-4d96-90e2-b4d7213f6c85', {
    ...noRotation,
    usage: 'GENERATE_VERIFY_MAC',
    spec: 'HMAC_256',
  }),
  row('drop-box', '29b5e8d1-d46c-4ea7-a1f3-c5e8324a7d96', { ...noRotation, spec: 'RSA_3072' }),
]
