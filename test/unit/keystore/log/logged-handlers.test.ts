import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskLogFiles } from '../../../../src/keystore/log/log-files.ts'
import { logRules } from '../../../../src/keystore/log/log-rules.ts'
import { keystoreOperations } from '../../../../src/keystore/protocol.ts'
import { LoggedVault } from '../../../support/logged-vault.ts'
import { plainKey } from '../../../support/vault-acts.ts'

let bench: LoggedVault
beforeEach(async () => {
  bench = new LoggedVault()
  await bench.start()
})
afterEach(() => bench.remove())

const keychainAlone = { mode: 'keychain', passphrase: null } as const
const context: [string, string][] = [['project', 'canary-value']]
const fullDisk = {
  ...diskLogFiles,
  makeFolder: () => {
    throw Object.assign(new Error('full'), { code: 'ENOSPC' })
  },
}
const makeKey = async (alias = 'canary-alias') =>
  await bench.operate('createKey', { ...plainKey, alias, description: 'canary-text' })
const card = (nameIfNone = 'Ada') => bench.operate('ownCard', { nameIfNone })
const wrap = (keyId: string) => bench.operate('wrap', { keyId, context, dataKey: new Uint8Array(32) })

const startFull = async (refuseUnlogged: boolean): Promise<string> => {
  await bench.operate('setUp', keychainAlone)
  const { keyId } = await makeKey()
  bench.logFolder = join(bench.folder, 'elsewhere')
  await bench.start({ files: fullDisk })
  await bench.operate('setLogging', { details: false, refuseUnlogged })
  return keyId
}

it('has a line for every operation of the port, and none of another name', () => {
  expect(Object.keys(logRules).toSorted()).toEqual(Object.keys(keystoreOperations).toSorted())
})

describe('what is logged', () => {
  it('is what was done, with key, material and small facts, and never a name, a context value or a plaintext', async () => {
    await bench.operate('setUp', keychainAlone)
    const { keyId, currentKeyMaterialId } = await makeKey()
    await Promise.all([wrap(keyId), wrap(keyId)])
    await expect(wrap('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'KEY_NOT_FOUND',
    })
    await bench.operate('listKeys', {})
    const entries = bench.entries()
    expect(entries.map(({ what, count, code }) => [what, count, code])).toEqual([
      ['setUp', 1, null],
      ['CreateKey', 1, null],
      ['WrapDataKey', 2, null],
      ['WrapDataKey', 1, 'KEY_NOT_FOUND'],
    ])
    expect(entries[2]).toMatchObject({ keyId, keyMaterialId: currentKeyMaterialId, service: 'local' })
    expect(JSON.stringify(entries)).not.toContain('canary')
  })

  it('has aliases and context pairs where the person wants them, in the details alone', async () => {
    await bench.operate('setLogging', { details: true, refuseUnlogged: true })
    await bench.operate('setUp', keychainAlone)
    const { keyId } = await makeKey()
    await wrap(keyId)
    const [, made, wrapped] = bench.entries()
    expect(made?.details).toEqual({ alias: 'canary-alias' })
    expect(wrapped?.details).toEqual({ context: 'project=canary-value' })
  })

  it('is nothing for a key that is asked for while the store is not open', async () => {
    await expect(wrap('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'KEYSTORE_NOT_SET_UP',
    })
    expect(bench.entries()).toEqual([])
  })

  it('says who opened and what locked, and the lock is the last that the store vouches for', async () => {
    await bench.operate('setUp', keychainAlone)
    await bench.operate('prepareLock', { cause: 'idle' })
    await bench.start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(bench.entries().map(({ what, facts }) => [what, facts])).toEqual([
      ['setUp', { mode: 'keychain' }],
      ['lock', { cause: 'idle' }],
      ['openStore', { mode: 'keychain' }],
    ])
    expect((await bench.log.check()).standing).toBe('whole')
  })

  it('tells right and wrong passphrases', async () => {
    await bench.operate('setUp', { mode: 'keychainAndPassphrase', passphrase: 'right' })
    await bench.start()
    await expect(bench.operate('unlock', { passphrase: 'wrong' })).rejects.toMatchObject({
      code: 'PASSPHRASE_WRONG',
    })
    bench.now = new Date('2026-11-23T10:00:00.000Z')
    await bench.operate('unlock', { passphrase: 'right' })
    expect(bench.entries().map(({ what, code }) => [what, code])).toEqual([
      ['setUp', null],
      ['unlock', 'PASSPHRASE_WRONG'],
      ['unlock', null],
    ])
  })
})

describe('the own card', () => {
  it('is logged where it makes the exchange key, once, and not where it is only read', async () => {
    await bench.operate('setUp', keychainAlone)
    const [one, two] = await Promise.all([card(), card()])
    await card('Grace')
    expect(two).toEqual(one)
    expect(bench.entries().map(({ what, facts }) => [what, facts])).toEqual([
      ['setUp', { mode: 'keychain' }],
      ['makeExchangeKey', { fingerprint: one.fingerprint }],
    ])
  })

  it('makes no exchange key that could not be logged', async () => {
    await bench.operate('setUp', keychainAlone)
    bench.logFolder = join(bench.folder, 'elsewhere')
    await bench.start({ files: fullDisk })
    await expect(card()).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    expect(await bench.operate('exchangeKey', {})).toBeNull()
  })

  it('is nothing for the log while the store is not open', async () => {
    await expect(card()).rejects.toMatchObject({ code: 'KEYSTORE_NOT_SET_UP' })
    expect(bench.entries()).toEqual([])
  })
})

describe('a store that is sealed anew', () => {
  it('vouches for the same log afterwards, also after the next start', async () => {
    await bench.operate('setUp', keychainAlone)
    await makeKey()
    await bench.operate('setProtection', {
      current: null,
      wanted: { mode: 'keychainAndPassphrase', passphrase: 'some words' },
    })
    expect((await bench.log.check()).standing).toBe('whole')
    await bench.start()
    await bench.operate('unlock', { passphrase: 'some words' })
    expect(await bench.log.check()).toMatchObject({ standing: 'whole' })
    expect(bench.entries().map(({ what }) => what)).toEqual(['setUp', 'CreateKey', 'setProtection', 'unlock'])
  })
})

describe('the anchor in the store', () => {
  it('finds a log that was put back to before the last change of the store', async () => {
    await bench.operate('setUp', keychainAlone)
    const file = join(bench.logFolder, 'activity.sqlite')
    bench.stop()
    copyFileSync(file, `${file}.old`)
    await bench.start()
    const { keyId } = await makeKey('a')
    await wrap(keyId)
    await makeKey('b')
    bench.stop()
    copyFileSync(`${file}.old`, file)
    await bench.start()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect((await bench.log.check()).standing).toBe('cut')
  })
})

describe('a log that cannot be written', () => {
  it('hands nothing out and changes nothing', async () => {
    const keyId = await startFull(true)
    await expect(wrap(keyId)).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    await expect(makeKey('second')).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' })
    expect(await bench.operate('listKeys', {})).toHaveLength(1)
  })

  it('lets the vault be locked, and opened, all the same', async () => {
    await startFull(true)
    await bench.operate('prepareLock', { cause: 'person' })
    expect(bench.vault.status.state).toBe('locked')
    await bench.operate('unlock', { passphrase: null })
    expect(bench.vault.status.state).toBe('open')
  })

  it('lets work go on where the person chose so, and says later how much is missing', async () => {
    const keyId = await startFull(false)
    await wrap(keyId)
    await makeKey('second')
    expect((await bench.log.check()).unlogged).toBeGreaterThanOrEqual(2)
  })
})
