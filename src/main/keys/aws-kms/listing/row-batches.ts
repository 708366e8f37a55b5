import type { KeyRow } from '../../../../shared/model/key.ts'

/** How long rows are gathered, milliseconds. */
export const batchEvery = 200

/** Gathers rows as they come, so that thousands of them are told a few times a second. A newer row replaces an older one. */
export class RowBatches {
  readonly #tell: (rows: readonly KeyRow[]) => void
  readonly #now: () => Date
  readonly #rows = new Map<string, KeyRow>()
  #toldAt = 0

  constructor(tell: (rows: readonly KeyRow[]) => void, now: () => Date) {
    this.#tell = tell
    this.#now = now
  }

  add(row: KeyRow): void {
    this.#rows.set(row.keyId, row)
    if (Math.abs(this.#now().getTime() - this.#toldAt) >= batchEvery) this.flush()
  }

  flush(): void {
    this.#toldAt = this.#now().getTime()
    if (this.#rows.size === 0) return
    const rows = [...this.#rows.values()]
    this.#rows.clear()
    this.#tell(rows)
  }
}
