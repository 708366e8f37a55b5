import { factsOfSpec, type KeySpecFacts } from '../../../shared/kms/key-specs.ts'
import type { KeyOperation } from '../../../shared/kms/kms-operation.ts'
import type { LocalKeyUsage } from '../../../shared/model/local-key.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { MaterialRecord } from '../../store/store-rows.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'
import { requireKeyState } from '../require-key-state.ts'
import { checkRules, type RuledUse } from '../rules/check-rules.ts'

export interface WantedUse extends RuledUse {
  /** As the table of states calls it. */
  readonly kmsOperation: KeyOperation
  readonly usage: LocalKeyUsage
  readonly algorithm: string
}

const algorithmsOf: Readonly<Record<LocalKeyUsage, (facts: KeySpecFacts) => readonly string[]>> = {
  ENCRYPT_DECRYPT: ({ encryption }) => Object.keys(encryption),
  SIGN_VERIFY: ({ signing }) => signing,
  GENERATE_VERIFY_MAC: ({ mac }) => mac,
}

/**
 * A key that may be used like this now. In KMS's order: its state, its usage and algorithm, its rules. Throws
 * KEY_NOT_FOUND, KEY_DISABLED, KEY_STATE_INVALID, KEY_USAGE_INVALID {algorithm}, KEY_RULE_REFUSED.
 */
export function keyInUse({ keys, now }: OpenStore, keyId: string, use: WantedUse): KeyEntry {
  const entry = keys.entry(keyId)
  requireKeyState(use.kmsOperation, entry, now())
  const facts = factsOfSpec(entry.key.spec)
  const fits = entry.key.usage === use.usage && facts !== null
  if (!fits || !algorithmsOf[use.usage](facts).includes(use.algorithm))
    throw new VaultError('KEY_USAGE_INVALID', 'this key is not for that, or not with this algorithm', {
      facts: { ...keyFacts(entry), algorithm: use.algorithm },
    })
  checkRules(entry, use, now())
  return entry
}

/** The current material's row. Throws KEY_STATE_INVALID where none was imported. */
export function currentMaterial(entry: KeyEntry): MaterialRecord {
  const material = entry.materials.get(entry.key.currentMaterialId ?? '')
  if (material !== undefined) return material
  throw new VaultError('KEY_STATE_INVALID', 'this key has no key material yet; import it', {
    facts: { ...keyFacts(entry), state: entry.key.state },
  })
}

/** Throws INVALID_REQUEST where more bytes came than one call takes. */
export function requireLength(bytes: Uint8Array, most: number): void {
  if (bytes.length > 0 && bytes.length <= most) return
  throw new VaultError('INVALID_REQUEST', `this takes 1 to ${most} bytes`, {
    facts: { bytes: bytes.length, most },
  })
}
