import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RandomBytes } from '../../../src/keystore/random-bytes.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { VaultBench, countedRandom, quickly } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

/** Keeps every buffer that randomness was drawn into: keychain secret, store key and key material come from there. */
function watchedRandom() {
  const drawn: { readonly buffer: Buffer; readonly asDrawn: Buffer }[] = []
  const source = countedRandom()
  const random: RandomBytes = (length) => {
    const buffer = source(length)
    drawn.push({ buffer, asDrawn: Buffer.alloc(length, buffer) })
    return buffer
  }
  return { random, drawn }
}

it('no buffer that a secret was drawn into keeps it', async () => {
  const { random, drawn } = watchedRandom()
  const vault = await bench.start({ random })
  const before = drawn.length
  await vault.setUp()
  const { keyId } = await acts(vault).createKey({ alias: 'one', description: '' })
  await acts(vault).wrap(keyId, new Map(), Secret.random(32))
  const left = drawn.slice(before).filter(({ buffer }) => buffer.some((byte) => byte !== 0))
  // What is left are ids, IVs and probe values: nothing of 32 bytes but the key material's public id.
  expect(left.filter(({ buffer }) => buffer.length === 32)).toHaveLength(1)
  expect(drawn.slice(before).filter(({ buffer }) => buffer.length === 32)).toHaveLength(4)
})

it('no buffer keeps a secret of a store that was sealed anew, nor what the passphrase gave', async () => {
  const { random, drawn } = watchedRandom()
  const given: Secret[] = []
  const derive: typeof quickly = async (passphrase, parameters) => {
    given.push(passphrase, await quickly(passphrase, parameters))
    return given.at(-1) ?? passphrase
  }
  const vault = await bench.start({ random, derive })
  await vault.setUp({ mode: 'keychainAndPassphrase', passphrase: 'words' })
  await acts(vault).createKey({ alias: 'one', description: '' })
  const before = drawn.length
  await vault.setProtection('words', { mode: 'keychainAndPassphrase', passphrase: 'other words' })
  const left = drawn.slice(before).filter(({ buffer }) => buffer.some((byte) => byte !== 0))
  // scrypt's salt is the one that is not secret.
  expect(left.filter(({ buffer }) => buffer.length === 32)).toHaveLength(1)
  expect(drawn.slice(before).filter(({ buffer }) => buffer.length === 32)).toHaveLength(3)
  await vault.prepareLock('person')
  expect(given.length).toBeGreaterThan(5)
  expect(given.filter(({ isWiped }) => !isWiped)).toEqual([])
})

it('no secret stands in clear text in the store file', async () => {
  const { random, drawn } = watchedRandom()
  const vault = await bench.start({ random })
  await vault.setUp()
  await acts(vault).createKey({ alias: 'one', description: '' })
  vault.close()
  const file = readFileSync(bench.paths.file)
  const secrets = drawn.filter(({ buffer }) => buffer.length === 32 && buffer.every((byte) => byte === 0))
  expect(secrets).toHaveLength(3)
  for (const { asDrawn } of secrets)
    for (const form of [asDrawn, asDrawn.toString('hex'), asDrawn.toString('base64').slice(0, 42)])
      expect(file.includes(form)).toBe(false)
})
