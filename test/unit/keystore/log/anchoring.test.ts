import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anchorWhereGrown } from '../../../../src/keystore/log/anchor-where-grown.ts'
import { storePaths } from '../../../../src/keystore/store/store-paths.ts'
import { LoggedVault } from '../../../support/logged-vault.ts'
import { afterAnswers } from '../../../support/tick.ts'
import { plainKey } from '../../../support/vault-acts.ts'

let bench: LoggedVault
let keyId: string
beforeEach(async () => {
  bench = new LoggedVault()
  await bench.start()
  await bench.operate('setUp', { mode: 'keychain', passphrase: null })
  keyId = (await bench.operate('createKey', { ...plainKey, alias: 'one', description: '' })).keyId
  await wrap()
  await anchored()
})
afterEach(() => bench.remove())

const wrap = () => bench.operate('wrap', { keyId, context: [], dataKey: new Uint8Array(32) })
const anchored = () => anchorWhereGrown(bench.vault, bench.log)
const epoch = () => bench.vault.read(({ rows }) => rows.store.epoch)
const logFile = () => join(bench.logFolder, 'activity.sqlite')
const snapshots = () => readdirSync(storePaths(join(bench.folder, 'keystore')).snapshots).sort()
/** The process is killed, and somebody puts an earlier file of the log back. */
const found = async () => {
  bench.stop()
  copyFileSync(`${logFile()}.old`, logFile())
  await bench.start()
  await new Promise((resolve) => setTimeout(resolve, 20))
  return bench.log.check()
}
const keepLog = async () => {
  const copy = `${logFile()}.old`
  bench.stop()
  copyFileSync(logFile(), copy)
  await bench.start()
  await new Promise((resolve) => setTimeout(resolve, 20))
}

describe('the anchor of a store that is only used', () => {
  it('follows the log, so that uses cannot be cut off after a crash', async () => {
    await keepLog()
    await wrap()
    await anchored()
    const entries = bench.entries().length
    expect(await found()).toMatchObject({ standing: 'cut', cutAt: entries })
  })

  it('is all that is known: what came after it can be cut off unseen after a crash', async () => {
    for (const end of ['', '-wal']) copyFileSync(`${logFile()}${end}`, `${logFile()}.old${end}`)
    await wrap()
    const entries = bench.entries().length
    bench.stop()
    for (const end of ['', '-wal']) copyFileSync(`${logFile()}.old${end}`, `${logFile()}${end}`)
    await bench.start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await bench.log.check()).standing).toBe('whole')
    expect(
      bench
        .entries()
        .map(({ what }) => what)
        .slice(entries - 2),
    ).toEqual(['WrapDataKey', 'openStore'])
  })

  it('costs no change of the store while the log has not grown, and none by looking', async () => {
    await wrap()
    await anchored()
    const before = await epoch()
    await anchored()
    await bench.operate('describeKey', { keyId })
    await bench.operate('listKeys', {})
    await anchored()
    expect(await epoch()).toBe(before)
  })

  it('is known to the keychain, so that store and log are not put back together unseen', async () => {
    await wrap()
    await anchored()
    const { storeId } = await bench.vault.read(({ rows }) => rows.store)
    expect(bench.keychain.items.get(`${storeId}:epoch`)).toBe(`v1:${await epoch()}`)
  })

  it('is written by a lock and by the end of the app', async () => {
    for (const leave of [
      () => bench.operate('prepareLock', { cause: 'person' }),
      () => bench.operate('anchorActivity', {}),
    ]) {
      await keepLog()
      await wrap()
      await leave()
      expect((await found()).standing).toBe('cut')
      bench.remove()
      bench = new LoggedVault()
      await bench.start()
      await bench.operate('setUp', { mode: 'keychain', passphrase: null })
      keyId = (await bench.operate('createKey', { ...plainKey, alias: 'one', description: '' })).keyId
    }
  })

  it('takes no snapshot and is no news of a change: there is nothing in it to be kept', async () => {
    await afterAnswers()
    const before = snapshots()
    for (let count = 0; count < 3; count += 1) {
      await wrap()
      await anchored()
      await bench.vault.doDueWork()
      await afterAnswers()
    }
    await bench.start()
    await afterAnswers()
    expect(snapshots()).toEqual(before)
    await bench.operate('setOwnName', { name: 'Ada' })
    await afterAnswers()
    expect(snapshots()).not.toEqual(before)
  })

  it('is not written for a log that does not fit, nor while the store is locked', async () => {
    await keepLog()
    await wrap()
    await anchored()
    expect((await found()).standing).toBe('cut')
    await wrap()
    const before = await epoch()
    await anchored()
    expect(await epoch()).toBe(before)
    await bench.operate('prepareLock', { cause: 'person' })
    await expect(anchored()).resolves.toBeUndefined()
  })
})
