import type { Connection } from '../../../../src/shared/model/connection.ts'
import type { KeyRef, KeyRow } from '../../../../src/shared/model/key.ts'
import type { DoorLabel } from '../../../../src/shared/model/plan.ts'
import { defaultSettings, type Settings } from '../../../../src/shared/model/settings.ts'

/** Invented data for the gallery: no real key, account or file. */
export const material = '9f3c5a07e1d84b62af50c7d92e6b1384d07a95fc3e218b64c0d7f1a2985e36b4'
const account = '111122223333'

/** `now` minus some minutes, ISO 8601. */
export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

const localBase = {
  moreAliases: 0,
  arn: null,
  region: null,
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: null,
  manager: null,
  multiRegion: false,
  multiRegionRole: null,
  customKeyStoreId: null,
  validTo: null,
  rotation: null,
  readAt: '2026-11-23T10:00:00.000Z',
  deletionDate: null,
  canEncrypt: true,
} as const

export const localKeyRow = (alias: string, keyId: string, days: number): KeyRow => ({
  ...localBase,
  denied: [],
  origin: 'AWS_KMS',
  manager: 'CUSTOMER',
  rotation: { automatic: false, periodDays: null, nextAt: null, lastAt: null, materials: 1, onDemand: 0 },
  tags: {},
  aliases: [alias],
  ref: { service: 'local', keyId },
  alias,
  keyId,
  description: '',
  state: 'Enabled',
  createdAt: minutesAgo(days * 1440),
  keyMaterialId: material,
})

export const awsKeyRow = (
  alias: string | null,
  region: string,
  keyId: string,
  more: Partial<KeyRow> = {},
): KeyRow => {
  const arn = `arn:aws:kms:${region}:${account}:key/${keyId}`
  return {
    ...localBase,
    denied: [],
    tags: {},
    aliases: alias === null ? [] : [alias],
    ref: { service: 'aws', connectionId: 'production', keyArn: arn },
    alias,
    keyId,
    arn,
    region,
    description: 'Nightly backups of the Stockholm office',
    state: 'Enabled',
    origin: 'AWS_KMS',
    manager: 'CUSTOMER',
    createdAt: minutesAgo(3 * 365 * 1440),
    keyMaterialId: null,
    ...more,
  }
}

export const keys: readonly KeyRow[] = [
  localKeyRow('backups', '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3', 20),
  localKeyRow('laptop-notes', '7d2a8c40-e5f1-4930-8b6d-14c09fe7a352', 2),
  awsKeyRow('backups-prod', 'eu-central-1', '1b7e4c2a-9d3f-4a86-b0c5-7e21f0a94d6e'),
  awsKeyRow('finance-reports', 'eu-central-1', 'e6b30a58-4c92-4d7f-8e15-5af2c0d9137b'),
  awsKeyRow('payments-legacy', 'us-east-1', '8ad25e70-1f4b-4be9-9c37-d6027f53b1e8', {
    state: 'PendingDeletion',
    deletionDate: new Date(Date.now() + 6 * 86_400_000).toISOString(),
    canEncrypt: false,
  }),
  awsKeyRow('research-data', 'eu-central-1', '480d3be7-a621-49fc-8d57-f1c960e24b38'),
  awsKeyRow('bring-your-own-2026', 'eu-west-1', 'b8f05d17-29ce-4a63-95e4-6d71a30fc82b', {
    state: 'PendingImport',
    origin: 'EXTERNAL',
    canEncrypt: false,
  }),
  awsKeyRow('hr-archive', 'eu-central-1', '02e96fd4-8b17-4f3c-b5a0-91cd7e648f20', {
    state: 'Disabled',
    canEncrypt: false,
  }),
  awsKeyRow('release-signing', 'us-east-1', '94c7d1e3-0a5b-4268-9f7e-c83b16a4025d', {
    usage: 'SIGN_VERIFY',
    spec: 'ECC_NIST_P384',
    canEncrypt: false,
  }),
  awsKeyRow('webhook-mac', 'us-east-1', 'a07b4ef1-5c83-4d29-8016-e9f3b72d5ac4', {
    usage: 'GENERATE_VERIFY_MAC',
    spec: 'HMAC_256',
    canEncrypt: false,
  }),
  awsKeyRow('dr-copy', 'us-east-1', 'mrk-0f7c2d61b85e4a93a1c04e97d6b2f83c', { multiRegion: true }),
  awsKeyRow(null, 'eu-west-1', 'c41f7b09-62de-47a5-a1b8-03f95ce2d74a', {
    state: null,
    usage: null,
    spec: null,
    canEncrypt: false,
  }),
]

/** A list long enough to show that only what is seen is drawn. */
export const manyKeys = (amount: number): readonly KeyRow[] =>
  Array.from({ length: amount }, (_, index) => {
    const id = `${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`
    return awsKeyRow(
      `team-${String(index).padStart(5, '0')}`,
      index % 3 === 0 ? 'eu-west-1' : 'us-east-1',
      id,
    )
  })

export const usualConnection: Pick<
  Connection,
  | 'roles'
  | 'stsEndpoint'
  | 'signInEndpoint'
  | 'regionStatus'
  | 'identity'
  | 'signIn'
  | 'sessionEndsAt'
  | 'rotationProgress'
  | 'offline'
> = {
  roles: [],
  stsEndpoint: null,
  signInEndpoint: null,
  regionStatus: [],
  identity: null,
  signIn: { state: 'none' },
  sessionEndsAt: null,
  rotationProgress: null,
  offline: false,
}

export const connections: readonly Connection[] = [
  {
    id: 'production',
    name: 'production',
    credentials: { from: 'profile', profile: 'production' },
    regions: ['eu-central-1'],
    endpoint: null,
    ...usualConnection,
    accounts: [account],
    status: { state: 'read', readAt: minutesAgo(2), keyCount: 47, denied: ['kms:ListAliases'] },
  },
  {
    id: 'media',
    name: 'media',
    credentials: { from: 'profile', profile: 'media' },
    regions: ['ap-southeast-2'],
    endpoint: null,
    ...usualConnection,
    accounts: ['777788889999'],
    status: {
      state: 'failed',
      problem: {
        code: 'KMS_CREDENTIALS_EXPIRED',
        message: 'the aws session has ended; sign in again',
        facts: { connection: 'media', region: 'ap-southeast-2', awsError: 'ExpiredTokenException' },
      },
      readAt: null,
    },
  },
  {
    id: 'lab',
    name: 'build-lab',
    credentials: { from: 'environment' },
    regions: ['us-east-1'],
    ...usualConnection,
    endpoint: 'http://localhost:4566',
    accounts: ['000000000000'],
    status: { state: 'reading', done: 3, total: 9 },
  },
]

export const settings: Settings = {
  ...defaultSettings,
  doors: [{ service: 'local', keyId: '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3' }],
  firstRunDone: true,
}

export const backups: DoorLabel = {
  kind: 'local',
  name: 'backups',
  where: 'this computer',
  arn: null,
  known: true,
}
export const backupsProd: DoorLabel = {
  kind: 'aws',
  name: 'backups-prod',
  where: 'eu-central-1',
  arn: `arn:aws:kms:eu-central-1:${account}:key/1b7e4c2a-9d3f-4a86-b0c5-7e21f0a94d6e`,
  known: true,
}

/** The key behind `backupsProd`. */
export const awsDoor: KeyRef = {
  service: 'aws',
  connectionId: 'production',
  keyArn: backupsProd.arn ?? '',
}
