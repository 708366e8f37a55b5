import type { DatabaseSync } from 'node:sqlite'
import { addedInVersion2, changesToVersion3 } from './store-schema.ts'

/** One step of the store's schema, from version `to - 1` to version `to`. Runs inside a transaction. */
export interface Migration {
  readonly to: number
  readonly apply: (database: DatabaseSync) => void
}

/** Every step since version 1, in order. */
export const migrations: readonly Migration[] = [
  { to: 2, apply: (database) => database.exec(addedInVersion2) },
  { to: 3, apply: (database) => database.exec(changesToVersion3) },
]
