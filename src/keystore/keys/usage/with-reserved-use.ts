import { keyLimits } from '../../../shared/kms/key-limits.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { VaultOperations } from '../../vault.ts'
import { keyFacts } from '../key-facts.ts'
import { rotateInside } from '../rotation/rotate-inside.ts'
import { reservedUses, UsesSpent } from './reserved-uses.ts'

/**
 * Runs what protects something under a key's current material; where no use of it is reserved, reserves a block in one
 * change of the store and runs it again. Throws what `use` and the change throw, and KEY_LIMIT_REACHED for imported
 * material that was used as often as it may be.
 */
export async function withReservedUse<T>(
  vault: Pick<VaultOperations, 'read' | 'change'>,
  use: (store: OpenStore) => T | Promise<T>,
): Promise<T> {
  for (;;) {
    try {
      return await vault.read(use)
    } catch (error) {
      if (!(error instanceof UsesSpent)) throw error
      const { keyId, materialId } = error
      await vault.change((store) => reserveUses(store, keyId, materialId))
    }
  }
}

/** A material near its limit is replaced instead, long before 2^32 uses, and the key goes on with the new one. */
async function reserveUses(store: OpenStore, keyId: string, materialId: string): Promise<void> {
  const uses = reservedUses(store)
  const entry = store.keys.entry(keyId)
  // Another call has reserved them, or the key has rotated, while this one waited for its turn.
  if (uses.left(materialId) > 0 || entry.key.currentMaterialId !== materialId) return
  const wraps = entry.materials.get(materialId)?.wraps ?? 0
  const block = Math.min(uses.blockLength, uses.most - wraps)
  if (block > 0) {
    await store.change((database) =>
      database
        .prepare('UPDATE key_materials SET wraps = wraps + ? WHERE material_id = ?')
        .run(block, materialId),
    )
    uses.add(materialId, block)
  } else if (entry.key.origin === 'EXTERNAL') {
    throw new VaultError(
      'KEY_LIMIT_REACHED',
      'this material has protected as much as it may; import new material',
      {
        facts: { ...keyFacts(entry), limit: 'uses', most: uses.most, days: keyLimits.expiryDays },
      },
    )
  } else await rotateInside(store, [keyId], { type: 'AUTOMATIC' })
}
