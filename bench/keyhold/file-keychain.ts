import { readFileSync, writeFileSync } from 'node:fs'
import type { Keychain } from '../../src/keystore/keychain/keychain.ts'

/** A keychain in a file of the benchmark's own folder, so that a keystore process finds what one before it kept. */
export function fileKeychain(path: string): Keychain {
  const read = (): Record<string, string> => {
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
    } catch {
      return {}
    }
  }
  const write = (items: Record<string, string>): void => writeFileSync(path, JSON.stringify(items))
  return {
    get: async (account) => read()[account] ?? null,
    set: async (account, value) => write({ ...read(), [account]: value }),
    remove: async (account) => {
      const { [account]: _removed, ...others } = read()
      write(others)
    },
  }
}
