import type { WaitingFor } from '../../../shared/model/job.ts'
import { thisComputerId } from '../../../shared/this-computer.ts'
import { isVaultError } from '../../../shared/vault-error.ts'
import { isSignInNeeded } from '../../keyrings/sign-in-needed.ts'

/** A connection that a person has to sign in to, or the vault to unlock, and what its last call failed with. */
export type SignInNeeded = Omit<WaitingFor, 'files'>

/** The keys of this computer are locked: files that need them go on when they are unlocked. */
export const unlockNeeded: SignInNeeded = {
  connectionId: thisComputerId,
  connectionName: '',
  code: 'KEYSTORE_LOCKED',
}

/**
 * The connection whose credentials ended under a job: waiting for them ends nothing, and failing because of them would.
 * Null for any other error, also where a connection never had credentials.
 */
export function signInNeeded(error: unknown): SignInNeeded | null {
  if (!isVaultError(error) || !isSignInNeeded(error)) return null
  if (error.code === 'KEYSTORE_LOCKED') return unlockNeeded
  const { connectionId, connection } = error.facts
  if (typeof connectionId !== 'string') return null
  return { connectionId, connectionName: String(connection ?? ''), code: error.code }
}
