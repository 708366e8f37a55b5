import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { keystoreHandlers } from '../../../src/keystore/handlers/keystore-handlers.ts'
import type { Keychain } from '../../../src/keystore/keychain/keychain.ts'
import { KeychainItems } from '../../../src/keystore/keychain/keychain-items.ts'
import { ActivityLog } from '../../../src/keystore/log/activity-log.ts'
import { diskLogFiles } from '../../../src/keystore/log/log-files.ts'
import { logPaths } from '../../../src/keystore/log/log-paths.ts'
import { StoreFollower } from '../../../src/keystore/log/store-follower.ts'
import { triesFileAt } from '../../../src/keystore/protection/tries-file.ts'
import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../../src/keystore/protocol.ts'
import { randomUuid } from '../../../src/keystore/random-ids.ts'
import { migrations } from '../../../src/keystore/store/migrations.ts'
import { diskFiles, type StoreFiles } from '../../../src/keystore/store/store-files.ts'
import { storePaths } from '../../../src/keystore/store/store-paths.ts'
import { Vault } from '../../../src/keystore/vault.ts'
import type { VaultMode } from '../../../src/shared/model/vault.ts'
import { VaultError } from '../../../src/shared/vault-error.ts'
import { atOnce } from '../log-room.ts'
import { MemoryKeychain } from '../memory-keychain.ts'
import { afterAnswers } from '../tick.ts'
import { seededBytes } from '../seeded-bytes.ts'
import { quickly } from '../vault-bench.ts'
import { roomFolder } from '../room-folder.ts'

/** What opens the store. */
export interface Factors {
  readonly mode: VaultMode
  readonly passphrase: string | null
}

/** `fail`: that one operation of disk or keychain fails. `cut`: it and all after it, as when the power fails. */
export type Fault = 'fail' | 'cut'

/** The keystore of one profile as its process has it, with a log, an own clock, and a disk and keychain that can fail. */
export class World {
  readonly #root = roomFolder('keyhold-model-')
  readonly backups = join(this.#root, 'backups')
  folder = join(this.#root, 'keystore')
  keychain = new MemoryKeychain()
  now = new Date('2026-11-23T09:00:00.000Z')
  monotonic = 0
  readonly #seed: string
  #draws = 0
  #fault: { readonly kind: Fault; left: number } | undefined
  #hasFailed = false
  #moves = 0
  #copies = 0
  #vault: Vault | undefined
  #log: ActivityLog | undefined
  #handlers: ReturnType<typeof keystoreHandlers> | undefined

  /** Its ids and secrets are the same in every run of the seed. */
  constructor(seed: string) {
    this.#seed = seed
  }

  get vault(): Vault {
    if (this.#vault === undefined) throw new Error('not started')
    return this.#vault
  }

  get paths() {
    return storePaths(this.folder)
  }

  /** As a new process. Its clock that nobody sets begins where the last one ended: a wait is over. */
  async start(): Promise<void> {
    const random = (length: number): Buffer => seededBytes(this.#seed, (this.#draws += 1), length)
    const now = (): Date => this.now
    const log = new ActivityLog({
      paths: logPaths(this.folder),
      newId: () => randomUuid(random),
      files: diskLogFiles,
      now,
      wait: atOnce,
    })
    const follower = new StoreFollower(log)
    const vault = new Vault(
      {
        items: new KeychainItems(this.#faultyKeychain(), random),
        keychain: 'a keychain in memory',
        paths: this.paths,
        files: this.#faultyFiles(),
        random,
        now,
        migrations,
        derive: quickly,
        monotonic: () => this.monotonic,
        tries: triesFileAt(this.paths.tries),
        alongside: (database) => log.anchorIn(database),
      },
      (status) => follower.follow(status, vault),
      { onChanged: () => follower.changed(vault) },
    )
    this.#vault = vault
    this.#log = log
    this.#handlers = keystoreHandlers(vault, { log, follower })
    await vault.recheck()
    await afterAnswers()
  }

  async operate<Op extends KeystoreOperation>(
    operation: Op,
    input: KeystoreInput<Op>,
  ): Promise<KeystoreOutput<Op>> {
    const run = this.#handlers?.[operation](structuredClone(input))
    if (run === undefined) throw new Error(`the input of ${operation} is malformed`)
    try {
      return (await run()).value as KeystoreOutput<Op>
    } finally {
      await afterAnswers()
    }
  }

  /** From the operation of that number on. */
  breakAt(left: number, kind: Fault): void {
    this.#fault = { kind, left }
    this.#hasFailed = false
  }

  /** Nothing fails any more. True where something did. */
  mend(): boolean {
    const hasFailed = this.#hasFailed
    this.#fault = undefined
    this.#hasFailed = false
    return hasFailed
  }

  /** The process is gone at once: the next one finds the files as they lie there. */
  async kill(): Promise<void> {
    const from = this.folder
    this.folder = join(this.#root, `keystore-${(this.#moves += 1)}`)
    cpSync(from, this.folder, { recursive: true })
    this.stop()
    rmSync(from, { recursive: true, force: true })
    await this.start()
  }

  async restart(change: () => void = () => undefined): Promise<void> {
    this.stop()
    change()
    await this.start()
  }

  /** The same files and the same keychain again, to be tried out. */
  async copied(folder: string, factors: Factors): Promise<World> {
    const copy = new World(`${this.#seed} copy ${(this.#copies += 1)}`)
    cpSync(folder, copy.folder, { recursive: true })
    for (const [account, value] of this.keychain.items) copy.keychain.items.set(account, value)
    copy.now = this.now
    await copy.start()
    if (factors.passphrase !== null && copy.vault.status.state === 'locked')
      await copy.operate('unlock', { passphrase: factors.passphrase }).catch(() => undefined)
    return copy
  }

  stop(): void {
    this.#log?.close()
    this.#vault?.close()
    this.#log = undefined
    this.#vault = undefined
  }

  remove(): void {
    this.stop()
    rmSync(this.#root, { recursive: true, force: true })
  }

  #step(): void {
    const fault = this.#fault
    if (fault === undefined) return
    fault.left -= 1
    if (fault.kind === 'cut' ? fault.left >= 0 : fault.left !== 0) return
    this.#hasFailed = true
    throw Object.assign(new Error('the disk failed'), { code: 'EIO' })
  }

  #faultyFiles(): StoreFiles {
    const faulty = Object.entries(diskFiles).map(([name, run]) => [
      name,
      (...args: unknown[]) => {
        this.#step()
        return (run as (...all: unknown[]) => unknown)(...args)
      },
    ])
    return Object.fromEntries(faulty) as unknown as StoreFiles
  }

  #faultyKeychain(): Keychain {
    const step = async (): Promise<void> => {
      try {
        this.#step()
      } catch {
        throw new VaultError('KEYCHAIN_UNAVAILABLE', 'no keychain')
      }
    }
    return {
      get: async (account) => (await step(), this.keychain.get(account)),
      set: async (account, value) => (await step(), this.keychain.set(account, value)),
      remove: async (account) => (await step(), this.keychain.remove(account)),
    }
  }
}
