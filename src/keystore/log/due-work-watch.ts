import { plainActivity, type NewActivity } from '../../shared/model/activity.ts'
import type { MaterialRecord } from '../store/store-rows.ts'

/**
 * Finds what the store does by itself: nobody asks for it, so no operation is logged. A rotation that came due is a new
 * material that says so; an imported material that expired has lost its bytes while nobody was at work.
 */
export class DueWorkWatch {
  /** Whether a material has its bytes, by its id. */
  #known: ReadonlyMap<string, boolean> | undefined
  #rows: readonly MaterialRecord[] | undefined

  /** What happened since the last look. */
  look(rows: readonly MaterialRecord[], isAtWork: boolean): readonly NewActivity[] {
    if (rows === this.#rows) return []
    const before = this.#known
    this.#rows = rows
    this.#known = new Map(rows.map(({ materialId, sealed }) => [materialId, sealed !== null]))
    if (before === undefined) return []
    return rows.flatMap((row) => {
      const had = before.get(row.materialId)
      if (had === undefined && row.rotationType === 'AUTOMATIC') return [dueEntry('rotateByDate', row)]
      const expired = had === true && row.sealed === null && row.validTo !== null && !isAtWork
      return expired ? [dueEntry('expireMaterial', row)] : []
    })
  }

  /** The store was closed, or is another one. */
  forget(): void {
    this.#known = undefined
    this.#rows = undefined
  }
}

function dueEntry(what: string, { keyId, materialId }: MaterialRecord): NewActivity {
  return { ...plainActivity, area: 'keys', service: 'local', what, keyId, keyMaterialId: materialId }
}
