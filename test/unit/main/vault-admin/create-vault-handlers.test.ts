import { expect, it } from 'vitest'
import { createVaultHandlers } from '../../../../src/main/vault-admin/create-vault-handlers.ts'
import { vaultCalls } from '../../../../src/shared/calls/vault-calls.ts'

const asked: unknown[] = []
const note =
  (name: string) =>
  async (...args: unknown[]): Promise<never> => {
    asked.push([name, ...args])
    return undefined as never
  }
const keystore = {
  status: note('status'),
  setUp: note('setUp'),
  recheck: note('recheck'),
  acceptOlderCopy: note('acceptOlderCopy'),
  unlock: note('unlock'),
  lock: note('lock'),
  call: note('call'),
}

it('every call of the vault reaches the keystore, with what it was asked and nothing more', async () => {
  asked.length = 0
  const handlers = createVaultHandlers({ keystore })
  expect(Object.keys(handlers).toSorted()).toEqual(Object.keys(vaultCalls).toSorted())
  const protection = { mode: 'passphrase', passphrase: 'words' } as const
  await handlers['vault.status']({})
  await handlers['vault.setUp'](protection)
  await handlers['vault.unlock']({ passphrase: 'words' })
  await handlers['vault.lock']({})
  await handlers['vault.setProtection']({ current: 'old', wanted: protection })
  await handlers['vault.health']({})
  await handlers['vault.restoreSnapshot']({ name: 'one' })
  expect(asked).toEqual([
    ['status'],
    ['setUp', protection],
    ['unlock', 'words'],
    ['lock', 'person'],
    ['call', 'setProtection', { current: 'old', wanted: protection }],
    ['call', 'health', {}],
    ['call', 'restoreSnapshot', { name: 'one' }],
  ])
})

it('the lock that lets files end is asked where there is one', async () => {
  asked.length = 0
  const lock = { status: note('its status'), lock: note('its lock'), unlock: note('its unlock') }
  const handlers = createVaultHandlers({ keystore, lock })
  await handlers['vault.status']({})
  await handlers['vault.lock']({})
  await handlers['vault.unlock']({ passphrase: 'words' })
  expect(asked).toEqual([['its status'], ['its lock', 'person'], ['its unlock', expect.any(Function)]])
})
