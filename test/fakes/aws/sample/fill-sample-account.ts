import type { FakeKey } from '../../kms/fake-key.ts'
import type { KmsFake } from '../../kms/start-kms-fake.ts'
import { sampleGrants, samplePolicies, servicePolicy } from './sample-access.ts'
import { sampleKeys, sampleRegions, type SampleKey } from './sample-keys.ts'

const day = 24 * 3600_000

/** Puts the sample account into a fake: some 60 keys over four Regions. Gives them by their first alias. */
export function fillSampleAccount(fake: KmsFake): ReadonlyMap<string, FakeKey> {
  const now = fake.world.time().getTime()
  addKeyStores(fake)
  const keys = new Map<string, FakeKey>()
  for (const sample of sampleKeys) {
    const key = fake.createKey(optionsOf(sample, now))
    keys.set(sample.alias, key)
    for (const region of sample.replicas ?? []) nameReplica(fake, fake.replicate(key, region), sample.alias)
    key.policy = samplePolicies(fake.account)[sample.alias] ?? key.policy
    if (key.manager === 'AWS') key.policy = servicePolicy(key, sample.alias)
    key.grants.push(...(sampleGrants(fake.account, new Date(now - 20 * day))[sample.alias] ?? []))
  }
  fake.reserveAlias('alias/aws/lambda')
  return keys
}

/** Adds many keys of the usual kinds, in turn over the sample's Regions. */
export function addManyKeys(fake: KmsFake, count: number): void {
  const now = fake.world.time().getTime()
  for (let index = 0; index < count; index += 1) {
    const kind = manyKinds[index % manyKinds.length] ?? {}
    const alias = `many/${String(index).padStart(5, '0')}`
    const region = sampleRegions[index % sampleRegions.length] ?? sampleRegions[0]
    fake.createKey(optionsOf({ ...kind, alias, region, age: (index * 37) % 2000 }, now))
  }
}

/** What an account of many keys has, in about its proportions. */
const manyKinds: readonly Partial<SampleKey>[] = [
  { automatic: [365, 100], rotated: [[265, 'AUTOMATIC']] },
  { automatic: [365, 20], tags: { team: 'media' } },
  {},
  { rotated: [[400, 'ON_DEMAND']], tags: { team: 'payments', stage: 'prod' } },
  { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
  { state: 'Disabled' },
  { automatic: [180, 170], rotated: [[10, 'AUTOMATIC']] },
  { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  { tags: { team: 'archive' } },
  { state: 'PendingDeletion', deletedIn: 20 },
]

function optionsOf(sample: SampleKey, now: number) {
  const { age, rotated, automatic, deletedIn, expiresIn, used, replicas: _replicas, ...rest } = sample
  const ago = (days: number) => new Date(now - days * day)
  return {
    ...rest,
    createdAt: ago(age),
    ...(rotated === undefined ? {} : { rotations: rotated.map(([days, type]) => ({ at: ago(days), type })) }),
    ...(automatic === undefined
      ? {}
      : { automaticRotation: { periodDays: automatic[0], nextAt: ago(-automatic[1]) } }),
    ...(deletedIn === undefined ? {} : { deletionDate: ago(-deletedIn) }),
    ...(expiresIn === undefined ? {} : { validTo: ago(-expiresIn) }),
    ...(used === undefined ? {} : { lastUsage: { operation: used[0], at: ago(used[1]) } }),
  }
}

function nameReplica(fake: KmsFake, { account, region, id }: FakeKey, alias: string): void {
  const at = fake.world.time()
  fake.world.keys.addAlias({
    name: `alias/${alias}`,
    account,
    region,
    targetKeyId: id,
    createdAt: at,
    updatedAt: at,
  })
}

function addKeyStores({ stores, account, region, world }: KmsFake): void {
  const place = { account, region }
  const CreationDate = (world.time().getTime() - 720 * day) / 1000
  stores.add(place, {
    CustomKeyStoreId: 'cks-1234567890abcdef0',
    CustomKeyStoreName: 'Frankfurt CloudHSM',
    CustomKeyStoreType: 'AWS_CLOUDHSM',
    ConnectionState: 'CONNECTED',
    CloudHsmClusterId: 'cluster-1a23b4cdefg',
    CreationDate,
  })
  stores.add(place, {
    CustomKeyStoreId: 'cks-9876543210fedcba9',
    CustomKeyStoreName: 'Outside key store',
    CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
    ConnectionState: 'FAILED',
    ConnectionErrorCode: 'XKS_PROXY_TIMED_OUT',
    CreationDate,
    XksProxyConfiguration: {
      Connectivity: 'PUBLIC_ENDPOINT',
      UriEndpoint: 'https://xks.example.com',
      UriPath: '/keyhold/kms/xks/v1',
    },
  })
}
