import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyBench } from '../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

describe('names of a key', () => {
  it('are made, go to another key of its kind, and are gone once deleted', async () => {
    const [one, two] = [await keys.newKey({ alias: 'One' }), await keys.newKey()]
    await keys.op('createAlias', { keyId: two.keyId, alias: 'Shared' })
    expect((await keys.op('updateAlias', { keyId: one.keyId, alias: 'shared' })).aliases).toMatchObject([
      { name: 'One' },
      { name: 'Shared' },
    ])
    expect((await keys.op('describeKey', { keyId: two.keyId })).alias).toBeNull()
    await keys.op('deleteAlias', { alias: 'SHARED' })
    expect((await keys.op('describeKey', { keyId: one.keyId })).aliases).toHaveLength(1)
  })

  it('are unique on this computer, whatever their case', async () => {
    const { keyId } = await keys.newKey({ alias: 'Backups' })
    expect((await keys.refusal('createAlias', { keyId, alias: 'backUPS' })).code).toBe('KEY_NAME_TAKEN')
  })

  it('do not go to a key of another kind or usage', async () => {
    await keys.newKey({ alias: 'Backups' })
    const mac = await keys.newKey({ spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
    const refused = await keys.refusal('updateAlias', { keyId: mac.keyId, alias: 'Backups' })
    expect([refused.code, refused.facts['reason']]).toEqual(['INVALID_REQUEST', 'otherKind'])
  })

  it('are 50 at most', async () => {
    const { keyId } = await keys.newKey()
    for (let count = 0; count < 50; count += 1) await keys.op('createAlias', { keyId, alias: `n${count}` })
    const refused = await keys.refusal('createAlias', { keyId, alias: 'one more' })
    expect([refused.code, refused.facts['most']]).toEqual(['KEY_LIMIT_REACHED', 50])
  })

  it('that no key has are not found', async () => {
    const { keyId } = await keys.newKey()
    expect((await keys.refusal('deleteAlias', { alias: 'none' })).code).toBe('KEY_NOT_FOUND')
    expect((await keys.refusal('updateAlias', { keyId, alias: 'none' })).code).toBe('KEY_NOT_FOUND')
  })

  it('are not made for a key that is leaving', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('scheduleKeyDeletion', { keyId, days: 7 })
    expect((await keys.refusal('createAlias', { keyId, alias: 'a' })).code).toBe('KEY_STATE_INVALID')
    expect((await keys.refusal('setTags', { keyId, set: { a: '1' }, remove: [] })).code).toBe(
      'KEY_STATE_INVALID',
    )
  })
})

describe('tags of a key', () => {
  it('are set, changed and taken away in one change', async () => {
    const { keyId } = await keys.newKey({ tags: { team: 'media', stage: 'dev' } })
    const { tags } = await keys.op('setTags', { keyId, set: { team: 'archive', box: '' }, remove: ['stage'] })
    expect(tags).toEqual({ team: 'archive', box: '' })
  })

  it('are 50 at most, and a refused one changes nothing', async () => {
    const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`t${at}`, '']))
    const { keyId } = await keys.newKey({ tags: fifty })
    const more = { keyId, set: { more: '' }, remove: [] }
    expect((await keys.refusal('setTags', more)).code).toBe('KEY_LIMIT_REACHED')
    expect(Object.keys((await keys.op('setTags', { ...more, remove: ['t0'] })).tags)).toHaveLength(50)
  })

  it('do not begin with aws:', async () => {
    const { keyId } = await keys.newKey()
    const refused = await keys.refusal('setTags', { keyId, set: { 'aws:x': '' }, remove: [] })
    expect(refused.code).toBe('KEY_TAG_INVALID')
  })
})

describe('a new key', () => {
  it.each([
    ['HMAC_256', 'SIGN_VERIFY'],
    ['ECC_NIST_P256', 'ENCRYPT_DECRYPT'],
    ['SYMMETRIC_DEFAULT', 'SIGN_VERIFY'],
  ] as const)('of %s is not for %s', async (spec, usage) => {
    expect((await keys.refusal('createKey', draft(spec, usage))).code).toBe('INVALID_REQUEST')
  })

  it('for material of one’s own waits for it', async () => {
    const made = await keys.newKey({ origin: 'EXTERNAL' })
    expect([made.state, made.currentKeyMaterialId]).toEqual(['PendingImport', null])
  })

  it('has its description changed', async () => {
    const { keyId } = await keys.newKey({ description: 'one' })
    expect((await keys.op('updateDescription', { keyId, description: 'two' })).description).toBe('two')
  })
})

function draft(
  spec: 'HMAC_256' | 'ECC_NIST_P256' | 'SYMMETRIC_DEFAULT',
  usage: 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT',
) {
  return { spec, usage, alias: null, description: '', origin: 'AWS_KMS', tags: {} } as const
}
