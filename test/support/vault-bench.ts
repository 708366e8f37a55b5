import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import type { Keychain } from '../../src/keystore/keychain/keychain.ts'
import { deriveSecret } from '../../src/keystore/hierarchy/derive.ts'
import type { DeriveFromPassphrase } from '../../src/keystore/protection/scrypt.ts'
import { triesFileAt, type TriesFile } from '../../src/keystore/protection/tries-file.ts'
import type { RandomBytes } from '../../src/keystore/random-bytes.ts'
import type { Migration } from '../../src/keystore/store/migrations.ts'
import { diskFiles, type StoreFiles } from '../../src/keystore/store/store-files.ts'
import { storePaths, type StorePaths } from '../../src/keystore/store/store-paths.ts'
import { Vault } from '../../src/keystore/vault.ts'
import type { VaultStatus } from '../../src/shared/model/vault.ts'
import { MemoryKeychain } from './memory-keychain.ts'
import { seededBytes } from './seeded-bytes.ts'
import { roomFolder } from './room-folder.ts'

export interface VaultParts {
  readonly keychain?: Keychain
  readonly files?: StoreFiles
  readonly migrations?: readonly Migration[]
  readonly random?: RandomBytes
  readonly startLocked?: boolean
  readonly onChanged?: (epoch: number) => void
  readonly derive?: DeriveFromPassphrase
  readonly tries?: TriesFile
  /** The keychain's name now. */
  readonly keychainName?: string
}

/** A vault on a folder of its own with a keychain in memory, to be closed and opened again as often as a test likes. */
export class VaultBench {
  readonly folder = roomFolder('keyhold-vault-')
  readonly paths: StorePaths = storePaths(join(this.folder, 'keystore'))
  readonly keychain = new MemoryKeychain()
  readonly news: VaultStatus[] = []
  /** A stopped clock. */
  now = new Date('2026-11-23T09:00:00.000Z')
  /** Milliseconds of a clock that nobody sets. */
  monotonic = 0
  readonly #open: Vault[] = []

  /** Starts a vault and waits until it knows its state. */
  async start(parts: VaultParts = {}): Promise<Vault> {
    const random = parts.random ?? countedRandom()
    const vault = new Vault(
      {
        items: new KeychainItems(parts.keychain ?? this.keychain, random),
        keychain: parts.keychainName ?? 'a keychain in memory',
        paths: this.paths,
        files: parts.files ?? diskFiles,
        random,
        now: () => this.now,
        migrations: parts.migrations ?? [],
        derive: parts.derive ?? quickly,
        monotonic: () => this.monotonic,
        tries: parts.tries ?? triesFileAt(this.paths.tries),
      },
      (status) => this.news.push(status),
      { startLocked: parts.startLocked ?? false, onChanged: parts.onChanged ?? (() => undefined) },
    )
    this.#open.push(vault)
    await vault.recheck()
    return vault
  }

  /** A vault that was just set up. */
  async startOpen(parts: VaultParts = {}): Promise<Vault> {
    const vault = await this.start(parts)
    await vault.setUp()
    return vault
  }

  remove(): void {
    for (const vault of this.#open) vault.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A key from a passphrase at once: scrypt's floor takes half a second. */
export const quickly: DeriveFromPassphrase = async (passphrase, { salt, n }) =>
  deriveSecret({ from: passphrase, salt, info: Buffer.from(`N ${n}`) })

let streams = 0
/** Bytes that differ from call to call and from bench to bench, and are the same in every run. */
export function countedRandom(): RandomBytes {
  const stream = (streams += 1)
  let draws = 0
  return (length) => seededBytes(`bench ${stream}`, (draws += 1), length)
}
