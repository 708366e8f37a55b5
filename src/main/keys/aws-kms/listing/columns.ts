import { isVaultError, type VaultErrorCode } from '../../../../shared/vault-error.ts'

/** What became of one question about one key. `none`: the service has no such thing for this key, or failed for it. */
export type Cell<Value> =
  { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'denied' | 'none' | 'gone' }

/** So many keys in a row for which an action was denied mean that it is denied as a whole. */
const deniedInARow = 5
/** While an action counts as denied as a whole, one key in so many is asked about: policies differ from key to key. */
const askedAgain = 50
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

/** What became of asking so far. */
interface Column {
  readonly action: string
  deniedInARow: number
  /** Keys that were not asked about since the column closed, or since one was tried. */
  passedOver: number
  allowed: boolean
  denied: boolean
}

/**
 * The columns of one reading, each filled by one action. An action that is denied for several keys in a row is asked now
 * and then only, until a key answers; a key that alone is denied, or fails, costs its own cell and nothing else. Keys that answered in an earlier
 * reading are counted by themselves: whoever may use three keys of thousands goes on seeing those three.
 */
export class Columns {
  readonly #columns = new Map<string, Column>()
  #failures = 0

  /** Asks unless the column is closed. `answered`: the key did so in an earlier reading. Throws what ends a reading. */
  async cell<Value>(action: string, read: () => Promise<Value>, answered = false): Promise<Cell<Value>> {
    const column = this.#column(action, answered)
    if (isPassedOver(column)) return { kind: 'denied' }
    try {
      const value = await read()
      column.deniedInARow = 0
      column.allowed = true
      this.#failures = 0
      return { kind: 'value', value }
    } catch (error) {
      return { kind: this.#gap(column, error) }
    }
  }

  /** Actions that were denied wherever they were asked at last, by name. */
  denied(): readonly string[] {
    const denied = [...this.#columns.values()].filter(
      (column) => isClosed(column) || (column.denied && !column.allowed),
    )
    return [...new Set(denied.map(({ action }) => action))].toSorted()
  }

  #column(action: string, answered: boolean): Column {
    const name = `${action} ${answered}`
    const column = this.#columns.get(name) ?? newColumn(action)
    this.#columns.set(name, column)
    return column
  }

  /** Throws what is no gap. */
  #gap(column: Column, error: unknown): 'denied' | 'none' | 'gone' {
    if (!isVaultError(error) || ending.has(error.code)) throw error
    if (error.code === 'KMS_KEY_NOT_FOUND') return 'gone'
    if (error.code === 'KMS_ACCESS_DENIED') {
      column.deniedInARow += 1
      column.denied = true
      return 'denied'
    }
    if (!notThere.has(error.code)) this.#failures += 1
    if (this.#failures >= failedInARow) throw error
    return 'none'
  }
}

function newColumn(action: string): Column {
  return { action, deniedInARow: 0, passedOver: 0, allowed: false, denied: false }
}

/** Whether this key is not asked about. Counts it: the last of a stretch is. */
function isPassedOver(column: Column): boolean {
  if (!isClosed(column)) return false
  column.passedOver = (column.passedOver + 1) % askedAgain
  return column.passedOver !== 0
}

function isClosed({ deniedInARow: inARow }: Column): boolean {
  return inARow >= deniedInARow
}
