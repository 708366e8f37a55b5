import { VaultError } from '../../shared/vault-error.ts'
import type { AlgorithmSuite } from './algorithm-suite.ts'

/** Which suites may be written and read, by whether they commit to their key. FORMAT.md section 6. */
export type CommitmentPolicy =
  'FORBID_ENCRYPT_ALLOW_DECRYPT' | 'REQUIRE_ENCRYPT_ALLOW_DECRYPT' | 'REQUIRE_ENCRYPT_REQUIRE_DECRYPT'

/** Throws COMMITMENT_REQUIRED where the policy does not let a message of this suite be opened. */
export function checkCommitmentOnReading(suite: AlgorithmSuite, policy: CommitmentPolicy): void {
  if (suite.commits || policy !== 'REQUIRE_ENCRYPT_REQUIRE_DECRYPT') return
  throw commitmentRequired(suite)
}

/** The error for a message whose suite does not commit to its key. */
export function commitmentRequired({ id }: Pick<AlgorithmSuite, 'id'>): VaultError {
  return new VaultError(
    'COMMITMENT_REQUIRED',
    'this message does not commit to its key: with two keys it could be made to open to two contents; allow it first',
    { facts: { suite: id } },
  )
}

/** Throws INVALID_REQUEST where the policy does not let a message of this suite be written. */
export function checkCommitmentOnWriting(suite: AlgorithmSuite, policy: CommitmentPolicy): void {
  if (suite.commits === (policy !== 'FORBID_ENCRYPT_ALLOW_DECRYPT')) return
  throw new VaultError('INVALID_REQUEST', 'the commitment policy does not let this suite be written', {
    facts: { suite: suite.id },
  })
}
