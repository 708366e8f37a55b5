import { isVaultError } from '../../shared/vault-error.ts'

/** The fact of an error that says: credentials that were there ended, and signing in brings them back. */
export const endedFact = 'credentialsEnded'

/** True for the error of a call that a person has to sign in for, or to unlock the keys of this computer. */
export function isSignInNeeded(error: unknown): boolean {
  return isVaultError(error) && (error.facts[endedFact] !== undefined || error.code === 'KEYSTORE_LOCKED')
}
