import type { Connection } from '../../../shared/model/connection.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { shortened } from '../format/lists.ts'

/** Names by what the log has of a key or a connection: the log itself has none. */
export function namesOf(
  keys: readonly KeyRow[],
  connections: readonly Connection[],
): ReadonlyMap<string, string> {
  return new Map([
    ...keys.flatMap((key) => (key.alias === null ? [] : [[key.arn ?? key.keyId, key.alias] as const])),
    ...connections.map(({ id, name }) => [id, name] as const),
  ])
}

/** A key that no list knows by name stands with its id, shortened. */
export function keyLabel(keyId: string, names: ReadonlyMap<string, string>): string {
  return names.get(keyId) ?? shortened(keyId.replace(/^.*:key\//, ''), 8, 4)
}
