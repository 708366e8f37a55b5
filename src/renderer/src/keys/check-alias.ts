import { checkKeyName } from '../../../shared/key-name.ts'
import type { KeyRow } from '../../../shared/model/key.ts'

/** Why a name cannot become an alias of a key. */
export type AliasFault =
  | 'empty'
  | 'characters'
  | 'hiddenCharacters'
  | 'tooLong'
  | 'tooLongHere'
  | 'reserved'
  | 'hasAlready'
  | 'tooMany'

/** A name looked at before AWS is asked. `owner`: the key that has it now; then it can only be pointed here. */
export interface AliasCheck {
  readonly fault: AliasFault | null
  readonly owner: KeyRow | null
}

/** Of KMS: aliases of one key, and characters of a name behind `alias/`. */
const mostAliases = 50
const longestName = 250

/** Looks at a name for an alias of `row` among all keys that are known. Names are of one account and Region, or of this computer. */
export function checkAlias(name: string, row: KeyRow, keys: readonly KeyRow[]): AliasCheck {
  const fault = faultOf(name, row)
  if (fault !== null) return { fault, owner: null }
  const owner = keys.find((key) => key !== row && isNear(key, row) && key.aliases.includes(name))
  return { fault: null, owner: owner ?? null }
}

function faultOf(name: string, row: KeyRow): AliasFault | null {
  if (row.ref.service === 'local') return localFaultOf(name, row)
  if (name === '') return 'empty'
  if (!/^[a-zA-Z0-9/_-]+$/.test(name)) return 'characters'
  if (name.length > longestName) return 'tooLong'
  if (name.startsWith('aws/')) return 'reserved'
  if (row.aliases.includes(name)) return 'hasAlready'
  return row.aliases.length >= mostAliases ? 'tooMany' : null
}

function localFaultOf(typed: string, row: KeyRow): AliasFault | null {
  const { name, fault } = checkKeyName(typed)
  if (fault === 'nothingVisible') return 'empty'
  if (fault === 'tooLong') return 'tooLongHere'
  if (fault !== null) return fault
  if (row.aliases.includes(name)) return 'hasAlready'
  return row.aliases.length >= mostAliases ? 'tooMany' : null
}

/** `arn:aws:kms:eu-west-1:111122223333`: whose names are one set. */
const placeOf = (row: KeyRow): string | undefined => row.arn?.split(':').slice(0, 5).join(':')

const isNear = (a: KeyRow, b: KeyRow): boolean => a.ref.service === b.ref.service && placeOf(a) === placeOf(b)
