import type { KeyRef, KeyRow } from '../../shared/model/key.ts'

interface KnownRow {
  readonly row: KeyRow
  readonly changedAt: number
}

/** The local keys as last told, and which of them changed since when. Versions count up with each change, from 1. */
export class LocalChanges {
  readonly #known = new Map<string, KnownRow>()
  readonly #goneAt = new Map<string, number>()
  #version = 0

  get version(): number {
    return this.#version
  }

  /** Takes in a whole list. A key that was only read again has not changed. */
  take(rows: readonly KeyRow[]): void {
    const next = this.#version + 1
    const there = new Set<string>()
    for (const row of rows) {
      there.add(row.keyId)
      const known = this.#known.get(row.keyId)
      if (known !== undefined && isSameKey(known.row, row)) continue
      this.#known.set(row.keyId, { row, changedAt: next })
      this.#goneAt.delete(row.keyId)
      this.#version = next
    }
    for (const keyId of this.#known.keys()) {
      if (there.has(keyId)) continue
      this.#known.delete(keyId)
      this.#goneAt.set(keyId, next)
      this.#version = next
    }
  }

  /** What changed after a version; every key, and none gone, after 0. */
  since(version: number): { readonly keys: readonly KeyRow[]; readonly gone: readonly KeyRef[] } {
    const keys = [...this.#known.values()].flatMap(({ row, changedAt }) => (changedAt > version ? row : []))
    if (version === 0) return { keys, gone: [] }
    const gone = [...this.#goneAt].flatMap(([keyId, at]): KeyRef[] =>
      at > version ? [{ service: 'local', keyId }] : [],
    )
    return { keys, gone }
  }
}

/** Whether two rows tell the same but for when they were read. There are 10,000 of them: no text is made of any. */
function isSameKey(a: KeyRow, b: KeyRow): boolean {
  return isSameData(a, b, 'readAt')
}

/** Of plain data without undefined values. */
function isSameData(a: object, b: object, but?: string): boolean {
  const [ofA, ofB] = [a as Fields, b as Fields]
  const names = Object.keys(ofA)
  if (names.length !== Object.keys(ofB).length) return false
  return names.every((name) => name === but || isSameValue(ofA[name], ofB[name]))
}

function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  return typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && isSameData(a, b)
}

type Fields = Readonly<Record<string, unknown>>
