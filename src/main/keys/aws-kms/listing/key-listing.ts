import type { KeyMaterial } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import type { KeyCache } from '../key-cache.ts'
import type { KmsCaller } from '../manage/kms-caller.ts'

/** What a reading of keys says while it goes on. Rows and progress come in batches, a few times a second. */
export interface KeyNews {
  /** Rows that are new or changed, at first from ids, aliases and what was known, later with everything. */
  readonly onRows: (rows: readonly KeyRow[]) => void
  /** ARNs of keys that are known and no longer there. */
  readonly onGone: (arns: readonly string[]) => void
  /** `total` is null while keys are still being listed. */
  readonly onProgress: (done: number, total: number | null) => void
}

/** One Region of a connection to read. */
export interface KeyListing extends KeyNews {
  readonly session: KmsCaller
  readonly connectionId: string
  readonly region: string
  /** Rows of this Region that are shown now, from an earlier reading or the cache. */
  readonly known: readonly KeyRow[]
  /** Kept up to date with what is read; told what is gone only by a reading that came to its end. */
  readonly cache: Pick<KeyCache, 'keep' | 'dropOthers'>
  readonly now: () => Date
  readonly signal?: AbortSignal | undefined
}

export interface KeysRead {
  readonly keyCount: number
  /** Actions that are denied as a whole, such as `kms:ListAliases`, by name; a denial for one key is in its row alone. */
  readonly denied: readonly string[]
  /** Accounts that own the listed keys. */
  readonly accounts: readonly string[]
}

/** One key to read again, after a change to it. */
export interface OneKey {
  readonly connectionId: string
  readonly keyArn: string
  /** The row as it was; its materials are kept where the current one is still the same. */
  readonly known: KeyRow | null
  readonly now: () => Date
  readonly signal?: AbortSignal | undefined
}

/** The keys whose materials are to be read. */
export interface RotationListing extends Pick<KeyNews, 'onRows' | 'onProgress'> {
  readonly session: KmsCaller
  readonly rows: readonly KeyRow[]
  /** The row as it is shown now; null where the key is gone meanwhile. */
  readonly rowNow: (arn: string) => KeyRow | null
  readonly now: () => Date
  /** When a key's materials were last read (ISO 8601), by ARN. */
  readonly readAt: ReadonlyMap<string, string>
  /** ARNs of the keys that a person waits for most: those that known files depend on. */
  readonly first: ReadonlySet<string>
  readonly keepMaterials: (arn: string, materials: readonly KeyMaterial[]) => Promise<void>
  readonly signal?: AbortSignal | undefined
}
