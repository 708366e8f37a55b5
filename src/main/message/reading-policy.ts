import { VaultError } from '../../shared/vault-error.ts'
import { suiteOf } from './algorithm-suite.ts'
import { checkCommitmentOnReading } from './commitment-policy.ts'
import type { MessageLimits } from './message-limits.ts'
import type { ParsedHeader } from './parsed-header.ts'

/**
 * Whether a message whose header parsed may be opened at all, before any key is asked for. Reading a header does not
 * check it: what may not be opened can still be looked at. FORMAT.md sections 6 and 12. Throws COMMITMENT_REQUIRED,
 * MESSAGE_UNSUPPORTED.
 */
export function checkReadingPolicy(header: ParsedHeader, limits: MessageLimits): void {
  const suite = suiteOf(header.suite)
  checkCommitmentOnReading(suite, limits.commitmentPolicy)
  if (!limits.unsignedOnly || suite.signature === 'none') return
  throw new VaultError('MESSAGE_UNSUPPORTED', 'this message is signed, and only unsigned ones are accepted', {
    facts: { suite: suite.id },
  })
}
