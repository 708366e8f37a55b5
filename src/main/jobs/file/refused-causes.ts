import { VaultError, isVaultError } from '../../../shared/vault-error.ts'
import type { OpenedDoor } from './unwrap-data-key.ts'

/**
 * AWS KMS has one answer for three causes: damaged, made with another context, under another key. KMS.md section 5. A
 * header that is known is the one that was sound before, byte by byte, so it is not damaged: the fact `causes` says
 * `contextOrKey`. Else all three are left, and it says `any`. Any other error is given back as it is.
 */
export async function withCauses(failure: unknown, isKnown: () => Promise<boolean>): Promise<unknown> {
  if (!isVaultError(failure) || failure.code !== 'KMS_INVALID_CIPHERTEXT') return failure
  // Where the history cannot be asked, nothing is ruled out.
  const causes = (await isKnown().catch(() => false)) ? 'contextOrKey' : 'any'
  return new VaultError(failure.code, failure.message, {
    cause: failure,
    facts: { ...failure.facts, causes },
  })
}

/**
 * True where AWS KMS refused a door and another one opened the message. Header and context are authenticated by then, so
 * of the three causes one is left: that door is under another key than it names.
 */
export function hasShutDoor({ tried = [] }: Pick<OpenedDoor, 'tried'>): boolean {
  return tried.some(({ code }) => code === 'KMS_INVALID_CIPHERTEXT' || code === 'KMS_WRONG_KEY')
}
