import { afterEach, beforeEach, expect, it } from 'vitest'
import { KeyBench } from '../../../../support/key-bench.ts'

let keys: KeyBench
beforeEach(async () => {
  keys = await KeyBench.start()
})
afterEach(() => keys.remove())

it('the last block is as long as what is left: no material protects more often than it may', async () => {
  await keys.limitUses({ blockLength: 5, most: 8 })
  const { keyId } = await keys.newKey({ origin: 'EXTERNAL' })
  const material = { kind: 'raw', bytes: new Uint8Array(32).fill(5) } as const
  const plain = { type: null, validTo: null, description: null, keyMaterialId: null }
  await keys.op('importKeyMaterial', { keyId, material, ...plain })
  const wrap = () => keys.op('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
  for (let count = 0; count < 8; count += 1) await wrap()
  await expect(wrap()).rejects.toMatchObject({ code: 'KEY_LIMIT_REACHED' })
  expect((await keys.op('listKeyMaterials', { keyId })).map(({ wraps }) => wraps)).toEqual([8])
})
