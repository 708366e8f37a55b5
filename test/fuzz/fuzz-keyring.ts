import type { Keyring } from '../../src/main/keyrings/keyring.ts'
import { MultiKeyring } from '../../src/main/keyrings/multi-keyring.ts'
import { tryDoors } from '../../src/main/keyrings/try-doors.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import { VaultError } from '../../src/shared/vault-error.ts'
import { fixedKeyring } from '../support/fixed-keyring.ts'

/** Gives the data key of crafted messages (sevens, as many as the suite wants) for a door called `p`. */
const craftedKeyring: Keyring = {
  wrap: () =>
    Promise.reject(new VaultError('KEY_USAGE_INVALID', 'this keyring opens crafted messages alone')),
  unwrap: (request) =>
    tryDoors(request, ({ providerId }) => {
      if (Buffer.from(providerId).toString('latin1') !== 'p') return undefined
      const dataKey = new Uint8Array(request.dataKeyLength).fill(7)
      return () => Promise.resolve({ dataKey: Secret.take(dataKey), keyMaterialId: null })
    }),
}

/** Opens crafted messages, and those of `fixedKeyring`. */
export function fuzzKeyring(): Keyring {
  return new MultiKeyring({ children: [fixedKeyring(), craftedKeyring] })
}
