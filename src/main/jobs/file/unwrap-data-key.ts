import { suiteOf } from '../../message/algorithm-suite.ts'
import type { EncryptionContext } from '../../message/encryption-context.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { Keyring, UnwrapOutcome } from '../../keyrings/keyring.ts'
import { isSignInNeeded } from '../../keyrings/sign-in-needed.ts'
import { VaultError } from '../../../shared/vault-error.ts'

export type OpenedDoor = Extract<UnwrapOutcome, { opened: true }>

/**
 * Unwraps a header's data key; the caller wipes it. Where no door opened, the error of the first door that was tried
 * tells more than "no door opens": a refusal by KMS, a locked keychain. Throws that, or NO_DOOR_OPENS.
 */
export async function unwrapDataKey(
  keyring: Keyring,
  header: ParsedHeader,
  options: { readonly context: EncryptionContext; readonly signal?: AbortSignal | undefined },
): Promise<OpenedDoor> {
  const { context, signal } = options
  const outcome = await keyring.unwrap({
    context,
    dataKeyLength: suiteOf(header.suite).dataKeyLength,
    encryptedDataKeys: header.encryptedDataKeys,
    ...(signal && { signal }),
  })
  if (outcome.opened) return outcome
  // Whoever signs in again may open it, whatever the other doors said.
  throw outcome.tried.find(isSignInNeeded) ?? outcome.tried[0] ?? noDoorOpens(header)
}

function noDoorOpens(header: ParsedHeader): VaultError {
  return new VaultError(
    'NO_DOOR_OPENS',
    'none of your keys opens this file; ask whoever made it which key it needs',
    { facts: { doors: header.encryptedDataKeys.length } },
  )
}
