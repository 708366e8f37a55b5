import type { KeyRules, RuledOperation } from '../../../shared/model/local-key.ts'
import { VaultError, type VaultErrorFacts } from '../../../shared/vault-error.ts'
import type { EncryptionContext } from '../../../main/message/encryption-context.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'
import { rulesOf } from '../tell-key.ts'

export interface RuledUse {
  readonly operation: RuledOperation
  /** It encrypts, signs or authenticates: dates count. What only opens or verifies goes on after them. */
  readonly protects: boolean
  /** Of symmetric keys. */
  readonly context?: EncryptionContext
}

/**
 * Throws KEY_RULE_REFUSED {rule: operations | notBefore | notAfter | context} where the key's own rules do not allow the
 * use. A key without rules allows everything that its usage does.
 */
export function checkRules(entry: KeyEntry, use: RuledUse, now: Date): void {
  const rules = entry.key.rules === null ? null : rulesOf(entry)
  if (rules === null) return
  const { operation, protects, context } = use
  if (rules.operations !== null && !rules.operations.includes(operation))
    throw refused(entry, { rule: 'operations', operation })
  if (protects) checkDates(entry, rules, now)
  if (context === undefined) return
  const missing = rules.requiredContext.find(({ key, value }) => context.get(key) !== value)
  if (missing !== undefined) throw refused(entry, { rule: 'context', pair: missing.key })
}

function checkDates(entry: KeyEntry, { notBefore, notAfter }: KeyRules, now: Date): void {
  if (notBefore !== null && now.getTime() < Date.parse(notBefore))
    throw refused(entry, { rule: 'notBefore', date: notBefore })
  if (notAfter !== null && now.getTime() >= Date.parse(notAfter))
    throw refused(entry, { rule: 'notAfter', date: notAfter })
}

function refused(entry: KeyEntry, facts: VaultErrorFacts): VaultError {
  return new VaultError('KEY_RULE_REFUSED', 'the rules of this key do not allow this', {
    facts: { ...keyFacts(entry), ...facts },
  })
}
