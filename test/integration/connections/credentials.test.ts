import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeystoreDouble } from '../../unit/main/doors/support/keystore-double.ts'
import { ConnectionsWorld } from './connections-world.ts'

const serial = 'arn:aws:iam::111122223333:mfa/mira'
const operators = 'arn:aws:iam::111122223333:role/Operators'
const auditors = 'arn:aws:iam::444455556666:role/Auditors'

let world: ConnectionsWorld
beforeEach(async () => {
  world = await ConnectionsWorld.start()
  world.aws.kms.createKey({ alias: 'payroll' })
  await world.writeCredentials()
})
afterEach(() => world.stop())

const role = (arn: string, more: { externalId?: string; mfaSerial?: string } = {}) => ({
  arn,
  externalId: more.externalId ?? null,
  mfaSerial: more.mfaSerial ?? null,
})
const callsOf = (operation: string) => world.aws.kms.calls.filter((call) => call.operation === operation)

describe('roles', () => {
  it('are assumed one after the other, with the external id that each asks for', async () => {
    world.aws.addRole({ arn: operators })
    world.aws.addRole({ arn: auditors, externalId: 'ticket 17', trusts: [operators] })
    const roles = [role(operators), role(auditors, { externalId: 'ticket 17' })]
    const { id } = await world.connections.save(null, world.draft({ roles }))
    const shown = await world.until(id, ({ identity }) => identity !== null)
    expect(shown.status.state).toBe('read')
    expect(shown.identity?.arn).toBe('arn:aws:sts::444455556666:assumed-role/Auditors/keyhold')
    expect(shown.sessionEndsAt).not.toBeNull()
  })

  it('that may not be assumed are named as refused', async () => {
    const { id } = await world.connections.save(null, world.draft({ roles: [role(operators)] }))
    expect((await world.settled(id)).status).toMatchObject({
      state: 'failed',
      problem: { code: 'KMS_CREDENTIALS_REFUSED' },
    })
  })

  it('ask for a code once for all Regions, and keep what it gave', async () => {
    world.aws.addRole({ arn: operators, mfa: { serial, code: '123456' } })
    const regions = ['eu-central-1', 'eu-west-1', 'us-east-1']
    const roles = [role(operators, { mfaSerial: serial })]
    const { id } = await world.connections.save(null, world.draft({ roles, regions }))
    await world.answer('123456')
    expect((await world.settled(id)).status.state).toBe('read')
    await world.connections.readAll()
    expect(world.connections.questions()).toEqual([])
    expect(callsOf('AssumeRole')).toHaveLength(1)
  })

  it('ask again after a wrong code', async () => {
    world.aws.addRole({ arn: operators, mfa: { serial, code: '123456' } })
    const roles = [role(operators, { mfaSerial: serial })]
    const { id } = await world.connections.save(null, world.draft({ roles }))
    await world.answer('000000')
    await world.answer('123456')
    expect((await world.settled(id)).status.state).toBe('read')
  })

  it('whose code nobody gives are not asked for again before somebody says so', async () => {
    world.aws.addRole({ arn: operators, mfa: { serial, code: '123456' } })
    const roles = [role(operators, { mfaSerial: serial })]
    const { id } = await world.connections.save(null, world.draft({ roles }))
    await world.answer(null)
    expect(await world.settled(id)).toMatchObject({
      signIn: { state: 'needed' },
      status: { problem: { code: 'KMS_CREDENTIALS_EXPIRED' } },
    })
    const session = await world.connections.sessionIn(id, 'eu-central-1')
    await expect(session.call({ operation: 'ListKeys' }, (kms) => kms.listKeys())).rejects.toMatchObject({
      code: 'KMS_CREDENTIALS_EXPIRED',
    })
    expect(world.connections.questions()).toEqual([])
    const usable = world.connections.waitUntilUsable(id)
    const again = world.connections.signIns.signIn(id, 'browser')
    await world.answer('123456')
    await Promise.all([again, usable])
    expect((await world.shown(id)).status.state).toBe('read')
  })
})

const accessKey = () => {
  const { accessKeyId, secretAccessKey } = world.aws.kms.accessKey
  const draft = world.draft({ credentials: { from: 'accessKey', accessKeyId } })
  return { accessKeyId, draft, secret: { secretAccessKey, sessionToken: null } }
}

describe('an access key typed in by hand', () => {
  it('is sealed in the keystore, stands in no document and no answer, and is there after a start', async () => {
    const { draft, secret } = accessKey()
    const saved = await world.connections.save(null, draft, secret)
    expect((await world.settled(saved.id)).status.state).toBe('read')
    const seen = JSON.stringify([world.document, saved, await world.connections.list()])
    expect(seen).not.toContain(secret.secretAccessKey)
    await world.connections.close()
    world.open()
    await world.connections.readNew()
    expect((await world.settled(saved.id)).status.state).toBe('read')
  })

  it('needs its secret once; a change without one keeps it', async () => {
    const { draft, secret } = accessKey()
    await expect(world.connections.save(null, draft)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      facts: { field: 'secretAccessKey' },
    })
    const { id } = await world.connections.save(null, draft, secret)
    await world.connections.save(id, { ...draft, name: 'Renamed' })
    expect(await world.settled(id)).toMatchObject({ name: 'Renamed', status: { state: 'read' } })
    const other = {
      ...draft,
      credentials: { from: 'accessKey', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    } as const
    await expect(world.connections.save(id, other)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('is gone from the keystore with its connection, and with its use', async () => {
    const { draft, secret } = accessKey()
    const { secrets } = world.keeper as KeystoreDouble
    const first = await world.connections.save(null, draft, secret)
    await world.connections.remove(first.id)
    expect(secrets.size).toBe(0)
    const second = await world.connections.save(null, draft, secret)
    await world.connections.save(second.id, world.draft())
    expect(secrets.size).toBe(0)
  })
})

describe('profiles', () => {
  it('assume a chain of roles through the connection’s own STS, and ask for the code that they name', async () => {
    world.aws.addRole({ arn: operators, mfa: { serial, code: '654321' } })
    await world.writeConfig(
      `[profile chained]\nrole_arn = ${operators}\nsource_profile = test\nmfa_serial = ${serial}\n`,
    )
    const credentials = { from: 'profile', profile: 'chained' } as const
    const { id } = await world.connections.save(null, world.draft({ credentials }))
    await world.answer('654321')
    const shown = await world.until(id, ({ identity }) => identity !== null)
    expect(shown.identity?.arn).toMatch(/assumed-role\/Operators/)
  })

  it('that get fresh credentials by another program are noticed, and who waits goes on', async () => {
    const ending = world.aws.kms.addAccessKey({ sessionToken: 'token-1' })
    await world.writeCredentials(world.aws.kms.credentialsFile('test', ending))
    const { id } = await world.connections.save(null, world.draft())
    await world.settled(id)
    await world.connections.sources()
    ending.expired = true
    await world.connections.readAll()
    expect(await world.shown(id)).toMatchObject({ signIn: { state: 'needed' } })
    const usable = world.connections.waitUntilUsable(id)
    await world.writeCredentials(
      world.aws.kms.credentialsFile('test', world.aws.kms.addAccessKey({ sessionToken: 'token-2' })),
    )
    await usable
    expect((await world.settled(id)).status.state).toBe('read')
  })

  it('that ended in one Region are ended for the connection, whichever call found out', async () => {
    const ending = world.aws.kms.addAccessKey({ sessionToken: 'token-1' })
    await world.writeCredentials(world.aws.kms.credentialsFile('test', ending))
    const { id } = await world.connections.save(null, world.draft({ regions: ['eu-central-1', 'us-east-1'] }))
    await world.settled(id)
    ending.expired = true
    const session = await world.connections.sessionIn(id, 'us-east-1')
    await expect(session.call({ operation: 'ListKeys' }, (kms) => kms.listKeys())).rejects.toMatchObject({
      code: 'KMS_CREDENTIALS_EXPIRED',
    })
    expect(world.connections.hasEnded(id)).toBe(true)
  })
})
