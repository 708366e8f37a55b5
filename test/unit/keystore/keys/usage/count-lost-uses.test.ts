import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lostUses } from '../../../../../src/keystore/keys/usage/count-lost-uses.ts'
import { usualLimits } from '../../../../../src/keystore/keys/usage/reserved-uses.ts'
import { KeyBench } from '../../../../support/key-bench.ts'
import { VaultBench } from '../../../../support/vault-bench.ts'

let keys: KeyBench
let elsewhere: VaultBench
beforeEach(async () => {
  keys = await KeyBench.start()
  elsewhere = new VaultBench()
})
afterEach(() => {
  keys.remove()
  elsewhere.remove()
})

const wrap = (keyId: string) => keys.op('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
const wraps = async (keyId: string) => (await keys.op('listKeyMaterials', { keyId })).map((one) => one.wraps)
const protection = { mode: 'keychain', passphrase: null } as const

/** A copy of the store that the vault is told to use. */
const ways = {
  'a snapshot': async () => {
    const { snapshots } = await keys.vault.takeSnapshot()
    return () => keys.vault.restoreSnapshot(snapshots[0]?.name ?? '')
  },
  'an older copy': async () => {
    const copy = join(keys.bench.folder, 'copy')
    copyFileSync(keys.bench.paths.file, copy)
    return async () => {
      keys.vault.close()
      copyFileSync(copy, keys.bench.paths.file)
      keys.vault = await keys.bench.start()
      return keys.vault.acceptOlderCopy()
    }
  },
  'a backup': async () => {
    // What a backup brings once it was opened: another open store.
    const source = await elsewhere.startOpen()
    const restore = () =>
      source.read(({ sealed }) => keys.vault.replaceWith(sealed, { protection, epochAbove: 100 }))
    await keys.vault.read(({ sealed }) => source.replaceWith(sealed, { protection, epochAbove: 0 }))
    return restore
  },
}

it.each(Object.entries(ways))(
  '%s that takes the store’s place counts what it cannot know',
  async (_, copy) => {
    await keys.limitUses({ blockLength: 10, most: usualLimits.most })
    const { keyId } = await keys.newKey()
    const { keyId: signs } = await keys.newKey({ spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
    await keys.op('rotateKeyOnDemand', { keyId })
    const restore = await copy()
    const before = await wraps(keyId)
    for (let count = 0; count < 40; count += 1) await wrap(keyId)
    expect(await restore()).toMatchObject({ state: 'open', keyCount: 2 })
    const [first = 0, current = 0] = await wraps(keyId)
    expect(current).toBeGreaterThanOrEqual(lostUses + Number(before[1]))
    expect(first).toBeLessThan(lostUses)
    expect(await wraps(signs)).toEqual([0])
  },
)

it('a key whose store was put back again and again gets new material by itself', async () => {
  const { keyId } = await keys.newKey()
  const { keyMaterialId, ...first } = await wrap(keyId)
  for (let count = 0; count < 8; count += 1) await (await ways['a snapshot']())()
  expect((await wrap(keyId)).keyMaterialId).not.toBe(keyMaterialId)
  await keys.op('unwrap', { ...first, keyMaterialId, context: [] })
})
