import type { DatabaseSync } from 'node:sqlite'
import { versionOf } from '../../store/migrate-store.ts'

/** More than anybody makes between two copies of a store, and an eighth of what a material is used for at most. */
export const lostUses = 2 ** 28

/** The version whose materials count their uses; an earlier store has none to correct. */
const firstToCount = 3

/**
 * A copy of a store that takes its place does not know of the uses that were made after it. To be called in the same change:
 * counts far more of them than there can be for every current material that counts, so the number is never below the truth;
 * after at most eight copies a material is at its limit, and the key gets another by itself.
 */
export function countLostUses(database: DatabaseSync): void {
  if (versionOf(database) < firstToCount) return
  database
    .prepare(
      `UPDATE key_materials SET wraps = wraps + ? WHERE state = 'CURRENT'
      AND key_id IN (SELECT key_id FROM keys WHERE spec = 'SYMMETRIC_DEFAULT')`,
    )
    .run(lostUses)
}
