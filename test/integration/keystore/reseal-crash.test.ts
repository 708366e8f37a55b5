import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../../src/keystore/store/store-files.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { powerCutAfter } from '../../support/power-cut.ts'
import {
  filledVault,
  newWords,
  oldWords,
  opensAll,
  passphraseIn,
  protect,
  protectionChanges,
} from '../../support/protection-changes.ts'
import { VaultBench } from '../../support/vault-bench.ts'

describe.each(protectionChanges)('a power cut from the mode %s to %s', { timeout: 240_000 }, (from, to) => {
  it('leaves the old store or the new one, whatever step the power fails at, and finishes later', async () => {
    const seen = new Set<string>()
    for (let steps = 0; ; steps += 1) {
      const once = new VaultBench()
      const { vault: first, wrapped } = await filledVault(from, once)
      first.close()
      const cut = powerCutAfter(steps, once.keychain)
      const second = await once.start(cut)
      if (from !== 'keychain') await second.unlock(oldWords).catch(() => undefined)
      await protect(second, from, to).catch(() => undefined)
      second.close()
      const after = await once.start()
      const oldOpens = await opens(after, passphraseIn(from, oldWords))
      once.monotonic += 3_600_000
      const isOpen = oldOpens || (await opens(after, passphraseIn(to, newWords)))
      expect([steps, isOpen]).toEqual([steps, true])
      const { mode } = await after.read((store) => store.rows.store)
      seen.add(oldOpens ? 'old' : 'new')
      await opensAll(after, wrapped)
      expect(after.status).toMatchObject({ state: 'open', mode: oldOpens && from !== to ? mode : to })
      const notes = await after.read((store) => store.rows.notes.map(({ name }) => name))
      expect(notes).not.toContain('replaced')
      expect(diskFiles.list(once.paths.folder).filter((path) => once.paths.isUnfinished(path))).toEqual([])
      after.close()
      once.remove()
      if (!cut.hasCut()) break
    }
    expect(seen.has('old') || to === 'keychain').toBe(true)
  })
})

async function opens(vault: Vault, passphrase: string | null): Promise<boolean> {
  if (vault.status.state === 'open') return true
  const status = await vault.unlock(passphrase).catch(() => undefined)
  return status?.state === 'open'
}
