import type { KeyRow } from '../../../../src/shared/model/key.ts'
import type { KeyFacts, KeyPolicy, KeyRotationPage } from '../../../../src/shared/model/key-page.ts'
import type { AnswersOf } from './answers.ts'
import { minutesAgo } from './data.ts'
import { policyOf } from './policies.ts'
import { ask, rowIn, type World } from './world.ts'

const account = '111122223333'
const month = 43_200

/** What is read of one key, tab by tab. */
export function keyAnswers(world: World): Omit<AnswersOf<'key'>, 'key.rules'> {
  return {
    'key.facts': ({ ref }) => {
      ask(world, 'kms:DescribeKey', ref)
      return factsOf(rowIn(world, ref), world.now().keys)
    },
    'key.aliases': ({ ref }) => {
      ask(world, 'kms:ListAliases', ref)
      const { aliases } = rowIn(world, ref)
      return {
        aliases: aliases.map((name, index) => ({
          name,
          createdAt: minutesAgo((20 + index) * month),
          updatedAt: minutesAgo((3 + index) * month),
        })),
      }
    },
    'key.policy': ({ ref }) => {
      ask(world, 'kms:GetKeyPolicy', ref)
      return policy(rowIn(world, ref))
    },
    'key.grants': ({ ref }) => {
      ask(world, 'kms:ListGrants', ref)
      return { grants: rowIn(world, ref).alias === 'backups-prod' ? sampleGrants() : [] }
    },
    'key.rotation': ({ ref }) => rotationOf(rowIn(world, ref)),
    'key.lastUsage': ({ ref }) => {
      ask(world, 'kms:GetKeyLastUsage', ref)
      const used = rowIn(world, ref).alias === 'backups-prod'
      return {
        operation: used ? 'GenerateDataKey' : null,
        at: used ? minutesAgo(2) : null,
        cloudTrailEventId: used ? 'b61d7c04-93e5-4af2-8c10-5e9d274fa38b' : null,
        trackedSince: minutesAgo(14 * month),
      }
    },
    'key.permissions': () => ({
      permissions: tried.map((action) => ({
        action,
        outcome: world.now().refuses.includes(action) ? 'denied' : permitted(action),
      })),
    }),
    'key.readPolicy': ({ document }) => ({ ...policyOf('drafted', 'eu-central-1'), document }),
    'key.draftPolicy': ({ alias, region }) => policyOf(alias ?? 'new key', region),
  }
}

const tried = [
  'kms:GenerateDataKey',
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:Sign',
  'kms:Verify',
  'kms:GetPublicKey',
  'kms:GenerateMac',
  'kms:VerifyMac',
  'kms:DescribeKey',
  'kms:EnableKey',
  'kms:DisableKey',
  'kms:RotateKeyOnDemand',
  'kms:EnableKeyRotation',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
]

const permitted = (action: string) =>
  /GenerateDataKey|crypt|Describe|Rotate|Sign|Verify/.test(action)
    ? ('allowed' as const)
    : ('unknown' as const)

const place = (key: KeyRow) => ({ arn: key.arn ?? '', region: key.region ?? '' })

const policy = (row: KeyRow): KeyPolicy => policyOf(row.alias ?? row.keyId, row.region ?? 'eu-central-1')

function factsOf(row: KeyRow, keys: readonly KeyRow[]): KeyFacts {
  const usage = row.usage
  const related = keys.filter(({ keyId, multiRegion }) => multiRegion && keyId === row.keyId)
  const primary = related.find(({ multiRegionRole }) => multiRegionRole === 'PRIMARY')
  return {
    row,
    account,
    encryptionAlgorithms: usage === 'ENCRYPT_DECRYPT' ? ['SYMMETRIC_DEFAULT'] : [],
    signingAlgorithms: usage === 'SIGN_VERIFY' ? ['ECDSA_SHA_384'] : [],
    macAlgorithms: usage === 'GENERATE_VERIFY_MAC' ? ['HMAC_SHA_256'] : [],
    keyAgreementAlgorithms: [],
    expirationModel: row.validTo === null ? null : 'KEY_MATERIAL_EXPIRES',
    cloudHsmClusterId: row.customKeyStoreId === null ? null : 'cluster-2bqvzh5m7xk',
    xksKeyId: null,
    pendingDeletionWindowDays: row.deletionDate === null ? null : 30,
    primary: primary === undefined ? null : place(primary),
    replicas: related.filter(({ multiRegionRole }) => multiRegionRole === 'REPLICA').map(place),
    customKeyStore:
      row.customKeyStoreId === null
        ? null
        : {
            ok: true,
            value: {
              id: row.customKeyStoreId,
              name: 'frankfurt-cellar',
              type: 'AWS_CLOUDHSM',
              connection: 'CONNECTED',
              connectionErrorCode: null,
              cloudHsmClusterId: 'cluster-2bqvzh5m7xk',
              proxyConnectivity: null,
              proxyEndpoint: null,
              proxyPath: null,
              proxyVpcEndpointService: null,
            },
          },
  }
}

/** Four materials, a year each; the newest one is the row's. */
function rotationOf(row: KeyRow): KeyRotationPage {
  const amount = row.rotation?.materials ?? 1
  return {
    row,
    materials: Array.from({ length: amount }, (_, index) => {
      const current = index === amount - 1
      return {
        id: current && row.keyMaterialId !== null ? row.keyMaterialId : `${index}`.repeat(64),
        state: current ? ('CURRENT' as const) : ('NON_CURRENT' as const),
        rotatedAt: index === 0 ? null : minutesAgo((amount - index) * 12 * month - 8 * month),
        rotationType: index === 0 ? null : index === 2 ? ('ON_DEMAND' as const) : ('AUTOMATIC' as const),
        importState: row.origin === 'EXTERNAL' ? ('IMPORTED' as const) : null,
        description: null,
        validTo: current ? row.validTo : null,
      }
    }),
    materialsProblem: null,
    statusProblem: null,
    inProgressSince: null,
    onDemandUsed: row.rotation?.onDemand ?? 0,
    onDemandMost: 25,
    currentUses: row.ref.service === 'local' ? 12_041 : null,
  }
}

const sampleGrants = () => [
  {
    id: '0c237476b39f8bc44e45212e08498fbe3151305030726c0590dd8d3e9f3d6a60',
    name: 'nightly-backup',
    grantee: `arn:aws:iam::${account}:role/BackupRunner`,
    retiring: `arn:aws:iam::${account}:role/KeyAdmins`,
    issuedBy: `arn:aws:iam::${account}:role/KeyAdmins`,
    operations: ['GenerateDataKey', 'Decrypt'],
    constraint: { kind: 'subset' as const, pairs: { department: 'platform' } },
    sourceArn: null,
    createdAt: minutesAgo(5 * month),
    service: null,
  },
  {
    id: '8f41d0c7a35e9b26c1f7e08d94b3a6520c7d1e8f9ab463520718f6c4d2e9b0a5',
    name: null,
    grantee: 'rds.eu-central-1.amazonaws.com',
    retiring: 'rds.eu-central-1.amazonaws.com',
    issuedBy: `arn:aws:iam::${account}:role/Databases`,
    operations: ['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'],
    constraint: null,
    sourceArn: `arn:aws:rds:eu-central-1:${account}:db:payroll`,
    createdAt: minutesAgo(9 * month),
    service: 'rds',
  },
]
