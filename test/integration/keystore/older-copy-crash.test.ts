import { copyFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/keystore/vault.ts'
import { bothCopies } from '../../support/both-copies.ts'
import { powerCutAfter } from '../../support/power-cut.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

let bench: VaultBench
let older: string
let newer: string
beforeEach(async () => {
  bench = new VaultBench()
  ;({ older, newer } = await bothCopies(bench))
})
afterEach(() => bench.remove())

const putBack = (file: string): void => copyFileSync(file, bench.paths.file)
const epochItem = (): string => [...bench.keychain.items.keys()].find((name) => name.endsWith(':epoch')) ?? ''
const loseEpoch = (): unknown => bench.keychain.items.delete(epochItem())
const names = async (vault: Vault) => (await acts(vault).listKeys()).map(({ alias }) => alias).sort()
const copies = () => readdirSync(bench.paths.folder).filter((name) => name.includes('.older-copy-'))
const restarted = async (): Promise<Vault> => {
  const vault = await bench.start()
  vault.close()
  return vault
}

describe('a power cut while an older copy is opened', () => {
  it.each([
    ['behind', () => putBack(older)],
    ['without an epoch item', () => (putBack(older), loseEpoch())],
  ])('leaves the question or the open store, whatever the step: %s', async (_what, happens) => {
    const outcomes: string[] = []
    const items = new Map(bench.keychain.items)
    for (let steps = 0; ; steps += 1) {
      for (const [account, value] of items) bench.keychain.items.set(account, value)
      for (const copy of copies()) rmSync(join(bench.paths.folder, copy))
      happens()
      const seen = await bench.start()
      const { status } = seen
      seen.close()
      const cut = powerCutAfter(steps, bench.keychain)
      const vault = await bench.start(cut)
      await vault.acceptOlderCopy().catch(() => undefined)
      vault.close()
      const after = await bench.start()
      outcomes.push(after.status.state)
      if (after.status.state === 'olderCopy') {
        expect(after.status).toMatchObject({ keyCount: status.state === 'olderCopy' ? status.keyCount : -1 })
        expect(await after.acceptOlderCopy()).toMatchObject({ state: 'open' })
      }
      expect(await names(after)).toEqual(['one'])
      after.close()
      putBack(newer)
      expect((await restarted()).status.state).toBe('olderCopy')
      if (!cut.hasCut()) break
    }
    expect(new Set(outcomes)).toEqual(new Set(['olderCopy', 'open']))
    expect(outcomes.lastIndexOf('olderCopy')).toBeLessThan(outcomes.indexOf('open'))
  })
})
