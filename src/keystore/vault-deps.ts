import type { DatabaseSync } from 'node:sqlite'
import type { KeychainItems } from './keychain/keychain-items.ts'
import type { DeriveFromPassphrase } from './protection/scrypt.ts'
import type { TriesFile } from './protection/tries-file.ts'
import type { RandomBytes } from './random-bytes.ts'
import type { Secret } from '../main/secret/secret.ts'
import type { Migration } from './store/migrations.ts'
import type { StoreFiles } from './store/store-files.ts'
import type { StorePaths } from './store/store-paths.ts'

/** Everything outside the vault that it works with. */
export interface VaultDeps {
  readonly items: KeychainItems
  /** The keychain's name for people. */
  readonly keychain: string
  readonly paths: StorePaths
  readonly files: StoreFiles
  readonly random: RandomBytes
  readonly now: () => Date
  readonly migrations: readonly Migration[]
  /** Done within each change of the open store: the activity log's end is remembered in it. */
  readonly alongside?: (database: DatabaseSync) => void
  readonly derive: DeriveFromPassphrase
  /** Milliseconds that only go forward: the date may be set. */
  readonly monotonic: () => number
  readonly tries: TriesFile
  /**
   * What the passphrase gave under that salt, while the vault knows it: from a right passphrase until it is locked. The
   * vault wipes it.
   */
  readonly passphraseKey?: (salt: Uint8Array) => Secret | undefined
  /** True until a person unlocks a vault that was started locked: the keychain is not touched. */
  readonly staysLocked?: () => boolean
}
