import { describe, expect, it } from 'vitest'
import { diskFiles } from '../../../src/keystore/store/store-files.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import type { VaultMode } from '../../../src/shared/model/vault.ts'
import { powerCutAfter } from '../../support/power-cut.ts'
import { acts } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

const oldWords = 'the old passphrase'
const newWords = 'the new passphrase'
const modes: readonly VaultMode[] = ['keychain', 'keychainAndPassphrase', 'passphrase']
const passphraseIn = (mode: VaultMode, words: string) => (mode === 'keychain' ? null : words)
/** Every way to turn the passphrase on or off, or to change it. */
const changes = modes.flatMap((from) =>
  modes.filter((to) => from !== 'keychain' || to !== 'keychain').map((to) => [from, to] as const),
)

/** A store with keys, something wrapped and a secret in it. */
async function filled(mode: VaultMode, on: VaultBench) {
  const vault = await on.start()
  await vault.setUp({ mode, passphrase: passphraseIn(mode, oldWords) })
  const { keyId } = await acts(vault).createKey({ alias: 'one', description: '' })
  const wrapped = await acts(vault).wrap(keyId, new Map(), Secret.take(Buffer.alloc(32, 9)))
  const secret = Secret.take(Buffer.from('an access key'))
  await acts(vault).putSecret({ name: 'connection/1', purpose: 'aws access key', secret })
  return { vault, wrapped }
}

async function opensAll(vault: Vault, wrapped: Awaited<ReturnType<typeof filled>>['wrapped']) {
  const dataKey = await acts(vault).unwrap({ ...wrapped, context: [] }, new Map())
  expect(dataKey.use((bytes) => [...bytes])).toEqual(Array(32).fill(9))
  const secret = await acts(vault).getSecret({ name: 'connection/1', purpose: 'aws access key' })
  expect(secret?.use((bytes) => Buffer.from(bytes).toString())).toBe('an access key')
}

const protect = (vault: Vault, from: VaultMode, to: VaultMode) =>
  vault.setProtection(passphraseIn(from, oldWords), { mode: to, passphrase: passphraseIn(to, newWords) })

describe.each(changes)('a power cut from the mode %s to %s', { timeout: 240_000 }, (from, to) => {
  it('leaves the old store or the new one, whatever step the power fails at, and finishes later', async () => {
    const seen = new Set<string>()
    for (let steps = 0; ; steps += 1) {
      const once = new VaultBench()
      const { vault: first, wrapped } = await filled(from, once)
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
