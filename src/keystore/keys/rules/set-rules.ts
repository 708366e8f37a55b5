import type { KeyRules } from '../../../shared/model/local-key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput, LocalKey } from '../../protocol.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { KeyEntry } from '../key-entry.ts'
import { requireKeyState } from '../require-key-state.ts'

/** Says what a key may be used for from now on. Throws INVALID_REQUEST {reason} for rules that say nothing sensible. */
export async function setRules(
  store: OpenStore,
  { keyId, rules }: KeystoreInput<'setRules'>,
): Promise<LocalKey> {
  const entry = store.keys.entry(keyId)
  requireKeyState('TagResource', entry, store.now())
  refuseNonsense(entry, rules)
  const kept = saysNothing(rules) ? null : JSON.stringify(rules)
  if (kept === entry.key.rules) return store.keys.describe(keyId)
  await store.change((database) =>
    database.prepare('UPDATE keys SET rules = ? WHERE key_id = ?').run(kept, keyId),
  )
  return store.keys.describe(keyId)
}

function saysNothing({ operations, requiredContext, notBefore, notAfter }: KeyRules): boolean {
  return operations === null && requiredContext.length === 0 && notBefore === null && notAfter === null
}

function refuseNonsense({ key }: KeyEntry, { requiredContext, notBefore, notAfter }: KeyRules): void {
  for (const date of [notBefore, notAfter])
    if (date !== null && Number.isNaN(Date.parse(date))) throw invalid('date')
  if (notBefore !== null && notAfter !== null && Date.parse(notBefore) >= Date.parse(notAfter))
    throw invalid('dates')
  if (requiredContext.length > 0 && key.spec !== 'SYMMETRIC_DEFAULT') throw invalid('context')
  if (new Set(requiredContext.map((pair) => pair.key)).size !== requiredContext.length)
    throw invalid('context')
}

function invalid(reason: string): VaultError {
  return new VaultError('INVALID_REQUEST', 'these rules contradict themselves or the kind of key', {
    facts: { reason },
  })
}
