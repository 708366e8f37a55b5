import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeyAdminWorld, problemOf, type KeyAdminWorld } from './key-admin-world.ts'

let world: KeyAdminWorld

beforeEach(async () => {
  world = await openKeyAdminWorld()
})
afterEach(() => world.close())

const root = {
  Sid: 'root',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 'kms:*',
  Resource: '*',
}
const policyOf = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })

describe('a key’s policy', () => {
  it('is put with the safety check of KMS on, formatted, and comes back in words', async () => {
    const ref = await world.knownKey()
    const summary = await world.manage['manage.putPolicy']({ ref, document: policyOf(root) })
    expect(summary).toMatchObject({ iamDecides: true, mayChangePolicy: [root.Principal.AWS] })
    expect(world.keyOf(ref.keyArn).policy).toBe(summary.document)
  })

  it('that locks everybody out never reaches AWS', async () => {
    const ref = await world.knownKey()
    const reader = { ...root, Action: 'kms:Describe*' }
    const problem = await problemOf(world.manage['manage.putPolicy']({ ref, document: policyOf(reader) }))
    expect(problem.code).toBe('POLICY_LOCKS_OUT')
    expect(world.changes()).toStrictEqual([])
  })

  it('that locks the caller out is refused by KMS, whose check is never passed by', async () => {
    const ref = await world.knownKey()
    const theirs = { ...root, Principal: { AWS: 'arn:aws:iam::111122223333:role/Somebody' } }
    const problem = await problemOf(world.manage['manage.putPolicy']({ ref, document: policyOf(theirs) }))
    expect(problem.code).toBe('KMS_POLICY_REFUSED')
    expect(world.changes()).toStrictEqual(['PutKeyPolicy'])
  })

  it('that is no JSON names the line', async () => {
    const ref = await world.knownKey()
    const problem = await problemOf(
      world.manage['manage.putPolicy']({ ref, document: '{\n  "Version": 1,\n}' }),
    )
    expect(problem).toMatchObject({ code: 'INVALID_REQUEST', facts: { line: 3 } })
  })
})

describe('grants', () => {
  const draft = {
    grantee: 'arn:aws:iam::111122223333:role/Worker',
    retiring: null,
    operations: ['Decrypt', 'Encrypt'] as ('Decrypt' | 'Encrypt')[],
    name: null,
    constraint: { kind: 'subset' as const, pairs: { app: 'x' } },
    sourceArn: null,
  }

  it('are made with their constraint, and revoked', async () => {
    const ref = await world.knownKey()
    const grant = await world.manage['manage.createGrant']({ ref, draft })
    expect(grant).toMatchObject({ ...draft, service: null })
    await world.manage['manage.revokeGrant']({ ref, grantId: grant.id })
    expect(world.keyOf(ref.keyArn).grants).toStrictEqual([])
  })

  it('of an AWS service hold for one resource', async () => {
    const ref = await world.knownKey()
    const service = {
      ...draft,
      grantee: 'rds.amazonaws.com',
      retiring: 'arn:aws:iam::111122223333:role/Worker',
      constraint: null,
      sourceArn: 'arn:aws:rds:eu-central-1:111122223333:db:payroll',
    }
    const grant = await world.manage['manage.createGrant']({ ref, draft: service })
    expect(grant).toMatchObject({ ...service, service: 'rds' })
    expect(world.keyOf(ref.keyArn).grants[0]?.sourceArn).toBe(service.sourceArn)
  })

  it('are retired', async () => {
    const ref = await world.knownKey()
    const grant = await world.manage['manage.createGrant']({ ref, draft })
    await world.manage['manage.retireGrant']({ ref, grantId: grant.id })
    expect(world.keyOf(ref.keyArn).grants).toStrictEqual([])
  })

  it('are revoked and retired where the answer was lost', async () => {
    const ref = await world.knownKey()
    for (const end of ['manage.revokeGrant', 'manage.retireGrant'] as const) {
      const grant = await world.manage['manage.createGrant']({ ref, draft })
      const operation = end === 'manage.revokeGrant' ? 'RevokeGrant' : 'RetireGrant'
      world.fake.faults.add({ kind: 'dropAnswer', operation, times: 1 })
      await world.manage[end]({ ref, grantId: grant.id })
      expect(world.keyOf(ref.keyArn).grants).toStrictEqual([])
    }
  })

  it('whose answer was lost are found, not made twice', async () => {
    const ref = await world.knownKey()
    await world.manage['manage.createGrant']({ ref, draft })
    world.changes()
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'CreateGrant' })
    const grant = await world.manage['manage.createGrant']({ ref, draft })
    expect(world.changes()).toStrictEqual(['CreateGrant'])
    expect(world.keyOf(ref.keyArn).grants.map(({ id }) => id)).toStrictEqual([expect.any(String), grant.id])
  })

  it('that were not made where the answer was lost are said to be unknown', async () => {
    const ref = await world.knownKey()
    world.fake.faults.add({ kind: 'drop', operation: 'CreateGrant' })
    const problem = await problemOf(world.manage['manage.createGrant']({ ref, draft }))
    expect(problem).toMatchObject({ code: 'KMS_OUTCOME_UNKNOWN', facts: { action: 'kms:CreateGrant' } })
    expect(world.changes()).toStrictEqual(['CreateGrant'])
  })
})

describe('replicas', () => {
  it('begin with the policy and tags of the primary key', async () => {
    const ref = await world.knownKey({ multiRegion: true, tags: { team: 'ops' } })
    await world.manage['manage.putPolicy']({ ref, document: policyOf(root, { ...root, Sid: 'more' }) })
    const row = await world.manage['manage.replicate']({ ref, region: 'us-east-1', description: 'there' })
    expect(row.multiRegionRole).toBe('PRIMARY')
    const replica = world.keyOf(ref.keyArn.replace('eu-central-1', 'us-east-1'))
    expect(replica).toMatchObject({ description: 'there', tags: new Map([['team', 'ops']]) })
    expect(replica.policy).toBe(world.keyOf(ref.keyArn).policy)
  })

  it('whose answer was lost are found', async () => {
    const ref = await world.knownKey({ multiRegion: true })
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'ReplicateKey' })
    await world.manage['manage.replicate']({ ref, region: 'us-east-1', description: '' })
    expect(world.changes()).toStrictEqual(['ReplicateKey'])
  })

  it('are not made for a key of one Region', async () => {
    const ref = await world.knownKey()
    const problem = await problemOf(
      world.manage['manage.replicate']({ ref, region: 'us-east-1', description: '' }),
    )
    expect(problem.facts).toMatchObject({ refusal: 'notMultiRegion' })
    expect(world.changes()).toStrictEqual([])
  })

  it('become the primary key, also where the answer was lost', async () => {
    const ref = await world.knownKey({ multiRegion: true })
    await world.manage['manage.replicate']({ ref, region: 'us-east-1', description: '' })
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'UpdatePrimaryRegion', times: 1 })
    const row = await world.manage['manage.changePrimary']({ ref, region: 'us-east-1' })
    expect(row.multiRegionRole).toBe('REPLICA')
    const there = world.refOf(ref.keyArn.replace('eu-central-1', 'us-east-1'))
    expect(await world.access.rowOf(there)).toMatchObject({ multiRegionRole: 'PRIMARY' })
  })
})

describe('rotation', () => {
  it('is switched on with a period, and off', async () => {
    const ref = await world.knownKey()
    const rotate = world.manage['manage.setAutomaticRotation']
    expect((await rotate({ ref, periodDays: 180 })).rotation).toMatchObject({
      automatic: true,
      periodDays: 180,
    })
    expect((await rotate({ ref, periodDays: null })).rotation).toMatchObject({ automatic: false })
  })

  it('by hand gives the key other material', async () => {
    const ref = await world.knownKey()
    const before = (await world.access.rowOf(ref))?.keyMaterialId
    const row = await world.manage['manage.rotateNow']({ ref })
    expect(row.keyMaterialId).not.toBe(before)
  })

  it('by hand is asked once where the answer was lost, and found to have happened', async () => {
    const ref = await world.knownKey()
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'RotateKeyOnDemand' })
    await world.manage['manage.rotateNow']({ ref })
    expect(world.changes()).toStrictEqual(['RotateKeyOnDemand'])
    expect(world.keyOf(ref.keyArn).materials).toHaveLength(2)
  })

  it('by hand that did not happen where the answer was lost is not asked again', async () => {
    const ref = await world.knownKey()
    world.fake.faults.add({ kind: 'drop', operation: 'RotateKeyOnDemand' })
    const problem = await problemOf(world.manage['manage.rotateNow']({ ref }))
    expect(problem.code).toBe('KMS_OUTCOME_UNKNOWN')
    expect(world.changes()).toStrictEqual(['RotateKeyOnDemand'])
  })

  it('that runs already says after when to try again', async () => {
    const ref = await world.knownKey()
    world.fake.delays.rotation = 3_600_000
    await world.manage['manage.rotateNow']({ ref })
    const problem = await problemOf(world.manage['manage.rotateNow']({ ref }))
    expect(problem.code).toBe('KMS_ROTATION_BUSY')
    const wait = Date.parse(String(problem.facts['retryAfter'])) - world.fake.world.time().getTime()
    expect(wait).toBeGreaterThan(19 * 60_000)
    expect(wait).toBeLessThanOrEqual(20 * 60_000)
  })

  it('is not asked of a key that cannot rotate', async () => {
    const ref = await world.knownKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    const problem = await problemOf(world.manage['manage.setAutomaticRotation']({ ref, periodDays: 90 }))
    expect(problem.facts).toMatchObject({ refusal: 'hmac' })
    expect(world.changes()).toStrictEqual([])
  })
})
