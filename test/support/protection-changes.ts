import { expect } from 'vitest'
import type { Vault } from '../../src/keystore/vault.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import type { VaultMode } from '../../src/shared/model/vault.ts'
import { acts } from './vault-acts.ts'
import type { VaultBench, VaultParts } from './vault-bench.ts'

export const oldWords = 'the old passphrase'
export const newWords = 'the new passphrase'
const modes: readonly VaultMode[] = ['keychain', 'keychainAndPassphrase', 'passphrase']

export const passphraseIn = (mode: VaultMode, words: string) => (mode === 'keychain' ? null : words)

/** Every way to turn the passphrase on or off, or to change it. */
export const protectionChanges = modes.flatMap((from) =>
  modes.filter((to) => from !== 'keychain' || to !== 'keychain').map((to) => [from, to] as const),
)

/** A store with keys, something wrapped and a secret in it; its passphrase are the old words. */
export async function filledVault(mode: VaultMode, bench: VaultBench, parts: VaultParts = {}) {
  const vault = await bench.start(parts)
  await vault.setUp({ mode, passphrase: passphraseIn(mode, oldWords) })
  const { keyId } = await acts(vault).createKey({ alias: 'one', description: '' })
  const wrapped = await acts(vault).wrap(keyId, new Map(), Secret.take(Buffer.alloc(32, 9)))
  const secret = Secret.take(Buffer.from('an access key'))
  await acts(vault).putSecret({ name: 'connection/1', purpose: 'aws access key', secret })
  return { vault, wrapped }
}

/** What `filledVault` wrapped opens, and its secret is there. */
export async function opensAll(vault: Vault, wrapped: Awaited<ReturnType<typeof filledVault>>['wrapped']) {
  const dataKey = await acts(vault).unwrap({ ...wrapped, context: [] }, new Map())
  expect(dataKey.use((bytes) => [...bytes])).toEqual(Array(32).fill(9))
  const secret = await acts(vault).getSecret({ name: 'connection/1', purpose: 'aws access key' })
  expect(secret?.use((bytes) => Buffer.from(bytes).toString())).toBe('an access key')
}

/** Turns the old words, where there are any, into the new ones, where the mode wants any. */
export const protect = (vault: Vault, from: VaultMode, to: VaultMode) =>
  vault.setProtection(passphraseIn(from, oldWords), { mode: to, passphrase: passphraseIn(to, newWords) })
