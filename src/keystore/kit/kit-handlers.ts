import { VaultError } from '../../shared/vault-error.ts'
import type { Answer } from '../handlers/operation-handler.ts'
import type { KitKeys } from './kit-keys.ts'
import type { KitInput, KitOperation, KitOutput } from './kit-operations.ts'
import { makeKit, readSheets, type KitDeps } from './make-kit.ts'
import { openSheets } from './open-sheets.ts'
import { unwrapWithKit } from './unwrap-with-kit.ts'

export type KitHandlers = {
  readonly [Op in KitOperation]: (input: KitInput<Op>) => Promise<Answer<KitOutput<Op>>>
}

/** What the kit process does. It knows one kit at most, from `openKit` to its end. */
export function kitHandlers(deps: KitDeps): KitHandlers {
  let open: KitKeys | undefined
  return {
    makeKit: async (input) => {
      const { kit, keys, savedAs } = await makeKit(input, deps)
      const backupKey = keys.backupKey.use((bytes) => Uint8Array.from(bytes))
      keys.backupKey.wipe()
      const value = { kit, publicKey: keys.publicKey, backupKey, savedAs: [...savedAs] }
      return { value, wipe: () => backupKey.fill(0) }
    },
    readSheets: async ({ paths }) => ({ value: { sheets: [...readSheets(paths, deps.files)] } }),
    openKit: async (entry) => {
      open = await openSheets(entry, deps.derive)
      open.backupKey.wipe()
      return { value: { kitId: open.kitId, fingerprint: open.fingerprint } }
    },
    unwrapWithKit: async ({ ciphertext }) => {
      if (open === undefined) throw new VaultError('KIT_WRONG', 'no kit was opened yet')
      const dataKey = unwrapWithKit(open.privateKey, ciphertext)
      return { value: { dataKey }, wipe: () => dataKey.fill(0) }
    },
  }
}
