import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mostColleagues } from '../../../../src/keystore/people/colleagues.ts'
import { ownCard } from '../../../../src/keystore/people/own-card.ts'
import type { Vault } from '../../../../src/keystore/vault.ts'
import { exchangePair, madePair } from '../../../support/exchange-pairs.ts'
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

const bea = exchangePair('bea')
const other = exchangePair('other')
const put = (
  publicKey: Uint8Array,
  { name = 'Bea', compared = false, replaces = null as string | null } = {},
) => operate(vault, 'putColleague', { name, publicKey, compared, replaces })
const list = () => operate(vault, 'listColleagues', {})

describe('colleagues of a keystore', () => {
  it('are kept with their key, also after a restart', async () => {
    const kept = await put(bea.publicKey)
    expect(kept).toMatchObject({ name: 'Bea', fingerprint: bea.fingerprint, compared: false })
    vault.close()
    vault = await bench.start()
    expect(await list()).toEqual([{ ...kept, publicKey: bea.publicKey, formerFingerprint: null }])
  })

  it('with the same key again are the same colleague, who stays compared', async () => {
    const first = await put(bea.publicKey, { compared: true })
    const again = await put(bea.publicKey, { name: 'Beatrix' })
    expect(again).toEqual({ ...first, name: 'Beatrix' })
    expect(await list()).toHaveLength(1)
  })

  it('are not exchanged unsaid: a known name with another key is CARD_CHANGED', async () => {
    const first = await put(bea.publicKey, { compared: true })
    for (const name of ['Bea', 'BEA', ' bea '])
      expect(await rejection(put(other.publicKey, { name }))).toBe('CARD_CHANGED')
    expect(await list()).toEqual([first])
  })

  it('are exchanged where it is said, with the former fingerprint kept, and to be compared anew', async () => {
    const first = await put(bea.publicKey, { compared: true })
    const second = await put(other.publicKey, { replaces: first.colleagueId })
    expect(second).toMatchObject({
      colleagueId: first.colleagueId,
      fingerprint: other.fingerprint,
      formerFingerprint: bea.fingerprint,
      compared: false,
    })
    expect(await list()).toHaveLength(1)
  })

  it('cannot take the key or the name of another one by replacing', async () => {
    const first = await put(bea.publicKey)
    const second = await put(other.publicKey, { name: 'Cay' })
    expect(await rejection(put(other.publicKey, { replaces: first.colleagueId }))).toBe('INVALID_REQUEST')
    const third = exchangePair('third').publicKey
    expect(await rejection(put(third, { name: 'Cay', replaces: first.colleagueId }))).toBe('CARD_CHANGED')
    expect(await rejection(put(third, { replaces: 'nobody' }))).toBe('COLLEAGUE_NOT_FOUND')
    expect(await list()).toEqual(expect.arrayContaining([first, second]))
  })

  it('are renamed to a name that is free', async () => {
    const { colleagueId } = await put(bea.publicKey)
    await put(other.publicKey, { name: 'Cay' })
    const rename = (name: string, id = colleagueId) =>
      operate(vault, 'renameColleague', { colleagueId: id, name })
    expect(await rejection(rename('CAY'))).toBe('COLLEAGUE_NAME_TAKEN')
    expect(await rejection(rename('\u202Ebea'))).toBe('KEY_NAME_INVALID')
    expect(await rejection(rename('Bo', 'nobody'))).toBe('COLLEAGUE_NOT_FOUND')
    await rename('  Bea B. ')
    expect((await list()).map((each) => each.name).toSorted()).toEqual(['Bea B.', 'Cay'])
  })

  it('are removed once', async () => {
    const { colleagueId } = await put(bea.publicKey)
    await operate(vault, 'removeColleague', { colleagueId })
    expect(await list()).toEqual([])
    expect(await rejection(operate(vault, 'removeColleague', { colleagueId }))).toBe('COLLEAGUE_NOT_FOUND')
  })

  it('are at most 200', async () => {
    await vault.change((store) =>
      store.change((database) => {
        const insert = database.prepare(
          "INSERT INTO colleagues VALUES (?, ?, ?, x'00', '2026-01-01', 0, NULL)",
        )
        for (let at = 0; at < mostColleagues; at++) insert.run(`id ${at}`, `name ${at}`, `${at}`)
      }),
    )
    expect(await rejection(put(bea.publicKey))).toBe('KEY_LIMIT_REACHED')
  })

  it('have an RSA key of 3072 bits with the usual exponent in its one encoding, or none', async () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey
    const pss = generateKeyPairSync('rsa-pss', { modulusLength: 3072 }).publicKey
    const refused = [
      madePair(2048).publicKey,
      madePair(3072, 3).publicKey,
      new Uint8Array(ec.export({ type: 'spki', format: 'der' })),
      new Uint8Array(pss.export({ type: 'spki', format: 'der' })),
      new Uint8Array(bea.key.export({ type: 'pkcs1', format: 'der' })),
      new Uint8Array([...bea.publicKey, 0]),
      bea.publicKey.subarray(0, -1),
      // An even modulus: the exponent stands in the five bytes behind it.
      bea.publicKey.with(bea.publicKey.length - 6, (bea.publicKey.at(-6) ?? 0) & 0xfe),
      randomBytes(422),
    ]
    for (const publicKey of refused) expect(await rejection(put(publicKey))).toBe('CARD_INVALID')
    expect(await list()).toEqual([])
  })

  it('are not oneself', async () => {
    await ownCard(vault, { nameIfNone: 'Ada', makePair: bea.pair })
    expect(await rejection(put(bea.publicKey))).toBe('CARD_INVALID')
  })
})
