import { timingSafeEqual } from 'node:crypto'
import { VaultError } from '../../../shared/vault-error.ts'
import type { KeystoreInput } from '../../protocol.ts'
import type { MaterialRecord } from '../../store/store-rows.ts'
import type { KeyEntry } from '../key-entry.ts'
import { keyFacts } from '../key-facts.ts'

/** Where imported material goes: a key's first one, one that it knows already, or one that waits for a rotation. */
export type Place =
  | { readonly kind: 'first' }
  | { readonly kind: 'again'; readonly row: MaterialRecord }
  | { readonly kind: 'waits' }

type Wish = Pick<KeystoreInput<'importKeyMaterial'>, 'type' | 'keyMaterialId'>

/**
 * KMS's rules for ImportKeyMaterial. Throws KEY_MATERIAL_OTHER where the key needs the material that it had before, and
 * INVALID_REQUEST for a wish that contradicts itself.
 */
export function placeOf(entry: KeyEntry, fingerprint: Uint8Array, { type, keyMaterialId }: Wish): Place {
  if (type === 'NEW_KEY_MATERIAL' && keyMaterialId !== null)
    throw new VaultError('INVALID_REQUEST', 'new material has no id yet', {
      facts: { reason: 'keyMaterialId' },
    })
  const row = [...entry.materials.values()].find((one) => isSame(one.fingerprint, fingerprint))
  if (row !== undefined) {
    const isAnother = keyMaterialId !== null && keyMaterialId !== row.materialId
    if (type === 'NEW_KEY_MATERIAL' || isAnother) throw other(entry, 'there')
    return { kind: 'again', row }
  }
  if (keyMaterialId !== null) throw other(entry, 'another')
  const isFirst = entry.materials.size === 0
  if (isFirst) return { kind: 'first' }
  const mayWait = entry.key.spec === 'SYMMETRIC_DEFAULT' && type === 'NEW_KEY_MATERIAL'
  if (!mayWait) throw other(entry, 'another')
  return { kind: 'waits' }
}

function isSame(a: Uint8Array | null, b: Uint8Array): boolean {
  return a !== null && a.length === b.length && timingSafeEqual(a, b)
}

function other(entry: KeyEntry, reason: 'there' | 'another'): VaultError {
  return new VaultError(
    'KEY_MATERIAL_OTHER',
    'this is not the material that belongs here; choose the file of before',
    {
      facts: { ...keyFacts(entry), reason },
    },
  )
}
