import { expect, it } from 'vitest'
import { waitsForUnlock } from '../../../../src/main/lock/waits-for-unlock.ts'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { thisComputerId } from '../../../../src/shared/this-computer.ts'

const locked: VaultStatus = {
  state: 'locked',
  mode: 'keychain',
  cause: 'person',
  at: 't',
  wrongTries: 0,
  retryAt: null,
}
const open: VaultStatus = {
  state: 'open',
  mode: 'keychain',
  keychain: 'k',
  storeId: 's',
  createdAt: 't',
  keyCount: 1,
}

function waiting(status: VaultStatus) {
  const listeners = new Set<(status: VaultStatus) => void>()
  const asked: string[] = []
  const waits = waitsForUnlock(
    { waitUntilUsable: async (id) => void asked.push(id) },
    {
      status: async () => status,
      onStatus: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  )
  return { waits, listeners, asked }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('a connection is waited for as before', async () => {
  const { waits, asked } = waiting(locked)
  await waits.waitUntilUsable('c', new AbortController().signal)
  expect(asked).toEqual(['c'])
})

it('keys of this computer are waited for until the vault is open, whatever comes before', async () => {
  const { waits, listeners } = waiting(locked)
  let isDone = false
  const done = waits.waitUntilUsable(thisComputerId, new AbortController().signal).then(() => (isDone = true))
  for (const listener of listeners) listener({ state: 'starting' })
  await settled()
  expect(isDone).toBe(false)
  for (const listener of listeners) listener(open)
  await done
  expect(listeners.size).toBe(0)
})

it('an unlock that came before the wait is not missed', async () => {
  const { waits } = waiting(open)
  await expect(waits.waitUntilUsable(thisComputerId, new AbortController().signal)).resolves.toBeUndefined()
})

it('the wait ends with the app', async () => {
  const { waits, listeners } = waiting(locked)
  const end = new AbortController()
  const done = waits.waitUntilUsable(thisComputerId, end.signal)
  end.abort(new Error('closing'))
  await expect(done).rejects.toThrow('closing')
  expect(listeners.size).toBe(0)
})
