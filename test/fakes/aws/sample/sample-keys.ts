import type { CreateFakeKey } from '../../kms/put-key.ts'

/** A key of the sample account; days count back from when the fake was started, or ahead where they are negative. */
export interface SampleKey extends Omit<
  CreateFakeKey,
  'createdAt' | 'deletionDate' | 'validTo' | 'rotations' | 'automaticRotation' | 'lastUsage'
> {
  readonly alias: string
  readonly age: number
  readonly rotated?: readonly (readonly [age: number, type: 'AUTOMATIC' | 'ON_DEMAND'])[]
  /** Period, and days until the next rotation. */
  readonly automatic?: readonly [periodDays: number, nextIn: number]
  readonly deletedIn?: number
  readonly expiresIn?: number
  readonly used?: readonly [operation: string, age: number]
  readonly replicas?: readonly string[]
}

export const sampleRegions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'ap-southeast-2'] as const
const [frankfurt, ireland, virginia, sydney] = sampleRegions

const media = { team: 'media', 'cost-centre': '4711' }
const cloudHsm = { origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-1234567890abcdef0' }
const external = { origin: 'EXTERNAL_KEY_STORE', customKeyStoreId: 'cks-9876543210fedcba9' }
const mac = { usage: 'GENERATE_VERIFY_MAC' }
const signing = { usage: 'SIGN_VERIFY' }
const agreement = { usage: 'KEY_AGREEMENT' }

/** Keys of every state, spec and origin, with rotations of every kind. */
export const sampleKeys: readonly SampleKey[] = [
  {
    alias: 'media-masters',
    aliases: ['archive'],
    region: frankfurt,
    description: 'Masters of finished films',
    age: 1400,
    tags: media,
    automatic: [365, 60],
    rotated: [
      [1035, 'AUTOMATIC'],
      [670, 'AUTOMATIC'],
      [305, 'AUTOMATIC'],
    ],
    used: ['GenerateDataKey', 1],
  },
  {
    alias: 'rushes',
    region: frankfurt,
    age: 800,
    tags: media,
    rotated: [[200, 'ON_DEMAND']],
    used: ['Decrypt', 3],
  },
  { alias: 'contracts', region: frankfurt, age: 900, automatic: [180, 14], rotated: [[166, 'AUTOMATIC']] },
  { alias: 'payroll', region: frankfurt, age: 1200, description: 'Never rotated', used: ['Decrypt', 12] },
  { alias: 'backups/nightly', region: frankfurt, age: 450, automatic: [90, 3], rotated: [[87, 'AUTOMATIC']] },
  { alias: 'backups/weekly', region: frankfurt, age: 450, automatic: [2560, 2110] },
  { alias: 'scans', region: frankfurt, age: 100, automatic: [365, 265] },
  { alias: 'brand-new', region: frankfurt, age: 1 },
  { alias: 'old-project', region: frankfurt, age: 2000, state: 'Disabled', used: ['Decrypt', 700] },
  {
    alias: 'leaving',
    region: frankfurt,
    age: 1600,
    state: 'PendingDeletion',
    deletedIn: 12,
    used: ['Decrypt', 400],
  },
  { alias: 'own-material', region: frankfurt, age: 300, origin: 'EXTERNAL', state: 'Enabled', tags: media },
  { alias: 'own-expiring', region: frankfurt, age: 200, origin: 'EXTERNAL', state: 'Enabled', expiresIn: 9 },
  { alias: 'own-rotated', region: frankfurt, age: 500, origin: 'EXTERNAL', rotated: [[150, 'ON_DEMAND']] },
  { alias: 'own-waiting', region: frankfurt, age: 5, origin: 'EXTERNAL' },
  { alias: 'hsm-vault', region: frankfurt, age: 700, ...cloudHsm },
  { alias: 'hsm-offline', region: frankfurt, age: 700, ...cloudHsm, state: 'Unavailable' },
  { alias: 'outside', region: frankfurt, age: 400, ...external, xksKeyId: 'bb8562717f809024' },
  { alias: 'sign-releases', region: frankfurt, age: 600, spec: 'RSA_4096', ...signing, used: ['Sign', 6] },
  { alias: 'sign-invoices', region: frankfurt, age: 600, spec: 'RSA_3072', ...signing },
  { alias: 'letters', region: frankfurt, age: 320, spec: 'RSA_2048' },
  { alias: 'devices-p256', region: frankfurt, age: 220, spec: 'ECC_NIST_P256', ...signing },
  { alias: 'devices-p384', region: frankfurt, age: 220, spec: 'ECC_NIST_P384', ...signing },
  { alias: 'devices-p521', region: frankfurt, age: 220, spec: 'ECC_NIST_P521', ...signing },
  { alias: 'agree-p256', region: frankfurt, age: 90, spec: 'ECC_NIST_P256', ...agreement },
  { alias: 'ledger', region: frankfurt, age: 150, spec: 'ECC_SECG_P256K1', ...signing },
  { alias: 'ssh-ca', region: frankfurt, age: 60, spec: 'ECC_NIST_EDWARDS25519', ...signing },
  { alias: 'post-quantum-44', region: frankfurt, age: 30, spec: 'ML_DSA_44', ...signing },
  { alias: 'post-quantum-65', region: frankfurt, age: 30, spec: 'ML_DSA_65', ...signing },
  { alias: 'post-quantum-87', region: frankfurt, age: 30, spec: 'ML_DSA_87', ...signing },
  { alias: 'tokens-224', region: frankfurt, age: 410, spec: 'HMAC_224', ...mac },
  { alias: 'tokens-256', region: frankfurt, age: 410, spec: 'HMAC_256', ...mac, used: ['GenerateMac', 0] },
  { alias: 'tokens-384', region: frankfurt, age: 410, spec: 'HMAC_384', ...mac },
  { alias: 'tokens-512', region: frankfurt, age: 410, spec: 'HMAC_512', ...mac },
  { alias: 'own-hmac', region: frankfurt, age: 40, spec: 'HMAC_256', ...mac, origin: 'EXTERNAL' },
  {
    alias: 'everywhere',
    region: frankfurt,
    description: 'Opens in three Regions',
    age: 500,
    multiRegion: true,
    automatic: [365, 230],
    rotated: [[135, 'AUTOMATIC']],
    replicas: [ireland, virginia],
  },
  { alias: 'aws/s3', region: frankfurt, age: 1500, manager: 'AWS', description: 'Default key for S3' },
  { alias: 'aws/ebs', region: frankfurt, age: 1500, manager: 'AWS', description: 'Default key for EBS' },
  { alias: 'aws/rds', region: ireland, age: 1100, manager: 'AWS', description: 'Default key for RDS' },
  { alias: 'aws/dynamodb', region: virginia, age: 1100, manager: 'AWS' },
  {
    alias: 'dub-masters',
    region: ireland,
    age: 1000,
    tags: media,
    automatic: [365, 95],
    rotated: [[270, 'AUTOMATIC']],
  },
  { alias: 'dub-backups', region: ireland, age: 380, automatic: [365, 350], rotated: [[15, 'AUTOMATIC']] },
  { alias: 'dub-legal-hold', region: ireland, age: 1900, state: 'Disabled' },
  { alias: 'dub-leaving', region: ireland, age: 800, state: 'PendingDeletion', deletedIn: 27 },
  { alias: 'dub-sign', region: ireland, age: 210, spec: 'RSA_2048', ...signing },
  { alias: 'dub-own', region: ireland, age: 260, origin: 'EXTERNAL', state: 'Enabled', expiresIn: 200 },
  { alias: 'us-masters', region: virginia, age: 1300, tags: media, rotated: [[20, 'ON_DEMAND']] },
  { alias: 'us-analytics', region: virginia, age: 640, automatic: [365, 90], rotated: [[275, 'AUTOMATIC']] },
  { alias: 'us-archive', region: virginia, age: 1700, used: ['Decrypt', 2] },
  { alias: 'us-signing', region: virginia, age: 330, spec: 'ECC_NIST_P384', ...signing },
  { alias: 'us-tokens', region: virginia, age: 330, spec: 'HMAC_512', ...mac },
  { alias: 'us-being-made', region: virginia, age: 0, state: 'Creating' },
  { alias: 'us-being-changed', region: virginia, age: 440, state: 'Updating', multiRegion: true },
  {
    alias: 'syd-masters',
    region: sydney,
    age: 720,
    tags: media,
    automatic: [365, 10],
    rotated: [[355, 'AUTOMATIC']],
  },
  { alias: 'syd-backups', region: sydney, age: 500 },
  { alias: 'syd-leaving', region: sydney, age: 950, state: 'PendingDeletion', deletedIn: 2, tags: media },
  { alias: 'syd-sign', region: sydney, age: 120, spec: 'ECC_NIST_P256', ...signing },
  { alias: 'syd-own', region: sydney, age: 70, origin: 'EXTERNAL' },
]
