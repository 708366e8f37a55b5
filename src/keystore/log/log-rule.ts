import type { ActivityArea } from '../../shared/model/activity.ts'
import type { VaultErrorCode } from '../../shared/vault-error.ts'
import type { CheckedOperation } from '../handlers/operation-handler.ts'
import type { KeystoreOperation, KeystoreOutput } from '../protocol.ts'
import type { OpenStore } from '../store/open-store.ts'

/** What an entry tells of one operation. No plaintext, no value of a context, no alias and no path is in it, but in `names`. */
export interface Told {
  readonly keyId?: string | null
  readonly keyMaterialId?: string | null
  readonly bytes?: number
  readonly facts?: Readonly<Record<string, string | number>>
  /** Kept only where the person chose that names are. */
  readonly names?: Readonly<Record<string, string>>
}

/**
 * How an operation is logged. `use`: an answer is held back until its entry is on the disk. `change`: refused before it is
 * made where it could not be logged. `access`: never refused for the log's sake, or nobody could open the vault to mend it.
 */
export interface LogRule<Op extends KeystoreOperation> {
  readonly area: ActivityArea
  readonly kind: 'use' | 'change' | 'access'
  readonly what: string
  /** `output` is undefined where the operation was refused. */
  readonly tell?: (input: CheckedOperation<Op>, output: KeystoreOutput<Op> | undefined) => Told
  /** What an answer says that is no success. */
  readonly refused?: (output: KeystoreOutput<Op>) => VaultErrorCode | null
  /** Afterwards the store is another one, or an older one: it takes the log over as it stands. */
  readonly takesOver?: boolean
  /** Logged only as long as this holds of the open store: the first time makes what the later ones read. */
  readonly onlyWhile?: (store: Pick<OpenStore, 'rows'>) => boolean
}

/** Null = not logged: it only reads, or the main process logs what it is for. */
export type LogRules<Names extends KeystoreOperation> = { readonly [Op in Names]: LogRule<Op> | null }
