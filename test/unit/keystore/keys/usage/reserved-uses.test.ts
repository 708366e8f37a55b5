import { afterEach, beforeEach, expect, it } from 'vitest'
import { usualLimits } from '../../../../../src/keystore/keys/usage/reserved-uses.ts'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

const wrap = (keyId: string) => keys.op('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
const epoch = () => keys.vault.read(({ rows }) => rows.store.epoch)
const wraps = async (keyId: string) => (await keys.op('listKeyMaterials', { keyId })).map((one) => one.wraps)

it('a use costs no change of the store, but for the one that reserves a block', async () => {
  await keys.limitUses({ blockLength: 10, most: 1000 })
  const { keyId } = await keys.newKey()
  const before = await epoch()
  for (let count = 0; count < 10; count += 1) await wrap(keyId)
  expect(await epoch()).toBe(before)
  await wrap(keyId)
  expect([await epoch(), await wraps(keyId)]).toEqual([before + 1, [11]])
  await keys.reopen()
  expect(await wraps(keyId)).toEqual([20])
})

it('what is reserved and not spent is told as no use, so a new key has none', async () => {
  const { keyId } = await keys.newKey()
  expect(await wraps(keyId)).toEqual([0])
  await wrap(keyId)
  expect(await wraps(keyId)).toEqual([1])
  await keys.op('rotateKeyOnDemand', { keyId })
  expect(await wraps(keyId)).toEqual([1, 0])
})

it('the number in the store is never below the truth, also after the process was ended', async () => {
  await keys.limitUses({ blockLength: 10, most: 1000 })
  const { keyId } = await keys.newKey()
  let made = 0
  for (let start = 0; start < 3; start += 1) {
    for (let count = 0; count < 4; count += 1) made += Number((await wrap(keyId)).iv.length > 0)
    await keys.reopen()
    await keys.limitUses({ blockLength: 10, most: 1000 })
    expect((await wraps(keyId))[0]).toBeGreaterThanOrEqual(made)
  }
  expect(await wraps(keyId)).toEqual([30])
})

it('uses that come at once reserve one block, not one each', async () => {
  await keys.limitUses({ blockLength: 10, most: 1000 })
  const { keyId } = await keys.newKey()
  for (let count = 0; count < 10; count += 1) await wrap(keyId)
  const before = await epoch()
  await Promise.all(Array.from({ length: 10 }, () => wrap(keyId)))
  expect(await epoch()).toBe(before + 1)
})

it('a key rotates by itself before its material was used too often, and every use opens', async () => {
  await keys.limitUses({ blockLength: 4, most: 8 })
  const { keyId } = await keys.newKey()
  const made = []
  for (let count = 0; count < 20; count += 1) made.push(await wrap(keyId))
  expect((await wraps(keyId)).every((count) => count <= 8)).toBe(true)
  expect(new Set(made.map(({ keyMaterialId }) => keyMaterialId)).size).toBe(3)
  for (const one of made) await keys.op('unwrap', { ...one, context: [] })
})

it('imported material is not replaced: it refuses instead, and still opens', async () => {
  await keys.limitUses({ blockLength: 4, most: 8 })
  const { keyId } = await keys.newKey({ origin: 'EXTERNAL' })
  const material = { kind: 'raw', bytes: new Uint8Array(32).fill(5) } as const
  await keys.op('importKeyMaterial', { keyId, material, ...plain })
  const [first] = await Promise.all(Array.from({ length: 8 }, () => wrap(keyId)))
  const refused = await keys.refusal('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
  expect([refused.code, refused.facts['limit']]).toEqual(['KEY_LIMIT_REACHED', 'uses'])
  if (first !== undefined) await keys.op('unwrap', { ...first, context: [] })
})

it('the usual limit is far below what AES-GCM with random IVs bears', () => {
  expect(usualLimits.most).toBeLessThanOrEqual(2 ** 31)
  expect(usualLimits.most + usualLimits.blockLength).toBeLessThan(2 ** 32)
})

const plain = { type: null, validTo: null, description: null, keyMaterialId: null }
