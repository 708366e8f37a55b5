import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeySessions } from '../../../src/main/credentials/key-sessions.ts'
import { createKeyReading } from '../../../src/main/key-admin/reading/create-key-reading.ts'
import { Refusals } from '../../../src/main/key-admin/reading/refusals.ts'
import { readKey } from '../../../src/main/keys/aws-kms/listing/read-key.ts'
import { MemoryKeyCache } from '../../support/memory-key-cache.ts'
import type { AwsKeyRef } from '../../../src/shared/model/key.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { sessionOf } from '../../support/fake-account.ts'

const now = () => new Date()
const day = 86_400_000

let fake: KmsFake
let cache: MemoryKeyCache

beforeEach(async () => {
  fake = await startKmsFake()
  cache = new MemoryKeyCache()
})
afterEach(() => fake.stop())

const refOf = (key: FakeKey): AwsKeyRef => ({ service: 'aws', connectionId: 'c', keyArn: key.arn })

/** The reading of keys of the fake, whose rows are read anew each time. */
function reading() {
  const session = sessionOf(fake, { limits: { maxAttempts: 2 } })
  const readAgain = ({ connectionId, keyArn }: AwsKeyRef) =>
    readKey(session, { connectionId, keyArn, known: null, now })
  const sessions: KeySessions = {
    sessionOf: () => Promise.resolve(session),
    sessionIn: () => Promise.resolve(session),
    rowOf: readAgain,
    rows: () => Promise.resolve([]),
    learnRotation: () => Promise.resolve(),
    readAgain,
  }
  return createKeyReading({ sessions, cache, now, refusals: new Refusals(now) })
}

describe('General', () => {
  it('has every field of a key, and where its replicas are', async () => {
    const key = fake.createKey({ alias: 'masters', multiRegion: true, tags: { team: 'post' } })
    const replica = fake.replicate(key, 'eu-west-1')
    expect(await reading()['key.facts']({ ref: refOf(key) })).toMatchObject({
      row: { alias: 'masters', state: 'Enabled', multiRegionRole: 'PRIMARY', tags: { team: 'post' } },
      account: fake.account,
      encryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
      signingAlgorithms: [],
      primary: { arn: key.arn, region: 'eu-central-1' },
      replicas: [{ arn: replica.arn, region: 'eu-west-1' }],
      customKeyStore: null,
    })
  })

  it('has the external key store and the key in it', async () => {
    fake.stores.add(fake, {
      CustomKeyStoreId: 'cks-1',
      CustomKeyStoreName: 'vault in Bonn',
      CustomKeyStoreType: 'EXTERNAL_KEY_STORE',
      ConnectionState: 'CONNECTED',
      CreationDate: 0,
      XksProxyConfiguration: {
        Connectivity: 'PUBLIC_ENDPOINT',
        UriEndpoint: 'https://xks.example.com',
        UriPath: '/kms/xks/v1',
      },
    })
    const key = fake.createKey({ origin: 'EXTERNAL_KEY_STORE', customKeyStoreId: 'cks-1', xksKeyId: 'bb8' })
    expect(await reading()['key.facts']({ ref: refOf(key) })).toMatchObject({
      xksKeyId: 'bb8',
      customKeyStore: {
        ok: true,
        value: { name: 'vault in Bonn', connection: 'CONNECTED', proxyEndpoint: 'https://xks.example.com' },
      },
    })
  })

  it('shows the key all the same where its key store may not be described', async () => {
    fake.faults.add({ kind: 'deny', operation: 'DescribeCustomKeyStores' })
    const key = fake.createKey({ origin: 'AWS_CLOUDHSM', customKeyStoreId: 'cks-1' })
    expect(await reading()['key.facts']({ ref: refOf(key) })).toMatchObject({
      row: { origin: 'AWS_CLOUDHSM' },
      customKeyStore: { ok: false, problem: { code: 'KMS_ACCESS_DENIED' } },
    })
  })

  it('fails by itself where the key may not be described', async () => {
    fake.faults.add({ kind: 'deny', operation: 'DescribeKey' })
    const key = fake.createKey({ alias: 'masters' })
    const facts = reading()['key.facts']({ ref: refOf(key) })
    await expect(facts).rejects.toMatchObject({
      code: 'KMS_ACCESS_DENIED',
      facts: { action: 'kms:DescribeKey' },
    })
    expect((await reading()['key.aliases']({ ref: refOf(key) })).aliases).toMatchObject([{ name: 'masters' }])
  })
})

describe('lists of a key', () => {
  it('aliases are its own, with their dates', async () => {
    const key = fake.createKey({ aliases: ['b', 'a'] })
    fake.createKey({ alias: 'other' })
    const { aliases } = await reading()['key.aliases']({ ref: refOf(key) })
    expect(aliases.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(aliases[0]?.createdAt).toBe(key.createdAt.toISOString())
  })

  it('grants come from every page, with the service that has one', async () => {
    const key = fake.createKey()
    const session = sessionOf(fake)
    const grantee = (number: number) =>
      number === 0 ? 'rds.eu-central-1.amazonaws.com' : `arn:aws:iam::${fake.account}:role/role-${number}`
    for (let grant = 0; grant < 120; grant += 1) {
      key.grants.push({
        ...(key.grants[0] ?? (await firstGrant(session, key))),
        id: `grant-${grant}`,
        grantee: grantee(grant),
      } as never)
    }
    const { grants } = await reading()['key.grants']({ ref: refOf(key) })
    expect(grants.length).toBeGreaterThanOrEqual(120)
    expect(grants.find(({ id }) => id === 'grant-0')?.service).toBe('rds')
  })

  it('the policy comes with what it says', async () => {
    const key = fake.createKey()
    const policy = await reading()['key.policy']({ ref: refOf(key) })
    expect(policy.iamDecides).toBe(true)
    expect(policy.statements[0]).toMatchObject({ allows: true, may: ['everything'] })
  })

  it('a policy that is being written is read in the key’s own account', async () => {
    const key = fake.createKey()
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${fake.account}:root` },
      Action: 'kms:*',
    }
    const document = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] })
    const policy = await reading()['key.readPolicy']({ ref: refOf(key), document })
    expect(policy.statements[0]?.principals[0]).toMatchObject({ kind: 'account', ownAccount: true })
  })

  it('the last use is what AWS keeps track of', async () => {
    const at = new Date(Date.now() - day)
    const key = fake.createKey({ lastUsage: { operation: 'Decrypt', at } })
    const last = await reading()['key.lastUsage']({ ref: refOf(key) })
    expect(last.operation).toBe('Decrypt')
    expect(Math.abs(Date.parse(last.at ?? '') - at.getTime())).toBeLessThan(1_000)
    expect(last.trackedSince).not.toBeNull()
  })
})

async function firstGrant(session: ReturnType<typeof sessionOf>, key: FakeKey) {
  await session.call({ operation: 'CreateGrant', keyArn: key.arn }, (kms) =>
    kms.createGrant({
      KeyId: key.arn,
      GranteePrincipal: `arn:aws:iam::${fake.account}:role/first`,
      Operations: ['Decrypt'],
    }),
  )
  return key.grants[0]
}

describe('Rotation', () => {
  const rotations = [
    { at: new Date(Date.now() - 300 * day), type: 'AUTOMATIC' as const },
    { at: new Date(Date.now() - 100 * day), type: 'ON_DEMAND' as const },
  ]

  it('has status and every material, oldest first, and keeps them for offline', async () => {
    const key = fake.createKey({ rotations, automaticRotation: { periodDays: 180 } })
    const page = await reading()['key.rotation']({ ref: refOf(key) })
    expect(page).toMatchObject({
      row: { rotation: { automatic: true, periodDays: 180, materials: 3, onDemand: 1 } },
      onDemandUsed: 1,
      onDemandMost: 25,
      currentUses: null,
      materialsProblem: null,
      statusProblem: null,
    })
    expect(page.materials?.map(({ state }) => state)).toEqual(['NON_CURRENT', 'NON_CURRENT', 'CURRENT'])
    expect((await cache.materials([key.arn])).get(key.arn)?.length).toBe(3)
  })

  it('either half may be denied', async () => {
    const key = fake.createKey({ rotations })
    fake.faults.add({ kind: 'deny', operation: 'GetKeyRotationStatus' })
    expect(await reading()['key.rotation']({ ref: refOf(key) })).toMatchObject({
      materialsProblem: null,
      statusProblem: { code: 'KMS_ACCESS_DENIED' },
      onDemandUsed: 1,
    })
    fake.faults.clear()
    fake.faults.add({ kind: 'deny', operation: 'ListKeyRotations' })
    const known = await reading()['key.rotation']({ ref: refOf(key) })
    expect(known).toMatchObject({ materialsProblem: { code: 'KMS_ACCESS_DENIED' }, onDemandUsed: null })
    expect(known.materials?.length).toBe(3)
    const never = fake.createKey()
    expect((await reading()['key.rotation']({ ref: refOf(never) })).materials).toBeNull()
  })

  it('a key that cannot rotate is asked nothing', async () => {
    const key = fake.createKey({ spec: 'RSA_2048', usage: 'SIGN_VERIFY' })
    const page = await reading()['key.rotation']({ ref: refOf(key) })
    expect(page).toMatchObject({ materials: null, materialsProblem: null, statusProblem: null })
    expect(fake.calls.filter(({ operation }) => /Rotation/.test(operation))).toEqual([])
  })

  it('says since when a rotation by hand runs', async () => {
    fake.delays.rotation = 60_000
    const key = fake.createKey()
    await sessionOf(fake).call({ operation: 'RotateKeyOnDemand', keyArn: key.arn }, (kms) =>
      kms.rotateKeyOnDemand({ KeyId: key.arn }),
    )
    const page = await reading()['key.rotation']({ ref: refOf(key) })
    expect(page.inProgressSince).toMatch(/^20/)
  })
})

const outcomesOf = async (handle: ReturnType<typeof reading>, key: FakeKey) => {
  const { permissions } = await handle['key.permissions']({ ref: refOf(key) })
  return new Map(permissions.map(({ action, outcome }) => [action, outcome]))
}

describe('permissions', () => {
  it('are told by dry runs, which change nothing', async () => {
    const key = fake.createKey()
    fake.faults.add({ kind: 'deny', operation: 'Encrypt' })
    const outcomes = await outcomesOf(reading(), key)
    expect(outcomes.get('kms:Encrypt')).toBe('denied')
    for (const action of ['Decrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo', 'CreateGrant']) {
      expect([action, outcomes.get(`kms:${action}`)]).toEqual([action, 'allowed'])
    }
    expect(outcomes.get('kms:Sign')).toBe('unknown')
    expect(outcomes.get('kms:ScheduleKeyDeletion')).toBe('unknown')
    expect(key.grants).toEqual([])
  })

  it.each([
    [{ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }, ['kms:Sign', 'kms:Verify']],
    [{ spec: 'HMAC_256' }, ['kms:GenerateMac', 'kms:VerifyMac']],
    [{ spec: 'RSA_2048', usage: 'ENCRYPT_DECRYPT' }, ['kms:Encrypt', 'kms:Decrypt']],
  ])('of %o are asked for what it can do', async (kind, actions) => {
    const outcomes = await outcomesOf(reading(), fake.createKey(kind))
    for (const action of actions) expect([action, outcomes.get(action)]).toEqual([action, 'allowed'])
  })

  it('of a disabled key are not asked, and of what was refused already are denied', async () => {
    const key = fake.createKey({ state: 'Disabled' })
    fake.faults.add({ kind: 'deny', operation: 'ListGrants' })
    const handle = reading()
    await expect(Promise.resolve(handle['key.grants']({ ref: refOf(key) }))).rejects.toMatchObject({
      code: 'KMS_ACCESS_DENIED',
    })
    const outcomes = await outcomesOf(handle, key)
    expect(outcomes.get('kms:Decrypt')).toBe('unknown')
    expect(outcomes.get('kms:ListGrants')).toBe('denied')
    expect(fake.calls.some(({ operation }) => operation === 'Encrypt')).toBe(false)
  })

  it('cannot be asked of a server that is not there', async () => {
    const key = fake.createKey()
    fake.faults.add({ kind: 'drop', operation: 'Encrypt' })
    await expect(outcomesOf(reading(), key)).rejects.toMatchObject({ code: 'KMS_UNREACHABLE' })
  })
})
