import type { KeyRotation, KeyRow } from '../../../../src/shared/model/key.ts'
import { awsKeyRow, localKeyRow, minutesAgo } from './data.ts'

/** Invented keys as a company has them: 57 in five places, most of them quiet. */

const inDays = (days: number): string => minutesAgo(-days * 1440)

const automatic = (next: number, periodDays = 365): KeyRotation => ({
  automatic: true,
  periodDays,
  nextAt: inDays(next),
  lastAt: inDays(next - periodDays),
  materials: 4,
  onDemand: 1,
})
const off = (lastDaysAgo: number | null): KeyRotation => ({
  automatic: false,
  periodDays: null,
  nextAt: null,
  lastAt: lastDaysAgo === null ? null : inDays(-lastDaysAgo),
  materials: lastDaysAgo === null ? 1 : 3,
  onDemand: lastDaysAgo === null ? 0 : 2,
})

const signs = { usage: 'SIGN_VERIFY', spec: 'ECC_NIST_P384', canEncrypt: false, rotation: null } as const
const macs = { usage: 'GENERATE_VERIFY_MAC', spec: 'HMAC_256', canEncrypt: false, rotation: null } as const
const disabled = { state: 'Disabled', canEncrypt: false } as const

const named: readonly KeyRow[] = [
  localKeyRow('backups', '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3', 20),
  localKeyRow('laptop-notes', '7d2a8c40-e5f1-4930-8b6d-14c09fe7a352', 2),
  awsKeyRow('backups-prod', 'eu-central-1', '1b7e4c2a-9d3f-4a86-b0c5-7e21f0a94d6e', {
    rotation: automatic(109),
    tags: { team: 'platform', 'cost-centre': '4711', environment: 'production' },
    aliases: ['backups-prod', 'nightly'],
    moreAliases: 1,
    keyMaterialId: '9f3c5a07e1d84b62af50c7d92e6b1384d07a95fc3e218b64c0d7f1a2985e36b4',
  }),
  awsKeyRow('finance-reports', 'eu-central-1', 'e6b30a58-4c92-4d7f-8e15-5af2c0d9137b', {
    rotation: automatic(9),
    description: 'Monthly reports to the board',
    tags: { team: 'finance' },
  }),
  awsKeyRow('payments-legacy', 'us-east-1', '8ad25e70-1f4b-4be9-9c37-d6027f53b1e8', {
    state: 'PendingDeletion',
    deletionDate: inDays(6),
    canEncrypt: false,
    rotation: off(null),
    description: 'Replaced by payments in March',
  }),
  awsKeyRow('customer-exports', 'eu-central-1', '6e19d8a3-5b07-4c2f-a184-93d0e75cb59f', {
    rotation: off(386),
    description: 'Exports that customers ask for',
    tags: { team: 'support' },
  }),
  awsKeyRow('research-data', 'eu-central-1', '480d3be7-a621-49fc-8d57-f1c960e24b38', {
    rotation: automatic(258),
    description: 'Measurements of the Uppsala group',
  }),
  awsKeyRow('partner-import', 'eu-west-1', 'c41f7b09-62de-47a5-a1b8-03f95ce2d74a', {
    origin: 'EXTERNAL',
    rotation: off(435),
    validTo: inDays(40),
    description: 'Material is kept by the partner',
    tags: { team: 'partners' },
  }),
  awsKeyRow('bring-your-own-2026', 'eu-west-1', 'b8f05d17-29ce-4a63-95e4-6d71a30fc82b', {
    state: 'PendingImport',
    origin: 'EXTERNAL',
    canEncrypt: false,
    description: '',
  }),
  awsKeyRow('media-masters', 'ap-southeast-2', '3c5e90b7-4d18-4f6a-9b02-a7c1d853e164', {
    rotation: automatic(219),
    description: 'Masters of the Sydney studio',
    tags: { team: 'media' },
  }),
  awsKeyRow('hr-archive', 'eu-central-1', '02e96fd4-8b17-4f3c-b5a0-91cd7e648f20', {
    ...disabled,
    rotation: off(200),
    description: 'Closed personnel files',
  }),
  awsKeyRow('release-signing', 'us-east-1', '94c7d1e3-0a5b-4268-9f7e-c83b16a4025d', {
    ...signs,
    description: 'Signs what leaves the build',
  }),
  awsKeyRow('webhook-mac', 'us-east-1', 'a07b4ef1-5c83-4d29-8016-e9f3b72d5ac4', { ...macs, description: '' }),
  awsKeyRow('dr-copy', 'us-east-1', 'mrk-0f7c2d61b85e4a93a1c04e97d6b2f83c', {
    multiRegion: true,
    multiRegionRole: 'PRIMARY',
    rotation: automatic(140),
    description: 'Opens the same files in two Regions',
  }),
  awsKeyRow('dr-copy', 'eu-west-1', 'mrk-0f7c2d61b85e4a93a1c04e97d6b2f83c', {
    multiRegion: true,
    multiRegionRole: 'REPLICA',
    rotation: automatic(140),
    description: 'Opens the same files in two Regions',
  }),
  awsKeyRow('hsm-vault', 'eu-central-1', '71d4ab02-8e9c-43f5-b6d1-0c27e5f98a36', {
    origin: 'AWS_CLOUDHSM',
    customKeyStoreId: 'cks-5d0c91e7b3a84f621',
    description: 'In the cluster of the Frankfurt cellar',
  }),
  awsKeyRow('aws/s3', 'eu-central-1', 'd920c4f6-17be-4a35-8c6e-52fa0e91b7d3', {
    manager: 'AWS',
    canEncrypt: false,
    rotation: automatic(80),
    description: 'Default key that protects my S3 objects when no other key is defined',
  }),
  awsKeyRow(null, 'us-east-1', '5b8e2f10-c4d7-4e69-a3b0-9f61d728c05e', {
    state: null,
    usage: null,
    spec: null,
    origin: null,
    manager: null,
    createdAt: null,
    description: '',
    tags: null,
    canEncrypt: false,
    denied: ['kms:DescribeKey', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
  }),
]

const places: readonly (readonly [place: string | null, total: number])[] = [
  [null, 8],
  ['eu-central-1', 22],
  ['us-east-1', 15],
  ['eu-west-1', 10],
  ['ap-southeast-2', 2],
]
const subjects = [
  'audit',
  'ledger',
  'scans',
  'mail',
  'plans',
  'tickets',
  'sensors',
  'maps',
  'claims',
  'designs',
]
const kinds = ['archive', 'inbox', 'staging', 'exchange']

/** The quiet rest of a place. */
function rest(region: string | null, amount: number, from: number): readonly KeyRow[] {
  return Array.from({ length: amount }, (_, index) => {
    const nth = from + index
    const name = `${subjects[nth % subjects.length] ?? ''}-${kinds[Math.floor(nth / subjects.length) % kinds.length] ?? ''}`
    const id = `${(0x10203040 + nth * 0x01_37_51_1).toString(16).padStart(8, '0').slice(0, 8)}-5a1c-4d${10 + nth}-9e0b-${(0x7a1c30d94e00 + nth * 977).toString(16)}`
    if (region === null) return localKeyRow(name, id, 30 + nth)
    return awsKeyRow(name, region, id, {
      description: '',
      rotation: nth % 7 === 0 ? off(null) : automatic(40 + nth * 5),
      createdAt: minutesAgo((200 + nth * 31) * 1440),
      tags: nth % 3 === 0 ? { team: 'platform' } : {},
    })
  })
}

/** The keys of the pictures and enough others to fill them. */
export const sampleKeys: readonly KeyRow[] = [
  ...named,
  ...places.flatMap(([place, total], index) =>
    rest(place, total - named.filter(({ region }) => region === place).length, index * 9),
  ),
]

/** Known files by key, as the pictures show them. */
const files: Readonly<Record<string, number>> = {
  backups: 1148,
  'old-laptop': 48,
  'tax-2019': 12,
  'partner-exchange': 26,
  'backups-prod': 340,
  'finance-reports': 214,
  'payments-legacy': 12,
  'customer-exports': 171,
  'research-data': 402,
  'laptop-notes': 63,
  'partner-import': 38,
  'media-masters': 96,
  'hr-archive': 7,
}

/** How many known files depend on a key. */
export const filesOf = (row: KeyRow): number => (row.alias === null ? 0 : (files[row.alias] ?? 0))
