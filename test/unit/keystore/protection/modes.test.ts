import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { VaultMode } from '../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import { acts } from '../../../support/vault-acts.ts'
import { VaultBench, quickly } from '../../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

const words = 'correct horse battery staple'
const withPassphrase = ['keychainAndPassphrase', 'passphrase'] as const

async function setUp(mode: VaultMode) {
  const vault = await bench.start()
  await vault.setUp({ mode, passphrase: mode === 'keychain' ? null : words })
  await acts(vault).createKey({ alias: 'one', description: '' })
  return vault
}

describe.each(withPassphrase)('a vault in the mode %s', (mode) => {
  it('is open after its set-up, locked after a restart, and open again with its passphrase', async () => {
    const vault = await setUp(mode)
    expect(vault.status).toMatchObject({ state: 'open', mode, keyCount: 1 })
    vault.close()
    const again = await bench.start()
    expect(again.status).toEqual({
      state: 'locked',
      mode,
      cause: 'start',
      at: '2026-11-23T09:00:00.000Z',
      wrongTries: 0,
      retryAt: null,
    })
    await expect(acts(again).listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    expect(await again.unlock(words)).toMatchObject({ state: 'open', mode, keyCount: 1 })
    expect(await acts(again).listKeys()).toHaveLength(1)
    await acts(again).createKey({ alias: 'two', description: '' })
  })

  it('opens with the passphrase however its letters were composed', async () => {
    const vault = await bench.start()
    await vault.setUp({ mode, passphrase: 'Zürich ﬁ' })
    vault.close()
    expect(await (await bench.start()).unlock('Zürich fi')).toMatchObject({ state: 'open' })
  })

  it('says that a passphrase is wrong, and how many tries are left, and changes nothing', async () => {
    const vault = await setUp(mode)
    vault.close()
    const before = readFileSync(bench.paths.file)
    const again = await bench.start()
    await expect(again.unlock('wrong')).rejects.toMatchObject({
      code: 'PASSPHRASE_WRONG',
      facts: { left: 9 },
    })
    expect(again.status).toMatchObject({ state: 'locked', wrongTries: 1, retryAt: null })
    expect(readFileSync(bench.paths.file)).toEqual(before)
    await expect(again.unlock(null)).rejects.toMatchObject({ code: 'PASSPHRASE_NEEDED' })
    expect(again.status).toMatchObject({ wrongTries: 1 })
    expect(await again.unlock(words)).toMatchObject({ state: 'open' })
    expect(existsSync(bench.paths.tries)).toBe(false)
  })

  it('slows wrong tries down, also over a restart, and tells the time of the next one', async () => {
    const vault = await setUp(mode)
    vault.close()
    const again = await bench.start()
    for (let tries = 0; tries < 3; tries += 1) await again.unlock('wrong').catch(() => undefined)
    expect(again.status).toMatchObject({ wrongTries: 3, retryAt: '2026-11-23T09:00:01.000Z' })
    expect(statSync(bench.paths.tries).mode & 0o777).toBe(0o600)
    const wait = { code: 'PASSPHRASE_WAIT', facts: { retryAt: '2026-11-23T09:00:01.000Z' } }
    await expect(again.unlock(words)).rejects.toMatchObject(wait)
    again.close()
    const later = await bench.start()
    expect(later.status).toMatchObject({ state: 'locked', wrongTries: 3 })
    await expect(later.unlock(words)).rejects.toMatchObject(wait)
    bench.monotonic += 1000
    expect(await later.unlock(words)).toMatchObject({ state: 'open' })
  })

  it('asks scrypt once for each try, right or wrong, and for nothing else', async () => {
    const vault = await setUp(mode)
    vault.close()
    let asked = 0
    const again = await bench.start({
      derive: (passphrase, parameters) => ((asked += 1), quickly(passphrase, parameters)),
    })
    expect(asked).toBe(0)
    await again.unlock('wrong').catch(() => undefined)
    expect(asked).toBe(1)
    await again.unlock(words)
    await again.recheck()
    await acts(again).createKey({ alias: 'two', description: '' })
    expect(asked).toBe(2)
  })

  it('refuses parameters in its file that would be weak, or take all memory, without running them', async () => {
    const vault = await setUp(mode)
    vault.close()
    const whole = readFileSync(bench.paths.file)
    for (const change of [
      'scrypt_n = 1024',
      'scrypt_n = 1073741824',
      'scrypt_r = 4096',
      "scrypt_salt = x'00'",
    ]) {
      const database = new DatabaseSync(bench.paths.file)
      database.exec(`UPDATE store SET ${change}`)
      database.close()
      const again = await bench.start()
      expect(again.status).toMatchObject({ state: 'damaged' })
      again.close()
      writeFileSync(bench.paths.file, whole)
    }
  })

  it('does not open in another mode that its file claims', async () => {
    const vault = await setUp(mode)
    vault.close()
    const database = new DatabaseSync(bench.paths.file)
    database.exec(
      "UPDATE store SET mode = 'keychain', scrypt_salt = NULL, scrypt_n = NULL, scrypt_r = NULL, scrypt_p = NULL",
    )
    database.close()
    expect((await bench.start()).status.state).toBe(mode === 'passphrase' ? 'itemMissing' : 'damaged')
  })

  it('wipes what the passphrase gave when it is locked', async () => {
    const vault = await setUp(mode)
    const salt = (await vault.read((store) => store.rows.store.scryptSalt)) ?? new Uint8Array()
    const key = vault.deps.passphraseKey?.(salt)
    expect(key?.isWiped).toBe(false)
    await vault.prepareLock('idle')
    expect(key?.isWiped).toBe(true)
    expect(vault.status).toMatchObject({ state: 'locked', mode, cause: 'idle' })
    expect(await vault.unlock(words)).toMatchObject({ state: 'open' })
  })

  it('opens an older copy by a word, without the passphrase once more', async () => {
    const vault = await setUp(mode)
    const older = readFileSync(bench.paths.file)
    await acts(vault).createKey({ alias: 'two', description: '' })
    vault.close()
    writeFileSync(bench.paths.file, older)
    const again = await bench.start()
    const found = await again.unlock(words)
    if (mode === 'passphrase') return expect(found).toMatchObject({ state: 'open', keyCount: 1 })
    expect(found).toMatchObject({ state: 'olderCopy', keyCount: 1, changesBehind: 1 })
    expect(await again.acceptOlderCopy()).toMatchObject({ state: 'open', keyCount: 1 })
  })
})

describe('a vault without a keychain', () => {
  it('is set up with a passphrase alone, where there is no store, and never asks the keychain again', async () => {
    bench.keychain.state = 'unavailable'
    const vault = await bench.start()
    expect(vault.status).toMatchObject({ state: 'noKeychain', storeExists: false })
    for (const mode of ['keychain', 'keychainAndPassphrase'] as const)
      await expect(vault.setUp({ mode, passphrase: words })).rejects.toMatchObject({
        code: 'KEYCHAIN_UNAVAILABLE',
      })
    expect(await vault.setUp({ mode: 'passphrase', passphrase: words })).toMatchObject({
      state: 'open',
      mode: 'passphrase',
      keychain: '',
    })
    bench.keychain.calls.length = 0
    await acts(vault).createKey({ alias: 'one', description: '' })
    vault.close()
    const again = await bench.start()
    expect(await again.unlock(words)).toMatchObject({ state: 'open', keyCount: 1 })
    await acts(again).createKey({ alias: 'two', description: '' })
    expect(bench.keychain.calls).toEqual([])
  })

  it('is not set up without a passphrase', async () => {
    const vault = await bench.start()
    await expect(vault.setUp({ mode: 'passphrase', passphrase: null })).rejects.toMatchObject({
      code: 'PASSPHRASE_NEEDED',
    })
    expect(existsSync(bench.paths.file)).toBe(false)
    expect(vault.status.state).toBe('notSetUp')
  })
})

describe('a vault that wants keychain and passphrase', () => {
  it.each<[string, () => void, string]>([
    ['no keychain', () => (bench.keychain.state = 'unavailable'), 'noKeychain'],
    ['a locked one', () => (bench.keychain.state = 'locked'), 'keychainLocked'],
    ['a lost item', () => bench.keychain.items.clear(), 'itemMissing'],
  ])('says so for %s, and takes no try for it', async (_what, happen, state) => {
    const vault = await setUp('keychainAndPassphrase')
    vault.close()
    const again = await bench.start({ startLocked: true })
    happen()
    expect(await again.unlock(words)).toMatchObject({ state })
    expect(existsSync(bench.paths.tries)).toBe(false)
    expect(bench.keychain.items.size).toBe(state === 'itemMissing' ? 0 : 2)
  })

  it('does the same work, and says the same, for a wrong secret in the keychain', async () => {
    const vault = await setUp('keychainAndPassphrase')
    const { storeId } = await vault.read((store) => store.rows.store)
    vault.close()
    const other = new VaultBench()
    const stranger = await other.start()
    await stranger.setUp()
    const secret = [...other.keychain.items].find(([account]) => !account.includes(':'))?.[1] ?? ''
    other.remove()
    bench.keychain.items.set(storeId, secret)
    let asked = 0
    const again = await bench.start({
      derive: (passphrase, parameters) => ((asked += 1), quickly(passphrase, parameters)),
    })
    await expect(again.unlock(words)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
    expect(asked).toBe(1)
  })

  it('takes a try back where the keychain goes away within it', async () => {
    const vault = await setUp('keychainAndPassphrase')
    vault.close()
    const again = await bench.start({
      derive: (passphrase, parameters) => {
        bench.keychain.state = 'unavailable'
        return quickly(passphrase, parameters)
      },
    })
    expect(await again.unlock(words)).toMatchObject({ state: 'noKeychain' })
    bench.keychain.state = 'unlocked'
    expect(await again.recheck()).toMatchObject({ state: 'locked', wrongTries: 0 })
  })
})

describe('a vault that is started locked', () => {
  it('does not touch the keychain before it is unlocked, whatever it is asked', async () => {
    const vault = await setUp('keychain')
    vault.close()
    bench.keychain.calls.length = 0
    const again = await bench.start({ startLocked: true })
    expect(again.status).toMatchObject({ state: 'locked', mode: 'keychain', cause: 'start' })
    await again.recheck()
    await expect(acts(again).listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    await expect(again.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    expect(bench.keychain.calls).toEqual([])
    expect(await again.unlock(null)).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('without a store is not set up, as any other', async () => {
    expect((await bench.start({ startLocked: true })).status.state).toBe('notSetUp')
  })

  it('tells a store that is damaged or in use', async () => {
    await setUp('keychain')
    expect((await bench.start({ startLocked: true })).status.state).toBe('inUse')
  })

  it('holds nothing open', async () => {
    const vault = await setUp('passphrase')
    vault.close()
    const one = await bench.start({ startLocked: true })
    const other = await bench.start({ startLocked: true })
    expect(await other.unlock(words)).toMatchObject({ state: 'open' })
    expect(await one.unlock(words)).toMatchObject({ state: 'inUse' })
    expect(existsSync(bench.paths.tries)).toBe(false)
  })

  it('that finds the keychain away tries again by itself once it was asked to unlock', async () => {
    const vault = await setUp('keychain')
    vault.close()
    const again = await bench.start({ startLocked: true })
    bench.keychain.state = 'unavailable'
    expect(await again.unlock(null)).toMatchObject({ state: 'noKeychain', storeExists: true })
    bench.keychain.state = 'unlocked'
    expect(await again.recheck()).toMatchObject({ state: 'open' })
  })
})

describe('locking', () => {
  it('waits for the change before it and refuses the one behind it', async () => {
    const vault = await setUp('keychain')
    const [before, locked, behind] = await Promise.allSettled([
      acts(vault).createKey({ alias: 'two', description: '' }),
      vault.prepareLock('person'),
      acts(vault).createKey({ alias: 'three', description: '' }),
    ])
    expect([before.status, locked.status, behind.status]).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(await vault.unlock(null)).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('tells its cause and time, and may be done again', async () => {
    const vault = await setUp('keychain')
    await vault.prepareLock('screenLock')
    bench.now = new Date('2026-11-23T10:00:00.000Z')
    await vault.prepareLock('person')
    expect(vault.status).toMatchObject({ cause: 'screenLock', at: '2026-11-23T09:00:00.000Z' })
    expect(await vault.recheck()).toMatchObject({ state: 'locked', cause: 'screenLock' })
  })

  it('leaves a vault that is not set up as it is', async () => {
    const vault = await bench.start()
    await vault.prepareLock('suspend')
    expect(vault.status.state).toBe('notSetUp')
  })
})

describe('another keychain than last time', () => {
  it('is said where it has no secret of the store', async () => {
    const vault = await setUp('keychain')
    vault.close()
    bench.keychain.items.clear()
    const again = await bench.start({ keychainName: 'another keychain' })
    expect(again.status).toEqual({
      state: 'otherKeychain',
      was: 'a keychain in memory',
      now: 'another keychain',
    })
    await expect(again.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_OTHER' })
    expect(bench.keychain.items.size).toBe(0)
  })

  it('is noted where it has', async () => {
    const vault = await setUp('keychain')
    vault.close()
    const again = await bench.start({ keychainName: 'a new name' })
    expect(again.status).toMatchObject({ state: 'open', keychain: 'a new name' })
    again.close()
    bench.keychain.items.clear()
    expect((await bench.start({ keychainName: 'a third' })).status).toMatchObject({ was: 'a new name' })
  })

  it('opens although its name cannot be noted', async () => {
    const vault = await setUp('keychain')
    vault.close()
    bench.keychain.refuse = (call) =>
      call === 'set' ? new VaultError('KEYCHAIN_LOCKED', 'locked') : undefined
    expect((await bench.start({ keychainName: 'a new name' })).status).toMatchObject({ state: 'open' })
  })
})
