import type { Keychain } from '../../src/keystore/keychain/keychain.ts'
import { diskFiles, type StoreFiles } from '../../src/keystore/store/store-files.ts'

/** Lets `steps` operations of keychain and disk happen; from then on nothing does, as after a power cut. */
export function powerCutAfter(steps: number, keychain: Keychain) {
  let left = steps
  const step = (): void => {
    if (left === 0) powerIsOff()
    left -= 1
  }
  const cutFiles = Object.fromEntries(
    Object.entries(diskFiles).map(([name, run]) => [
      name,
      (...args: unknown[]) => {
        step()
        return (run as (...all: unknown[]) => unknown)(...args)
      },
    ]),
  ) as unknown as StoreFiles
  const cutKeychain: Keychain = {
    get: async (account) => (step(), keychain.get(account)),
    set: async (account, value) => (step(), keychain.set(account, value)),
    remove: async (account) => (step(), keychain.remove(account)),
  }
  return { keychain: cutKeychain, files: cutFiles, hasCut: () => left === 0 }
}

/** Fails as anything does without power. */
export function powerIsOff(): never {
  throw new Error('the power is off')
}
