import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const context: [string, string][] = [['purpose', 'test']]
const dataKey = () => new Uint8Array(32).fill(9)
const wrapped = (keyId: string) => keys.op('wrap', { keyId, context, dataKey: dataKey() })
const materials = (keyId: string) => keys.op('listKeyMaterials', { keyId })

describe('a rotation on demand', () => {
  it('keeps every material: files that name the old one open', async () => {
    const { keyId } = await keys.newKey()
    const old = await wrapped(keyId)
    const { rotation } = await keys.op('rotateKeyOnDemand', { keyId })
    expect(rotation).toMatchObject({ materials: 2, onDemand: 1, lastAt: keys.bench.now.toISOString() })
    expect((await wrapped(keyId)).keyMaterialId).not.toBe(old.keyMaterialId)
    expect((await keys.op('unwrap', { ...old, context })).dataKey).toEqual(dataKey())
    expect((await materials(keyId)).map(({ state, rotationType }) => [state, rotationType])).toEqual([
      ['NON_CURRENT', null],
      ['CURRENT', 'ON_DEMAND'],
    ])
  })

  it('is made 25 times in a key’s life', async () => {
    const { keyId } = await keys.newKey()
    for (let count = 0; count < 25; count += 1) await keys.op('rotateKeyOnDemand', { keyId })
    const refused = await keys.refusal('rotateKeyOnDemand', { keyId })
    expect([refused.code, refused.facts['most']]).toEqual(['KEY_LIMIT_REACHED', 25])
    expect(await materials(keyId)).toHaveLength(26)
  })

  it('is not made shortly before an automatic one', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('setRotation', { keyId, periodDays: 90 })
    keys.pass(90 - 19 / 1440)
    expect((await keys.refusal('rotateKeyOnDemand', { keyId })).code).toBe('KEY_ROTATION_BUSY')
  })

  it.each([
    ['HMAC_256', 'GENERATE_VERIFY_MAC'],
    ['ECC_NIST_P256', 'SIGN_VERIFY'],
  ] as const)('is not there for %s, and neither is an automatic one', async (spec, usage) => {
    const { keyId, rotation } = await keys.newKey({ spec, usage })
    expect(rotation).toBeNull()
    expect((await keys.refusal('rotateKeyOnDemand', { keyId })).code).toBe('KEY_UNSUPPORTED')
    expect((await keys.refusal('setRotation', { keyId, periodDays: 90 })).code).toBe('KEY_UNSUPPORTED')
  })
})

describe('an automatic rotation', () => {
  it.each([89, 2561])('has no period of %i days', async (periodDays) => {
    const { keyId } = await keys.newKey()
    expect((await keys.refusal('setRotation', { keyId, periodDays })).code).toBe('INVALID_REQUEST')
  })

  it('comes once, however long the app was closed, and the next is a period from then', async () => {
    const { keyId } = await keys.newKey()
    const old = await wrapped(keyId)
    await keys.op('setRotation', { keyId, periodDays: 90 })
    await keys.reopen(1000)
    const { rotation } = await keys.op('describeKey', { keyId })
    const next = new Date(keys.bench.now.getTime() + 90 * 24 * 3600_000).toISOString()
    expect(rotation).toMatchObject({ materials: 2, onDemand: 0, nextAt: next })
    expect((await keys.op('unwrap', { ...old, context })).dataKey).toEqual(dataKey())
    await keys.vault.doDueWork()
    expect(await materials(keyId)).toHaveLength(2)
  })

  it('that a wrong clock put far ahead comes back within a period', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('setRotation', { keyId, periodDays: 90 })
    await keys.reopen(10_000)
    await keys.reopen(-10_000)
    const { rotation } = await keys.op('describeKey', { keyId })
    expect(rotation?.nextAt).toBe(new Date(keys.bench.now.getTime() + 90 * 24 * 3600_000).toISOString())
    expect(rotation?.materials).toBe(2)
  })

  it('of a disabled key comes when it is enabled again', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('setRotation', { keyId, periodDays: 90 })
    await keys.op('disableKey', { keyId })
    await keys.reopen(100)
    expect(await materials(keyId)).toHaveLength(1)
    expect((await keys.op('enableKey', { keyId })).rotation?.materials).toBe(2)
  })

  it('is turned off', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('setRotation', { keyId, periodDays: 90 })
    expect((await keys.op('setRotation', { keyId, periodDays: null })).rotation).toMatchObject({
      automatic: false,
      nextAt: null,
    })
    await keys.reopen(1000)
    expect(await materials(keyId)).toHaveLength(1)
  })

  it('changes nothing where nothing is due', async () => {
    const { keyId } = await keys.newKey()
    await keys.op('setRotation', { keyId, periodDays: 90 })
    const epoch = await keys.vault.read(({ rows }) => rows.store.epoch)
    await keys.reopen(89)
    expect(await keys.vault.read(({ rows }) => rows.store.epoch)).toBe(epoch)
  })
})
