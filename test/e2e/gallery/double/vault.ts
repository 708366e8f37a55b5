import type { LockCause, VaultHealth, VaultMode, VaultStatus } from '../../../../src/shared/model/vault.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { Answers } from './answers.ts'
import { minutesAgo } from './data.ts'
import type { World } from './world.ts'

const storeId = '0d1f7c52-6a38-4b9e-9c41-72be5f30a8d6'

/** The passphrase that the double knows. */
const right = 'river lantern oak seven'

/** A store that is open, in a mode. */
export const openIn = (mode: VaultMode): VaultStatus => ({
  state: 'open',
  keychain: mode === 'passphrase' ? '' : 'GNOME Keyring',
  storeId,
  createdAt: minutesAgo(20 * 1440),
  keyCount: 2,
  mode,
})

/** A store that is locked. */
export const lockedIn = (mode: VaultMode, cause: LockCause, wrongTries = 0): VaultStatus => ({
  state: 'locked',
  mode,
  cause,
  at: minutesAgo(12),
  wrongTries,
  retryAt: null,
})

const healthOf = (status: VaultStatus): VaultHealth => {
  const mode = 'mode' in status ? status.mode : 'keychain'
  const open = status.state === 'open'
  const copy = (minutes: number, epoch: number) => ({
    name: `keystore-${epoch}.sqlite`,
    at: minutesAgo(minutes),
    epoch,
    keyCount: open ? 2 : null,
    good: open ? true : null,
  })
  return {
    mode,
    keychainOfStore: mode === 'passphrase' ? null : 'GNOME Keyring',
    keychainNow: 'GNOME Keyring',
    keychainWorks: status.state !== 'noKeychain',
    storeId: 'storeId' in status ? status.storeId : storeId,
    createdAt: minutesAgo(20 * 1440),
    epoch: open ? 1284 : null,
    epochInKeychain: open ? 1284 : null,
    checkedAt: open ? minutesAgo(3) : null,
    macHolds: open ? true : null,
    findings: [],
    snapshots: [copy(50, 1280), copy(1500, 1204), { ...copy(4000, 1100), good: open ? false : null }],
    setAside: open ? ['keystore.sqlite.older-copy-20261103T101500'] : [],
    scryptN: mode === 'keychain' ? null : 262_144,
    scryptSeconds: mode === 'keychain' ? null : 0.6,
  }
}

/** What the double answers about the vault. */
export function vaultAnswers(world: World) {
  let snapshots = 0
  const set = (vault: VaultStatus) => {
    world.change({ vault })
    world.tell({ type: 'vault', status: vault })
    return vault
  }
  const refuse = (status: Extract<VaultStatus, { state: 'locked' }>): never => {
    const wrongTries = status.wrongTries + 1
    const retryAt = wrongTries < 3 ? null : new Date(Date.now() + 95_000).toISOString()
    set({ ...status, wrongTries, retryAt })
    if (retryAt !== null) throw new VaultError('PASSPHRASE_WAIT', 'wait', { facts: { retryAt } })
    throw new VaultError('PASSPHRASE_WRONG', 'the passphrase does not open the store')
  }
  const health = () => {
    const now = healthOf(world.now().vault)
    const taken = Array.from({ length: snapshots }, (_, index) => ({
      ...(now.snapshots[0] ?? { name: '', epoch: 0, keyCount: 2, good: true }),
      name: `taken-${index}`,
      at: minutesAgo(0),
    }))
    return { ...now, snapshots: [...taken, ...now.snapshots] }
  }
  return {
    'vault.unlock': ({ passphrase }) => {
      const status = world.now().vault
      if (status.state !== 'locked') return status
      return status.mode === 'keychain' || passphrase === right ? set(openIn(status.mode)) : refuse(status)
    },
    'vault.lock': () => {
      const status = world.now().vault
      return status.state === 'open' ? set(lockedIn(status.mode, 'person')) : status
    },
    'vault.setProtection': ({ current, wanted }) => {
      const status = world.now().vault
      if (status.state === 'open' && status.mode !== 'keychain' && current !== right)
        throw new VaultError('PASSPHRASE_WRONG', 'the passphrase does not open the store')
      return set(openIn(wanted.mode))
    },
    'vault.health': health,
    'vault.check': health,
    'vault.takeSnapshot': () => {
      snapshots += 1
      return health()
    },
    'vault.restoreSnapshot': () => set(openIn('keychain')),
  } satisfies Partial<Answers>
}
