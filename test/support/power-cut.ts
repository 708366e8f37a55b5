import { writeFileSync } from 'node:fs'
import { diskBackupFiles, type BackupFiles } from '../../src/keystore/backup/backup-files.ts'
import type { Keychain } from '../../src/keystore/keychain/keychain.ts'

/** Lets `steps` operations of keychain and disk happen; from then on nothing does, as after a power cut or kill -9. */
export function powerCutAfter(steps: number, keychain: Keychain) {
  let left = steps
  let isOff = false
  const step = (): void => {
    if (left > 0) return void (left -= 1)
    isOff = true
    powerIsOff()
  }
  const cutFiles = Object.fromEntries(
    Object.entries(diskBackupFiles).map(([name, run]) => [
      name,
      (...args: unknown[]) => {
        if (name === 'create' && left === 0 && !isOff)
          leaveHalf(...(args as Parameters<BackupFiles['create']>))
        step()
        return (run as (...all: unknown[]) => unknown)(...args)
      },
    ]),
  ) as unknown as BackupFiles
  const cutKeychain: Keychain = {
    get: async (account) => (step(), keychain.get(account)),
    set: async (account, value) => (step(), keychain.set(account, value)),
    remove: async (account) => (step(), keychain.remove(account)),
  }
  return { keychain: cutKeychain, files: cutFiles, hasCut: () => left === 0 }
}

/** A file that is cut while it is written has a beginning. */
function leaveHalf(path: string, parts: readonly Uint8Array[]): void {
  const whole = Buffer.concat(parts)
  writeFileSync(path, whole.subarray(0, whole.length / 2), { flag: 'wx', mode: 0o600 })
}

/** Fails as anything does without power. */
export function powerIsOff(): never {
  throw new Error('the power is off')
}
