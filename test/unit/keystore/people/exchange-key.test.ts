import { publicEncrypt, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ownCard } from '../../../../src/keystore/people/own-card.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { oaepSha256 } from '../../../../src/main/keyrings/raw-rsa/oaep.ts'
import { exchangePair } from '../../../support/exchange-pairs.ts'
import { operate } from '../../../support/vault-acts.ts'
import { VaultBench } from '../../../support/vault-bench.ts'
import { rejection } from '../../main/keyrings/support/doors.ts'

let bench: VaultBench
let vault: Vault
beforeEach(async () => {
  bench = new VaultBench()
  vault = await bench.startOpen()
})
afterEach(() => bench.remove())

const own = exchangePair('own')
const card = (nameIfNone = 'Ada') => ownCard(vault, { nameIfNone, makePair: own.pair })
const sealFor = (bytes: Uint8Array) => publicEncrypt({ key: own.key, ...oaepSha256 }, bytes)
const unwrap = (ciphertext: Uint8Array, fingerprint = own.fingerprint) =>
  operate(vault, 'unwrapFromColleague', { fingerprint, ciphertext })

describe('the exchange key', () => {
  it('is made once, and looking for it makes none', async () => {
    expect(await operate(vault, 'exchangeKey', {})).toBeNull()
    const first = await card()
    const again = await ownCard(vault, {
      nameIfNone: 'Ada',
      makePair: () => Promise.reject(new Error('again')),
    })
    expect(again).toEqual(first)
    expect(await operate(vault, 'exchangeKey', {})).toEqual({ fingerprint: own.fingerprint })
  })

  it('is one where two ask at a time', async () => {
    const makers = [own, exchangePair('other')].map(({ pair }) =>
      ownCard(vault, { nameIfNone: 'Ada', makePair: pair }),
    )
    const [one, two] = await Promise.all(makers)
    expect(one?.fingerprint).toBe(two?.fingerprint)
  })

  it('opens what was made for it, also after a restart', async () => {
    await card()
    const dataKey = randomBytes(32)
    const ciphertext = sealFor(dataKey)
    expect(Buffer.compare((await unwrap(ciphertext)).dataKey, dataKey)).toBe(0)
    vault.close()
    vault = await bench.start()
    expect(Buffer.compare((await unwrap(ciphertext)).dataKey, dataKey)).toBe(0)
  })

  it('does not open what is damaged, no data key, or for another', async () => {
    await card()
    const ciphertext = sealFor(randomBytes(32))
    const damaged = [
      ciphertext.map((byte, at) => (at === 9 ? byte ^ 1 : byte)),
      ciphertext.subarray(1),
      new Uint8Array(0),
      randomBytes(4000),
      sealFor(randomBytes(31)),
    ]
    for (const each of damaged) expect(await rejection(unwrap(each))).toBe('DATA_KEY_DAMAGED')
    expect(await rejection(unwrap(ciphertext, exchangePair('other').fingerprint))).toBe('KEY_NOT_FOUND')
  })

  it('opens nothing before it was made', async () => {
    expect(await rejection(unwrap(sealFor(randomBytes(32))))).toBe('KEY_NOT_FOUND')
  })

  it('lies in the store sealed, and no operation for secrets reaches it', async () => {
    await card()
    const { privateKey } = await own.pair()
    const middle = privateKey.use((bytes) => Buffer.from(bytes.subarray(600, 664)))
    vault.close()
    expect(readFileSync(bench.paths.file).includes(middle)).toBe(false)
    vault = await bench.start()
    const name = '/exchange-key'
    await expect(operate(vault, 'dropSecret', { name })).rejects.toThrow('malformed')
    await expect(operate(vault, 'getSecret', { name, purpose: 'aws access key' })).rejects.toThrow(
      'malformed',
    )
  })

  it('is shown under the name that the person set', async () => {
    expect((await card('  Ada  ')).name).toBe('Ada')
    await operate(vault, 'setOwnName', { name: 'Ada L.' })
    expect((await card()).name).toBe('Ada L.')
    expect(await rejection(operate(vault, 'setOwnName', { name: '\u200b' }))).toBe('KEY_NAME_INVALID')
  })

  it('is not made under a name that cannot be shown', async () => {
    await expect(ownCard(vault, { nameIfNone: '', makePair: own.pair })).rejects.toMatchObject({
      code: 'KEY_NAME_INVALID',
    })
    expect(await operate(vault, 'exchangeKey', {})).toBeNull()
  })
})
