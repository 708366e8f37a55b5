import type { ContextPair } from '../../../shared/model/context-pair.ts'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { serializeEncryptionContext } from '../../message/encryption-context-codec.ts'
import { checkCallerContext, publicKeyPair } from '../../message/encryption-context-rules.ts'
import { modifiedPair, ownPrefix } from '../file/stored-time.ts'

/** Longer than any value that Keyhold adds: a public key has 68 characters, a time 30. */
const longestOwnValue = 'x'.repeat(80)

/**
 * Checks the pairs that new messages would carry: none reserved, none twice, all of them short enough together with
 * what Keyhold adds, and those that this vault asks for on opening among them. Throws ENCRYPTION_CONTEXT_INVALID,
 * REQUIRED_PAIR_MISSING. FORMAT.md sections 3, 10 and 16.
 */
export function checkWrittenContext(
  options: Pick<PlanOptions, 'context' | 'keepTimes' | 'suite'>,
  required: readonly ContextPair[],
): void {
  const context = new Map<string, string>()
  for (const { key, value } of options.context) {
    if (context.has(key)) throw pairTwice(key)
    if (key.startsWith(ownPrefix)) throw pairReserved(key)
    context.set(key, value)
  }
  checkCallerContext(context)
  const missing = required.find(({ key, value }) => context.get(key) !== value)
  if (missing !== undefined) throw requiredPairMissing(missing)
  if (options.keepTimes) context.set(modifiedPair, longestOwnValue)
  if (options.suite === '0578') context.set(publicKeyPair, longestOwnValue)
  serializeEncryptionContext(context)
}

function pairTwice(key: string): VaultError {
  return new VaultError('ENCRYPTION_CONTEXT_INVALID', 'a name is there twice; each may have one value', {
    facts: { pair: key.slice(0, 256), reason: 'twice' },
  })
}

function pairReserved(key: string): VaultError {
  return new VaultError(
    'ENCRYPTION_CONTEXT_INVALID',
    `names that start with ${ownPrefix} are kept for keyhold; choose another`,
    { facts: { pair: key.slice(0, 256), reason: 'reserved' } },
  )
}

function requiredPairMissing({ key }: ContextPair): VaultError {
  return new VaultError(
    'REQUIRED_PAIR_MISSING',
    'your settings ask for a pair that these messages would not carry: they would not open here again; add it',
    { facts: { pair: key.slice(0, 256) } },
  )
}
