import type { Connection } from '../../../../src/shared/model/connection.ts'
import { defaultSettings } from '../../../../src/shared/model/settings.ts'
import { minutesAgo, usualConnection } from './data.ts'
import { localSample } from './local-sample.ts'
import { sampleKeys } from './sample-keys.ts'
import type { Scenario } from './scenarios.ts'

const account = '111122223333'
const regions = ['eu-central-1', 'us-east-1', 'eu-west-1', 'ap-southeast-2']

const connection: Connection = {
  id: 'production',
  name: 'production',
  credentials: { from: 'profile', profile: 'production' },
  regions,
  endpoint: null,
  ...usualConnection,
  accounts: [account],
  identity: { account, arn: `arn:aws:sts::${account}:assumed-role/Operators/mira.lind` },
  status: { state: 'read', readAt: minutesAgo(2), keyCount: 49, denied: [] },
}

const unreachable = {
  code: 'KMS_UNREACHABLE',
  message: 'aws kms did not answer',
  facts: { region: 'eu-central-1' },
} as const

/** The Keys page as it meets the world: all is well, offline, half allowed, still reading. */
export function keysScenarios(usual: Scenario): Readonly<Record<string, Scenario>> {
  const sample: Scenario = { ...usual, keys: sampleKeys, connections: [connection] }
  const failed = { state: 'failed', problem: unreachable, readAt: minutesAgo(130) } as const
  const denied = ['kms:ListResourceTags', 'kms:GetKeyRotationStatus']
  return {
    sample,
    localKeys: { ...usual, keys: localSample, connections: [] },
    keyDepthRefused: {
      ...sample,
      refuses: ['kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:Encrypt', 'kms:CreateKey'],
    },
    sampleOverview: {
      ...sample,
      settings: {
        ...sample.settings,
        keysView: { ...defaultSettings.keysView, sort: 'files', descending: true },
      },
    },
    keysOffline: {
      ...sample,
      connections: [
        {
          ...connection,
          offline: true,
          status: failed,
          regionStatus: regions.map((region) => ({ region, status: failed })),
        },
      ],
    },
    keysDenied: {
      ...sample,
      refuses: [
        'kms:GetKeyPolicy',
        'kms:ListGrants',
        'kms:DisableKey',
        'kms:ScheduleKeyDeletion',
        'kms:GetKeyLastUsage',
      ],
      connections: [
        { ...connection, status: { state: 'read', readAt: minutesAgo(2), keyCount: 49, denied } },
      ],
      keys: sampleKeys.map((key) =>
        key.ref.service === 'local' ? key : { ...key, tags: null, rotation: null, denied: [...denied] },
      ),
    },
    rotationRefused: { ...sample, refuses: ['kms:EnableKey', 'kms:CancelKeyDeletion'] },
    refusedDisable: { ...sample, refusesLater: ['kms:DisableKey'] },
    keysReading: {
      ...sample,
      connections: [{ ...connection, status: { state: 'reading', done: 21, total: 49, slowedTo: 12 } }],
    },
    datesReading: {
      ...sample,
      connections: [{ ...connection, rotationProgress: { done: 12, total: 41 } }],
    },
  }
}
