import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testConnection } from '../../../src/main/credentials/test-connection.ts'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { ConnectionsWorld } from './connections-world.ts'

const regions = ['eu-central-1', 'us-east-1']

let world: ConnectionsWorld
beforeEach(async () => {
  world = await ConnectionsWorld.start()
  await world.writeCredentials()
})
afterEach(() => world.stop())

const names = async () =>
  (await world.connections.rows()).map(({ alias, region }) => `${alias} ${region}`).toSorted()

describe('a connection of several Regions', () => {
  it('lists the keys of each, with how each was read', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    world.aws.kms.createKey({ alias: 'archive', region: 'us-east-1' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    const shown = await world.settled(id)
    expect(await names()).toEqual(['archive us-east-1', 'payroll eu-central-1'])
    expect(shown.status).toMatchObject({ state: 'read', keyCount: 2 })
    expect(shown.regionStatus).toMatchObject(
      regions.map((region) => ({ region, status: { state: 'read', keyCount: 1 } })),
    )
  })

  it('reads what it can where one Region is denied, and says which', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    world.aws.kms.faults.add({ kind: 'deny', operation: 'ListKeys', region: 'us-east-1' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    const shown = await world.settled(id)
    expect(shown.status.state).toBe('read')
    expect(shown.regionStatus[1]?.status).toMatchObject({
      state: 'failed',
      problem: { code: 'KMS_ACCESS_DENIED', facts: { region: 'us-east-1' } },
    })
    expect(shown.offline).toBe(false)
  })

  it('forgets the keys of a Region that is taken away, and reads those of one that is added', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    world.aws.kms.createKey({ alias: 'archive', region: 'us-east-1' })
    const { id } = await world.connections.save(null, world.draft({ regions: ['us-east-1'] }))
    await world.settled(id)
    const { version } = await world.connections.changesSince(0)
    await world.connections.save(id, world.draft({ regions: ['eu-central-1'] }))
    await world.settled(id)
    expect(await names()).toEqual(['payroll eu-central-1'])
    const { gone } = await world.connections.changesSince(version)
    expect(gone).toMatchObject([{ connectionId: id }])
  })

  it('reaches a multi-Region key in its own Region first, then its replicas', async () => {
    const key = world.aws.kms.createKey({ alias: 'everywhere', multiRegion: true })
    world.aws.kms.replicate(key, 'us-east-1')
    const { id } = await world.connections.save(null, world.draft({ regions }))
    await world.settled(id)
    const asked = key.arn.replace('eu-central-1', 'us-east-1') as KeyArn
    const ways = await world.connections.waysTo(asked)
    expect(ways.map(({ keyArn }) => keyArn)).toEqual([asked, key.arn])
  })

  it('gives the client of a key’s own Region, and none for a Region or an account that is not its', async () => {
    const key = world.aws.kms.createKey({ alias: 'archive', region: 'us-east-1' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    await world.settled(id)
    const ref = { service: 'aws', connectionId: id, keyArn: key.arn } as const
    expect((await world.connections.sessionOf(ref)).region).toBe('us-east-1')
    const elsewhere = key.arn.replace('us-east-1', 'sa-east-1')
    await expect(world.connections.sessionOf({ ...ref, keyArn: elsewhere })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
    })
    const foreign = key.arn.replace('111122223333', '999988887777')
    await expect(world.connections.sessionOf({ ...ref, keyArn: foreign })).rejects.toMatchObject({
      code: 'KMS_ACCOUNT_UNKNOWN',
    })
  })
})

describe('without a network', () => {
  it('is a state: the keys stay, from the cache also after a start, with their age', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    await world.settled(id)
    await world.connections.close()
    world.aws.kms.faults.add({ kind: 'drop' })
    world.open()
    expect(await names()).toEqual(['payroll eu-central-1'])
    await world.connections.readNew()
    const shown = await world.shown(id)
    expect(shown).toMatchObject({ offline: true, status: { state: 'failed' } })
    expect(shown.regionStatus[0]?.status).toMatchObject({ problem: { code: 'KMS_UNREACHABLE' } })
    const [row] = await world.connections.rows()
    expect(shown.regionStatus[0]?.status).toMatchObject({ readAt: row?.readAt })
    world.aws.kms.faults.clear()
    await world.connections.readAll()
    expect(await world.shown(id)).toMatchObject({ offline: false, status: { state: 'read' } })
  })

  it('credentials that STS alone could give have not ended: there is no network, and nobody has to sign in', async () => {
    const arn = 'arn:aws:iam::111122223333:role/Operators'
    world.aws.addRole({ arn })
    world.aws.kms.faults.add({ kind: 'drop', operation: 'AssumeRole' })
    const roles = [{ arn, externalId: null, mfaSerial: null }]
    const { id } = await world.connections.save(null, world.draft({ roles }))
    expect(await world.settled(id)).toMatchObject({ offline: true, signIn: { state: 'none' } })
    expect(world.connections.hasEnded(id)).toBe(false)
  })

  it('in one Region of two is no state of the connection', async () => {
    world.aws.kms.faults.add({ kind: 'drop', region: 'us-east-1' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    expect(await world.settled(id)).toMatchObject({ offline: false, status: { state: 'read' } })
  })
})

describe('rows by version', () => {
  it('travel once, and again when one was read again', async () => {
    const key = world.aws.kms.createKey({ alias: 'payroll' })
    world.aws.kms.createKey({ alias: 'archive' })
    const { id } = await world.connections.save(null, world.draft())
    await world.settled(id)
    const { version, keys } = await world.connections.changesSince(0)
    expect(keys).toHaveLength(2)
    await world.connections.readAgain({ service: 'aws', connectionId: id, keyArn: key.arn })
    const next = await world.connections.changesSince(version)
    expect(next.keys.map(({ arn }) => arn)).toEqual([key.arn])
  })

  it('of a reading that was stopped stay as they are, and nothing is read again by itself', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    world.aws.kms.faults.add({ kind: 'slow', ms: 60_000 })
    const { id } = await world.connections.save(null, world.draft())
    await world.connections.stopReading()
    await world.until(id, ({ status }) => status.state !== 'reading')
    const calls = world.aws.kms.calls.length
    await world.connections.readNew()
    expect(world.aws.kms.calls).toHaveLength(calls)
  })
})

const run = async (id: string) =>
  testConnection({ connection: await world.connections.opened(id), clock: () => performance.now() })

describe('the test of a connection', () => {
  it('says who, where, and what was denied by its exact name, and changes nothing', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    await world.settled(id)
    world.aws.kms.faults.add({ kind: 'deny', operation: 'GetKeyPolicy' })
    world.aws.kms.faults.add({ kind: 'deny', operation: 'ListAliases', region: 'us-east-1' })
    world.aws.kms.calls.length = 0
    const found = await run(id)
    expect(found.identity).toEqual({
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:user/operator',
    })
    expect(found.regions.map(({ answeredIn }) => typeof answeredIn)).toEqual(['number', 'number'])
    const denied = found.actions.filter(({ outcome }) => outcome === 'denied')
    expect(denied.map(({ action, region }) => `${action} ${region}`)).toEqual([
      'kms:GetKeyPolicy eu-central-1',
      'kms:ListAliases us-east-1',
    ])
    const read = /^(List|Describe|Get)/
    expect(world.aws.kms.calls.filter(({ operation }) => !read.test(operation))).toEqual([])
  })

  it('names the Region that does not answer, and goes on with the others', async () => {
    world.aws.kms.createKey({ alias: 'payroll' })
    const { id } = await world.connections.save(null, world.draft({ regions }))
    await world.settled(id)
    world.aws.kms.faults.add({ kind: 'drop', region: 'us-east-1' })
    const found = await run(id)
    expect(found.regions).toMatchObject([
      { region: 'eu-central-1', problem: null },
      { region: 'us-east-1', answeredIn: null, problem: { code: 'KMS_UNREACHABLE' } },
    ])
    expect(found.actions.filter(({ region }) => region === 'us-east-1')).toEqual([])
  })

  it('says why STS did not say who this is', async () => {
    const { id } = await world.connections.save(null, world.draft())
    await world.settled(id)
    world.aws.kms.faults.add({ kind: 'deny', operation: 'GetCallerIdentity' })
    const found = await run(id)
    expect(found).toMatchObject({
      identity: null,
      identityProblem: { facts: { action: 'sts:GetCallerIdentity' } },
    })
    expect(found.actions[0]).toEqual({ action: 'sts:GetCallerIdentity', region: null, outcome: 'denied' })
  })
})
