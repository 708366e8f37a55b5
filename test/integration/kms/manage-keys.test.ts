import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeyArn } from '../../../src/main/keys/aws-kms/key-arn.ts'
import { scheduleKeyDeletion } from '../../../src/main/keys/aws-kms/manage/switch-key.ts'
import type { NewKeyDraft } from '../../../src/shared/model/key-page.ts'
import { openKeyAdminWorld, problemOf, type KeyAdminWorld } from './key-admin-world.ts'

let world: KeyAdminWorld

beforeEach(async () => {
  world = await openKeyAdminWorld()
})
afterEach(() => world.close())

const draft: NewKeyDraft = {
  connectionId: 'test',
  region: 'eu-central-1',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  multiRegion: false,
  alias: 'backups',
  description: 'nightly',
  tags: { team: 'ops' },
  administrators: ['arn:aws:iam::111122223333:role/Admins'],
  users: ['arn:aws:iam::111122223333:user/mira'],
  accountRoot: true,
}

describe('creating a key', () => {
  it('makes the key with its policy, tags and alias', async () => {
    const row = await world.manage['manage.create'](draft)
    expect(row).toMatchObject({
      alias: 'backups',
      description: 'nightly',
      tags: { team: 'ops' },
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      canEncrypt: true,
    })
    const { policy } = world.keyOf(row.arn)
    expect(policy).toContain('kms:GrantIsForAWSResource')
    expect(policy).toContain('role/Admins')
    expect(world.changes()).toStrictEqual(['CreateKey', 'CreateAlias'])
  })

  it.each([
    ['RSA_3072', 'SIGN_VERIFY'],
    ['RSA_2048', 'ENCRYPT_DECRYPT'],
    ['ECC_NIST_P384', 'KEY_AGREEMENT'],
    ['HMAC_512', 'GENERATE_VERIFY_MAC'],
    ['ML_DSA_65', 'SIGN_VERIFY'],
  ] as const)('makes a key of %s for %s', async (spec, usage) => {
    const row = await world.manage['manage.create']({ ...draft, spec, usage, alias: null })
    expect(row).toMatchObject({ spec, usage, alias: null })
  })

  it('makes a multi-Region key that waits for material of its own', async () => {
    const row = await world.manage['manage.create']({ ...draft, multiRegion: true, origin: 'EXTERNAL' })
    expect(row).toMatchObject({ state: 'PendingImport', origin: 'EXTERNAL', multiRegionRole: 'PRIMARY' })
  })

  it('keeps the key whose alias is taken, and a retry makes no second one', async () => {
    await world.manage['manage.create'](draft)
    world.changes()
    const other = { ...draft, description: 'weekly' }
    const problem = await problemOf(world.manage['manage.create'](other))
    expect(problem.code).toBe('KEY_ALIAS_NOT_MADE')
    expect(problem.facts).toMatchObject({ alias: 'backups', because: 'KMS_NAME_TAKEN' })
    expect(world.changes()).toStrictEqual(['CreateKey', 'CreateAlias'])
    const row = await world.manage['manage.create']({ ...other, alias: 'weekly' })
    expect(row).toMatchObject({ alias: 'weekly', arn: problem.facts['keyArn'] })
    expect(world.changes()).toStrictEqual(['CreateAlias'])
  })

  it('makes another key where the one without an alias got one elsewhere', async () => {
    await world.manage['manage.create'](draft)
    const problem = await problemOf(world.manage['manage.create']({ ...draft, tags: {} }))
    const keyArn = String(problem.facts['keyArn'])
    world.fake.world.keys.addAlias({
      name: 'alias/elsewhere',
      account: world.fake.account,
      region: world.fake.region,
      targetKeyId: keyArn.slice(keyArn.lastIndexOf('/') + 1),
      createdAt: new Date(),
      updatedAt: new Date(),
    })
    const row = await world.manage['manage.create']({ ...draft, tags: {}, alias: 'new' })
    expect(row.arn).not.toBe(keyArn)
  })

  it('makes a second key of the same draft once the first one has its alias', async () => {
    const first = await world.manage['manage.create'](draft)
    const second = await world.manage['manage.create']({ ...draft, alias: 'backups2' })
    expect(second.arn).not.toBe(first.arn)
  })

  it('is sent once where the answer was lost, and the key is found', async () => {
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'CreateKey' })
    const row = await world.manage['manage.create'](draft)
    expect(row).toMatchObject({ alias: 'backups', description: 'nightly' })
    expect(world.changes()).toStrictEqual(['CreateKey', 'CreateAlias'])
  })

  it('says that it is not known whether there is a key, and looks before the next try', async () => {
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'CreateKey' })
    world.fake.faults.add({ kind: 'deny', operation: 'ListKeys', times: 1 })
    const problem = await problemOf(world.manage['manage.create'](draft))
    expect(problem).toMatchObject({ code: 'KMS_OUTCOME_UNKNOWN', facts: { action: 'kms:CreateKey' } })
    expect(world.changes()).toStrictEqual(['CreateKey'])
    expect(await world.manage['manage.create'](draft)).toMatchObject({ alias: 'backups' })
    expect(world.changes()).toStrictEqual(['CreateAlias'])
  })

  it('makes a key where the lost answer was of one that was not made', async () => {
    world.fake.faults.add({ kind: 'drop', operation: 'CreateKey', times: 1 })
    expect((await problemOf(world.manage['manage.create'](draft))).code).toBe('KMS_OUTCOME_UNKNOWN')
    expect(await world.manage['manage.create'](draft)).toMatchObject({ alias: 'backups' })
    expect(world.changes()).toStrictEqual(['CreateKey', 'CreateKey', 'CreateAlias'])
  })

  it('is done once where the button was pressed twice', async () => {
    const [first, second] = await Promise.all([
      world.manage['manage.create'](draft),
      world.manage['manage.create'](draft),
    ])
    expect(second.arn).toBe(first.arn)
    expect(world.changes()).toStrictEqual(['CreateKey', 'CreateAlias'])
  })

  it('is tried again where AWS slowed it down: that made no key', async () => {
    world.fake.faults.add({ kind: 'error', error: 'ThrottlingException', operation: 'CreateKey', times: 1 })
    await world.manage['manage.create'](draft)
    expect(world.changes()).toStrictEqual(['CreateKey', 'CreateKey', 'CreateAlias'])
  })

  it.each([
    ['an alias of AWS’s own', { alias: 'aws/s3' }, 'aliasName'],
    ['a tag of AWS’s own', { tags: { 'aws:x': '1' } }, 'tagName'],
    ['a usage that its kind has not', { usage: 'SIGN_VERIFY' as const }, 'newKey'],
  ])('refuses %s before AWS is asked', async (_what, change, reason) => {
    const problem = await problemOf(world.manage['manage.create']({ ...draft, ...change }))
    expect(problem.facts).toMatchObject({ reason })
    expect(world.changes()).toStrictEqual([])
  })

  it('refuses a policy that nobody could change later before AWS is asked', async () => {
    const locked = { ...draft, accountRoot: false, administrators: [] }
    const problem = await problemOf(world.manage['manage.create'](locked))
    expect(problem.code).toBe('POLICY_LOCKS_OUT')
    expect(world.changes()).toStrictEqual([])
  })
})

describe('a key’s state', () => {
  it('is disabled and enabled', async () => {
    const ref = await world.knownKey()
    expect(await world.manage['manage.disable']({ ref })).toMatchObject({
      state: 'Disabled',
      canEncrypt: false,
    })
    expect(await world.manage['manage.enable']({ ref })).toMatchObject({ state: 'Enabled', canEncrypt: true })
  })

  it('refuses what the state forbids without asking AWS for it', async () => {
    const ref = await world.knownKey()
    const problem = await problemOf(world.manage['manage.cancelDeletion']({ ref }))
    expect(problem.code).toBe('KEY_ACTION_REFUSED')
    expect(problem.facts).toMatchObject({ refusal: 'notPendingDeletion', state: 'Enabled' })
    expect(world.changes()).toStrictEqual([])
  })

  it('is read again before it refuses: somebody else may have changed it', async () => {
    const ref = await world.knownKey({ state: 'Disabled' })
    world.keyOf(ref.keyArn).state = 'Enabled'
    expect(await world.manage['manage.disable']({ ref })).toMatchObject({ state: 'Disabled' })
  })

  it('is pending deletion once the key was named, and disabled once that is cancelled', async () => {
    const ref = await world.knownKey({ alias: 'old' })
    const schedule = world.manage['manage.scheduleDeletion']
    const wrong = await problemOf(schedule({ ref, days: 7, typed: 'older' }))
    expect(wrong.code).toBe('INVALID_REQUEST')
    expect(world.changes()).toStrictEqual([])
    const row = await schedule({ ref, days: 7, typed: 'alias/old' })
    expect(row.state).toBe('PendingDeletion')
    expect(row.deletionDate).not.toBeNull()
    expect(await world.manage['manage.cancelDeletion']({ ref })).toMatchObject({
      state: 'Disabled',
      deletionDate: null,
    })
  })

  it('changes once where answers are lost: the second try finds it done', async () => {
    const ref = await world.knownKey({ alias: 'old' })
    for (const operation of ['ScheduleKeyDeletion', 'CancelKeyDeletion', 'DeleteAlias']) {
      world.fake.faults.add({ kind: 'dropAnswer', operation, times: 1 })
    }
    const scheduled = await world.manage['manage.scheduleDeletion']({ ref, days: 7, typed: 'old' })
    expect(scheduled).toMatchObject({ state: 'PendingDeletion', deletionDate: expect.any(String) })
    expect(await world.manage['manage.cancelDeletion']({ ref })).toMatchObject({ state: 'Disabled' })
    expect(await world.manage['manage.deleteAlias']({ ref, alias: 'old' })).toMatchObject({ alias: null })
  })

  it('is not said to be scheduled where somebody else did it for another day', async () => {
    const ref = await world.knownKey({ alias: 'old' })
    await world.manage['manage.scheduleDeletion']({ ref, days: 7, typed: 'old' })
    const kms = await world.access.sessionOf(ref)
    const again = scheduleKeyDeletion(kms, ref.keyArn as KeyArn, 30, () => world.fake.world.time())
    expect((await problemOf(again)).code).toBe('KEY_STATE_INVALID')
  })

  it('stays with what was changed where the key cannot be read afterwards', async () => {
    const ref = await world.knownKey()
    world.fake.faults.add({ kind: 'drop', operation: 'ListAliases' })
    expect(await world.manage['manage.disable']({ ref })).toMatchObject({ state: 'Disabled' })
  })

  it('has a description and tags that change', async () => {
    const ref = await world.knownKey()
    expect(await world.manage['manage.setDescription']({ ref, description: 'new words' })).toMatchObject({
      description: 'new words',
    })
    await world.manage['manage.setTags']({ ref, set: { a: '1', b: '2' }, remove: [] })
    expect(await world.manage['manage.setTags']({ ref, set: { b: '3' }, remove: ['a'] })).toMatchObject({
      tags: { b: '3' },
    })
  })
})

describe('aliases', () => {
  it('are made, pointed at another key and deleted', async () => {
    const [first, second] = [await world.knownKey(), await world.knownKey()]
    expect(await world.manage['manage.createAlias']({ ref: first, alias: 'app' })).toMatchObject({
      alias: 'app',
    })
    expect(await world.manage['manage.retargetAlias']({ ref: second, alias: 'app' })).toMatchObject({
      alias: 'app',
    })
    expect(await world.access.rowOf(first)).toMatchObject({ alias: null })
    expect(await world.manage['manage.deleteAlias']({ ref: second, alias: 'app' })).toMatchObject({
      alias: null,
    })
  })

  it('are made once where the answer was lost', async () => {
    const ref = await world.knownKey()
    world.fake.faults.add({ kind: 'dropAnswer', operation: 'CreateAlias', times: 1 })
    expect(await world.manage['manage.createAlias']({ ref, alias: 'app' })).toMatchObject({ alias: 'app' })
  })

  it('are not pointed at a key of another type', async () => {
    await world.knownKey({ alias: 'app' })
    const mac = await world.knownKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    world.changes()
    const problem = await problemOf(world.manage['manage.retargetAlias']({ ref: mac, alias: 'app' }))
    expect(problem).toMatchObject({ code: 'INVALID_REQUEST', facts: { reason: 'aliasTarget' } })
    expect(world.changes()).toStrictEqual([])
  })

  it('of another key are not deleted', async () => {
    await world.knownKey({ alias: 'theirs' })
    const ref = await world.knownKey()
    world.changes()
    const problem = await problemOf(world.manage['manage.deleteAlias']({ ref, alias: 'theirs' }))
    expect(problem.code).toBe('KMS_KEY_NOT_FOUND')
    expect(world.changes()).toStrictEqual([])
  })
})
