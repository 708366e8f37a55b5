import { isVaultError, type VaultErrorCode } from '../../../../shared/vault-error.ts'

/** What became of one question about one key. `none`: the service has no such thing for this key, or failed for it. */
export type Cell<Value> =
  { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'denied' | 'none' | 'gone' }

/** So many keys in a row for which an action was denied mean that it is denied as a whole. */
const deniedInARow = 5
/** So many failures in a row mean that the service fails, and not one key. */
const failedInARow = 5

/** What ends a reading whatever key it was about. */
const ending: ReadonlySet<VaultErrorCode> = new Set([
  'CANCELLED',
  'INTERNAL',
  'KMS_UNREACHABLE',
  'KMS_THROTTLED',
  'KMS_CLOCK_SKEWED',
  'KMS_ANSWER_INVALID',
  'KMS_CREDENTIALS_MISSING',
  'KMS_CREDENTIALS_EXPIRED',
  'KMS_CREDENTIALS_REFUSED',
])

/** No failure: this kind of key, or this endpoint, has no such thing. */
const notThere: ReadonlySet<VaultErrorCode> = new Set([
  'KEY_USAGE_INVALID',
  'KEY_STATE_INVALID',
  'KMS_UNSUPPORTED',
  'KMS_OPERATION_UNKNOWN',
  'KMS_KEY_STORE_FAILED',
])

/**
 * The columns of one reading, each filled by one action. An action that is denied for several keys in a row is not asked
 * any more; a key that alone is denied, or fails, costs its own cell and nothing else.
 */
export class Columns {
  readonly #asked = new Map<string, { inARow: number; allowed: boolean; denied: boolean }>()
  #failures = 0

  /** Asks unless the column is closed. Throws what ends a reading. */
  async cell<Value>(action: string, read: () => Promise<Value>): Promise<Cell<Value>> {
    if (this.isClosed(action)) return { kind: 'denied' }
    const column = this.#asked.get(action) ?? { inARow: 0, allowed: false, denied: false }
    this.#asked.set(action, column)
    try {
      const value = await read()
      column.inARow = 0
      column.allowed = true
      this.#failures = 0
      return { kind: 'value', value }
    } catch (error) {
      if (!isVaultError(error) || ending.has(error.code)) throw error
      if (error.code === 'KMS_KEY_NOT_FOUND') return { kind: 'gone' }
      if (error.code === 'KMS_ACCESS_DENIED') {
        column.inARow += 1
        column.denied = true
        return { kind: 'denied' }
      }
      if (!notThere.has(error.code)) this.#failures += 1
      if (this.#failures >= failedInARow) throw error
      return { kind: 'none' }
    }
  }

  isClosed(action: string): boolean {
    return (this.#asked.get(action)?.inARow ?? 0) >= deniedInARow
  }

  /** Actions that were denied wherever they were asked at last, by name. */
  denied(): readonly string[] {
    return [...this.#asked]
      .filter(([action, { allowed, denied }]) => this.isClosed(action) || (denied && !allowed))
      .map(([action]) => action)
      .toSorted()
  }
}
