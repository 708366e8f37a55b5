import { describe, expect, test } from 'vitest'
import type { VaultStatus } from '../../../../src/shared/model/vault.ts'
import { vaultSummary, vaultTrouble } from '../../../../src/renderer/src/words/vault-words.ts'

const at = '2026-11-03T10:00:00.000Z'
const well: readonly VaultStatus[] = [
  { state: 'starting' },
  { state: 'notSetUp', keychain: 'GNOME Keyring' },
  { state: 'open', keychain: 'GNOME Keyring', storeId: 's', createdAt: at, keyCount: 2, mode: 'keychain' },
]
const troubles: readonly VaultStatus[] = [
  { state: 'noKeychain', storeExists: true, detail: '' },
  { state: 'noKeychain', storeExists: false, detail: '' },
  { state: 'keychainLocked', storeExists: true, detail: '' },
  { state: 'keychainNotAnswering', storeExists: true },
  { state: 'itemMissing', storeId: 's', createdAt: at },
  { state: 'damaged', detail: '', findings: [], snapshot: null },
  {
    state: 'olderCopy',
    storeId: 's',
    createdAt: at,
    keyCount: 2,
    newestKeyAt: at,
    reason: 'changes',
    changesBehind: 3,
  },
  { state: 'notReadable', code: 'DISK_FULL', detail: '' },
  { state: 'newerVersion', version: 4 },
  { state: 'inUse' },
  { state: 'stopped', detail: '' },
]

test.each(well)('the state $state is no trouble', (status) => {
  expect(vaultTrouble(status)).toBeNull()
})

test('no keychain, a locked one, and a missing item read differently', () => {
  const titles = troubles.map((status) => vaultTrouble(status)?.title)
  expect(new Set(titles).size).toBe(troubles.length - 1)
})

describe.each(troubles)('the trouble $state', (status) => {
  test('says what happened, why, and what to do', () => {
    const { title, why, next } = vaultTrouble(status) ?? { title: '', why: '', next: '' }
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    expect(why).toMatch(/\.$/)
    expect(next).toMatch(/\.$/)
    expect(vaultSummary(status).tone).toBe('bad')
  })

  test('offers to make nothing new', () => {
    const { next = '' } = vaultTrouble(status) ?? {}
    expect(next).not.toMatch(/\b(make|create|set up|new key|reset|start over)\b/i)
  })
})
