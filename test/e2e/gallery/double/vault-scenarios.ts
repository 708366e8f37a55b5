import { thisComputerId } from '../../../../src/shared/this-computer.ts'
import { minutesAgo } from './data.ts'
import { waitingForSignIn } from './files.ts'
import { noRecovery, recovered, savedKit } from './recovery.ts'
import type { Scenario } from './scenarios.ts'
import { lockedIn, openIn } from './vault.ts'

const copy = {
  name: 'keystore-1280.sqlite',
  at: minutesAgo(50),
  epoch: 1280,
  keyCount: 2,
  good: true,
} as const

/** The vault locked and unlocked, its protection, its health, kits and backups. */
export const vaultScenarios = (usual: Scenario, firstRun: Scenario): Readonly<Record<string, Scenario>> => {
  const waiting = {
    ...waitingForSignIn,
    batches: waitingForSignIn.batches.map((batch) => ({
      ...batch,
      waitingFor: {
        connectionId: thisComputerId,
        connectionName: '',
        code: 'KEYSTORE_LOCKED' as const,
        files: 3,
      },
    })),
  }
  const idle = lockedIn('keychainAndPassphrase', 'idle')
  const withKey: Scenario = { ...firstRun, vault: openIn('keychain'), keys: usual.keys.slice(0, 1) }
  const damaged = {
    state: 'damaged' as const,
    detail: 'the record of a key does not match its seal',
    findings: [
      { what: 'changed' as const, keyId: '5f0c91d2-33ab-4c1e-8f60-2b9d47e1a0c3', alias: 'backups' },
      { what: 'missing' as const, keyId: '7d2a8c40-e5f1-4930-8b6d-14c09fe7a352', alias: null },
    ],
  }
  return {
    locked: { ...usual, vault: idle, jobs: waiting },
    lockedKeychain: { ...usual, vault: lockedIn('keychain', 'person') },
    lockedAtStart: { ...usual, vault: lockedIn('passphrase', 'start', 1) },
    withPassphrase: { ...usual, vault: openIn('keychainAndPassphrase') },
    noKit: { ...usual, recovery: noRecovery },
    kitNotTried: { ...usual, recovery: { ...noRecovery, kit: savedKit } },
    kitSession: { ...usual, vault: idle, recovery: { ...recovered, session: session() } },
    backupProblem: {
      ...usual,
      recovery: { ...recovered, backup: { ...recovered.backup, problem: 'FOLDER_NOT_WRITABLE' } },
    },
    damagedFindings: { ...usual, vault: { ...damaged, snapshot: { ...copy } } },
    damagedNoCopy: { ...usual, vault: { ...damaged, snapshot: null } },
    otherKeychain: {
      ...usual,
      vault: { state: 'otherKeychain', was: 'GNOME Keyring', now: 'KWallet' },
    },
    firstRunKit: { ...withKey, recovery: noRecovery },
    firstRunKitSaved: { ...withKey, recovery: { ...noRecovery, kit: savedKit } },
    firstRunKitTried: {
      ...withKey,
      recovery: { ...noRecovery, kit: { ...savedKit, rehearsedAt: minutesAgo(1) } },
    },
  }
}

const session = () => ({ kitId: savedKit.kitId, since: minutesAgo(4) })
