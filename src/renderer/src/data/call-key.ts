import type { CallInput, CallOutput } from '../../../shared/contract.ts'
import type { KeyRef } from '../../../shared/model/key.ts'
import { isVaultError, VaultError } from '../../../shared/vault-error.ts'
import { call } from './call.ts'
import type { KeyChangeCall } from './key-change.ts'
import type { KeyPartCall } from './key-queries.ts'
import { refId } from './key-ref.ts'
import { aliasOf } from './keys-store.ts'

/**
 * Calls for one key. A failure is told with the name that the person knows the key by, where its service named only its id.
 * Throws VaultError.
 */
export async function callKey<Name extends KeyPartCall | KeyChangeCall>(
  name: Name,
  input: CallInput<Name> & { readonly ref: KeyRef },
): Promise<CallOutput<Name>> {
  try {
    return await call<Name>(name, input)
  } catch (error) {
    const alias = aliasOf(refId(input.ref))
    if (!isVaultError(error) || alias === null || error.facts['name'] !== undefined) throw error
    throw new VaultError(error.code, error.message, { facts: { ...error.facts, name: alias }, cause: error })
  }
}
