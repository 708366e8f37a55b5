import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { operate } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

let bench: VaultBench
beforeEach(() => {
  bench = new VaultBench()
})
afterEach(() => bench.remove())

/** Throws when it is touched, and notes it: a vault may take that for a keychain that fails. */
function untouchable() {
  const calls: string[] = []
  const note = (call: string) => async (): Promise<never> => {
    calls.push(call)
    throw new Error(`the keychain was touched: ${call}`)
  }
  return { calls, keychain: { get: note('get'), set: note('set'), remove: note('remove') } }
}

async function startUntouched() {
  const { calls, keychain } = untouchable()
  const vault = await bench.start({ keychain, startLocked: true })
  return { calls, vault }
}

/** What a page asks of a vault before a person wants anything of the keychain. */
async function askAll(vault: Parameters<typeof operate>[0]) {
  await operate(vault, 'status', {})
  await operate(vault, 'health', {})
  await operate(vault, 'check', {}).catch(() => undefined)
  await operate(vault, 'recheck', {})
  await operate(vault, 'listKeys', {}).catch(() => undefined)
  await operate(vault, 'findBackup', { path: bench.paths.file }).catch(() => undefined)
  await vault.doDueWork()
}

describe('a keychain under a vault that was started locked', () => {
  it('is not touched where there is no store', async () => {
    const { calls, vault } = await startUntouched()
    expect(vault.status.state).toBe('notSetUp')
    await askAll(vault)
    expect([calls, vault.status.state]).toEqual([[], 'notSetUp'])
    expect(await operate(vault, 'health', {})).toMatchObject({ keychainWorks: null, epochInKeychain: null })
  })

  it.each(['keychain', 'keychainAndPassphrase'] as const)(
    'is not touched for a store of the mode %s',
    async (mode) => {
      const first = await bench.start()
      await first.setUp({ mode, passphrase: mode === 'keychain' ? null : 'violet anchor' })
      first.close()
      const { calls, vault } = await startUntouched()
      await askAll(vault)
      expect([calls, vault.status]).toEqual([[], expect.objectContaining({ state: 'locked', mode })])
    },
  )

  it('is not touched for a store that is damaged, or gone with snapshots left', async () => {
    const first = await bench.startOpen()
    await operate(first, 'takeSnapshot', {})
    first.close()
    writeFileSync(bench.paths.file, 'no store')
    const damaged = await startUntouched()
    await askAll(damaged.vault)
    expect([damaged.calls, damaged.vault.status.state]).toEqual([[], 'damaged'])
    rmSync(bench.paths.file)
    const gone = await startUntouched()
    await askAll(gone.vault)
    expect([gone.calls, gone.vault.status.state]).toEqual([[], 'damaged'])
  })

  it('is looked at when a store is to be set up, and one that does not work refuses it with nothing made', async () => {
    bench.keychain.state = 'locked'
    const vault = await bench.start({ startLocked: true })
    expect(bench.keychain.calls).toEqual([])
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'KEYCHAIN_LOCKED' })
    expect(vault.status.state).toBe('keychainLocked')
    expect([existsSync(bench.paths.file), bench.keychain.items.size]).toEqual([false, 0])
    bench.keychain.state = 'unlocked'
    expect(await vault.setUp()).toMatchObject({ state: 'open' })
  })

  it('stays untouched where a set-up is asked for over a locked store', async () => {
    const first = await bench.startOpen()
    first.close()
    const { calls, vault } = await startUntouched()
    await expect(vault.setUp()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
    expect([calls, vault.status.state]).toEqual([[], 'locked'])
  })
})
