import { factsOfSpec } from '../../../shared/kms/key-specs.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenStore } from '../../store/open-store.ts'
import { keyFacts } from '../key-facts.ts'
import { requireKeyState } from '../require-key-state.ts'
import { checkRules } from '../rules/check-rules.ts'
import { currentMaterial } from './key-in-use.ts'

/** The public half of a key pair, SPKI in DER. Throws KEY_UNSUPPORTED for a key that has none, and what its state says. */
export function getPublicKey(store: OpenStore, keyId: string): Uint8Array {
  const entry = store.keys.entry(keyId)
  requireKeyState('GetPublicKey', entry, store.now())
  const kind = factsOfSpec(entry.key.spec)?.kind
  if (kind === 'symmetric' || kind === 'hmac')
    throw new VaultError('KEY_UNSUPPORTED', 'a key of this kind has no public key', {
      facts: keyFacts(entry),
    })
  checkRules(entry, { operation: 'GetPublicKey', protects: false }, store.now())
  return Uint8Array.from(currentMaterial(entry).publicKey ?? [])
}
