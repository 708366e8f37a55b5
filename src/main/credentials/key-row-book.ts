import type { AwsKeyRef, KeyRow } from '../../shared/model/key.ts'

/** What changed among the rows since a version. `gone` may name keys that the asker never saw. */
export interface RowChanges {
  readonly version: number
  readonly keys: readonly KeyRow[]
  readonly gone: readonly AwsKeyRef[]
}

interface Entry {
  /** Null: the key is gone. */
  readonly row: KeyRow | null
  readonly version: number
}

/**
 * The rows of AWS keys of every connection, each with the version at which it last changed, so that only what changed
 * travels to the page. Versions count up from 1 for as long as the app runs.
 */
export class KeyRowBook {
  readonly #byConnection = new Map<string, Map<string, Entry>>()
  #version = 0

  /** Adds rows or replaces them by ARN. All of them share one version. */
  set(connectionId: string, rows: readonly KeyRow[]): void {
    if (rows.length === 0) return
    const entries = this.#entriesOf(connectionId)
    this.#version += 1
    for (const row of rows) if (row.arn !== null) entries.set(row.arn, { row, version: this.#version })
  }

  remove(connectionId: string, arns: readonly string[]): void {
    const entries = this.#entriesOf(connectionId)
    const known = arns.filter((arn) => (entries.get(arn)?.row ?? null) !== null)
    if (known.length === 0) return
    this.#version += 1
    for (const arn of known) entries.set(arn, { row: null, version: this.#version })
  }

  removeAll(connectionId: string): void {
    this.remove(connectionId, [...(this.#byConnection.get(connectionId)?.keys() ?? [])])
  }

  row(connectionId: string, arn: string): KeyRow | null {
    return this.#byConnection.get(connectionId)?.get(arn)?.row ?? null
  }

  rowsOf(connectionId: string): readonly KeyRow[] {
    return [...(this.#byConnection.get(connectionId)?.values() ?? [])].flatMap(({ row }) => row ?? [])
  }

  rows(): readonly KeyRow[] {
    return [...this.#byConnection.keys()].flatMap((id) => this.rowsOf(id))
  }

  /** `since` 0, or a version of another run of the app: every row, and nothing gone. */
  changesSince(since: number): RowChanges {
    const version = this.#version
    if (since <= 0 || since > version) return { version, keys: this.rows(), gone: [] }
    const keys: KeyRow[] = []
    const gone: AwsKeyRef[] = []
    for (const [connectionId, entries] of this.#byConnection)
      for (const [keyArn, entry] of entries) {
        if (entry.version <= since) continue
        if (entry.row === null) gone.push({ service: 'aws', connectionId, keyArn })
        else keys.push(entry.row)
      }
    return { version, keys, gone }
  }

  #entriesOf(connectionId: string): Map<string, Entry> {
    let entries = this.#byConnection.get(connectionId)
    if (entries === undefined) {
      entries = new Map()
      this.#byConnection.set(connectionId, entries)
    }
    return entries
  }
}
