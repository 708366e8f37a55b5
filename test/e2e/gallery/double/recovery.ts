import type { KitEntry, RecoveryKit, RecoveryStatus } from '../../../../src/shared/model/recovery.ts'
import { VaultError } from '../../../../src/shared/vault-error.ts'
import type { Answers } from './answers.ts'
import { minutesAgo } from './data.ts'
import { openIn } from './vault.ts'
import type { World } from './world.ts'

/** A kit that was saved and not tried. */
export const savedKit: RecoveryKit = {
  kitId: 'KH-7Q2M4XAB',
  fingerprint: '4f'.repeat(32),
  form: 'passphrase',
  threshold: null,
  sheets: 1,
  madeFor: 'mira’s laptop',
  madeAt: minutesAgo(5),
  rehearsedAt: null,
  revokedAt: null,
}

/** No kit, no backup. */
export const noRecovery: RecoveryStatus = {
  kit: null,
  formerKits: [],
  session: null,
  backup: { folder: null, lastAt: null, lastName: null, problem: null },
}

/** A kit that was tried, one before it, and backups. */
export const recovered: RecoveryStatus = {
  kit: { ...savedKit, madeAt: minutesAgo(9 * 1440), rehearsedAt: minutesAgo(9 * 1440) },
  formerKits: [
    {
      ...savedKit,
      kitId: 'KH-3ND8V0TP',
      fingerprint: 'c1'.repeat(32),
      form: 'plain',
      madeAt: minutesAgo(60 * 1440),
      revokedAt: minutesAgo(9 * 1440),
    },
  ],
  session: null,
  backup: {
    folder: 'Backups on “STICK”',
    lastAt: minutesAgo(50),
    lastName: 'keyhold-2026-11-23.backup',
    problem: null,
  },
}

/** What the double answers about kits and backups. */
export function recoveryAnswers(world: World) {
  const set = (part: Partial<RecoveryStatus>): RecoveryStatus => {
    const recovery = { ...world.now().recovery, ...part }
    world.change({ recovery })
    return recovery
  }
  const now = () => world.now().recovery
  /** A kit with a wrong letter in line 3 of what was typed, as often as it has a Q in its first line. */
  const open = ({ from, sheets, passphrase }: KitEntry): string => {
    if (from === 'typed' && sheets.some((sheet) => sheet.split('\n')[2]?.includes('Q')))
      throw new VaultError('KIT_TEXT_INVALID', 'this is not what a sheet says', { facts: { line: 3 } })
    if (passphrase === 'wrong') throw new VaultError('KIT_PASSPHRASE_WRONG', 'not its passphrase')
    return now().kit?.kitId ?? savedKit.kitId
  }
  return {
    'recovery.status': now,
    'recovery.makeKit': ({ form, threshold, sheets, madeFor }) => {
      const kit = {
        ...savedKit,
        kitId: 'KH-9VTE51WC',
        form,
        threshold,
        sheets,
        madeFor,
        madeAt: minutesAgo(0),
      }
      const former = now().kit
      set({ kit, formerKits: [...(former === null ? [] : [former]), ...now().formerKits] })
      return { kit, savedAs: ['keyhold-kit.pdf'] }
    },
    'recovery.rehearse': (entry) => {
      const kitId = open(entry)
      const { kit } = now()
      if (kit !== null) set({ kit: { ...kit, rehearsedAt: new Date().toISOString() } })
      return { kitId, seconds: 0.8 }
    },
    'recovery.revoke': () => {
      const { kit, formerKits } = now()
      return set({ kit: null, formerKits: [...(kit === null ? [] : [kit]), ...formerKits] })
    },
    'recovery.beginSession': (entry) => set({ session: { kitId: open(entry), since: minutesAgo(0) } }),
    'recovery.endSession': () => set({ session: null }),
    'backup.makeNow': () =>
      set({ backup: { ...now().backup, lastAt: minutesAgo(0), lastName: 'keyhold.backup' } }),
    'backup.chooseFolder': () => set({ backup: { ...now().backup, folder: 'Backups' } }),
    'backup.forgetFolder': () => set({ backup: { ...now().backup, folder: null } }),
    'backup.find': () => ({
      backupId: 'found',
      name: 'keyhold-2026-11-01.backup',
      madeAt: minutesAgo(22 * 1440),
      kitId: savedKit.kitId,
      epoch: 1100,
      keyCount: 2,
      madeFor: 'mira’s laptop',
      compared: 'older' as const,
    }),
    'backup.restore': ({ kit, mode }) => {
      open(kit)
      world.change({ vault: openIn(mode) })
      return world.now().vault
    },
  } satisfies Partial<Answers>
}
