import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFiles, type StoreFiles } from '../../../src/keystore/store/store-files.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { MemoryKeychain, type KeychainCall } from '../../support/memory-keychain.ts'
import { powerCutAfter, powerIsOff } from '../../support/power-cut.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { acts } from '../../support/vault-acts.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

function unfinishedIn({ paths }: VaultBench): readonly string[] {
  return diskFiles.list(paths.folder).filter((path) => paths.isUnfinished(path))
}

describe('a set-up that the power cut ends', () => {
  it('leaves either no store, or a store that opens, whatever the step it ended at', async () => {
    const outcomes: string[] = []
    for (let steps = 0; ; steps += 1) {
      const once = new VaultBench()
      const cut = powerCutAfter(steps, once.keychain)
      const vault = await once.start(cut)
      await vault.setUp().catch(() => undefined)
      vault.close()
      const after = await once.start()
      outcomes.push(after.status.state)
      if (after.status.state === 'notSetUp') expect(await after.setUp()).toMatchObject({ state: 'open' })
      expect(unfinishedIn(once)).toEqual([])
      once.remove()
      if (!cut.hasCut()) break
    }
    expect(new Set(outcomes)).toEqual(new Set(['notSetUp', 'open']))
    expect(outcomes.lastIndexOf('notSetUp')).toBeLessThan(outcomes.indexOf('open'))
  })

  it('removes what an unfinished set-up left once a store is open', async () => {
    const cut = await bench.start({ files: { ...diskFiles, publish: powerIsOff, remove: powerIsOff } })
    await cut.setUp().catch(() => undefined)
    expect(unfinishedIn(bench)).toHaveLength(1)
    const again = await bench.startOpen()
    expect(again.status.state).toBe('open')
    expect(unfinishedIn(bench)).toEqual([])
  })
})

describe('a keychain that fails during set-up', () => {
  it.each<VaultError['code']>(['KEYCHAIN_LOCKED', 'KEYCHAIN_UNAVAILABLE', 'KEYCHAIN_NOT_ANSWERING'])(
    'never leads to a store without its secret: %s at each call',
    async (code) => {
      for (let failing = 0; ; failing += 1) {
        const once = new VaultBench()
        const vault = await once.start()
        let calls = 0
        once.keychain.refuse = () => (calls++ === failing ? new VaultError(code, 'fault') : undefined)
        const result = await vault.setUp().catch((error: unknown) => error)
        const hasFailed = calls > failing
        once.keychain.refuse = () => undefined
        vault.close()
        const after = await once.start()
        expect(['notSetUp', 'open']).toContain(after.status.state)
        if (after.status.state === 'notSetUp') expect(result).toMatchObject({ code })
        once.remove()
        if (!hasFailed) break
      }
    },
  )

  it('takes its items back where the store could not be made', async () => {
    const full: StoreFiles = {
      ...diskFiles,
      finish: () => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      },
    }
    const vault = await bench.start({ files: full })
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(vault.status.state).toBe('notSetUp')
    expect(bench.keychain.items.size).toBe(0)
    expect(readdirSync(bench.paths.folder)).toEqual([])
  })

  it('keeps its secret where it is not known whether the store got its name', async () => {
    const lostAnswer: StoreFiles = {
      ...diskFiles,
      publish: (from, to) => {
        diskFiles.publish(from, to)
        throw Object.assign(new Error('lost'), { code: 'EEXIST' })
      },
    }
    const vault = await bench.start({ files: lostAnswer })
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_ALREADY_SET_UP' })
    expect(vault.status.state).toBe('open')
  })
})

describe('two set-ups at once', () => {
  it('leave one store, which opens, and never touch the other one', async () => {
    const [one, other] = [await bench.start(), await bench.start()]
    const results = await Promise.allSettled([one.setUp(), other.setUp()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    one.close()
    other.close()
    expect((await bench.start()).status.state).toBe('open')
  })
})

describe('a keychain that fails at any call of creating a key', () => {
  it.each<KeychainCall>(['get', 'set'])(
    '%s: the key is there or is not, and the vault opens',
    async (what) => {
      for (let failing = 0; failing < 3; failing += 1) {
        const once = new VaultBench()
        const vault = await once.startOpen()
        let calls = 0
        once.keychain.refuse = (call) =>
          call === what && calls++ === failing ? new VaultError('KEYCHAIN_LOCKED', 'fault') : undefined
        const results = await Promise.allSettled(
          ['a', 'b'].map((alias) => acts(vault).createKey({ alias, description: '' })),
        )
        once.keychain.refuse = () => undefined
        vault.close()
        const after = await once.start()
        const made = results.filter(({ status }) => status === 'fulfilled').length
        expect(after.status).toMatchObject({ state: 'open', keyCount: made })
        once.remove()
      }
    },
  )
})

// Keeps the double honest: what these tests call locked behaves as gnome-keyring does (test/integration/keystore).
it('a locked keychain in memory reads null and refuses writes', async () => {
  const keychain = new MemoryKeychain()
  await keychain.set('a', 'b')
  keychain.state = 'locked'
  expect(await keychain.get('a')).toBeNull()
  await expect(keychain.set('a', 'c')).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
})
