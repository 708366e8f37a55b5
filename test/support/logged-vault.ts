import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { keystoreHandlers } from '../../src/keystore/handlers/keystore-handlers.ts'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import { ActivityLog } from '../../src/keystore/log/activity-log.ts'
import { diskLogFiles, type LogFiles } from '../../src/keystore/log/log-files.ts'
import { logPaths } from '../../src/keystore/log/log-paths.ts'
import { StoreFollower } from '../../src/keystore/log/store-follower.ts'
import { triesFileAt } from '../../src/keystore/protection/tries-file.ts'
import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../src/keystore/protocol.ts'
import { randomUuid } from '../../src/keystore/random-ids.ts'
import { migrations } from '../../src/keystore/store/migrations.ts'
import { diskFiles } from '../../src/keystore/store/store-files.ts'
import { storePaths } from '../../src/keystore/store/store-paths.ts'
import { Vault } from '../../src/keystore/vault.ts'
import type { ActivityEntry } from '../../src/shared/model/activity.ts'
import { atOnce } from './log-room.ts'
import { MemoryKeychain } from './memory-keychain.ts'
import { countedRandom, quickly } from './vault-bench.ts'
import { roomFolder } from './room-folder.ts'

/** A vault and its log as the keystore process has them, without the port, to be closed and opened again. */
export class LoggedVault {
  readonly folder = roomFolder('keyhold-logged-')
  readonly keychain = new MemoryKeychain()
  /** Where the log is: beside the store, but for a test of its disk. */
  logFolder = join(this.folder, 'keystore')
  now = new Date('2026-11-23T09:00:00.000Z')
  #vault: Vault | undefined
  #log: ActivityLog | undefined
  #handlers: ReturnType<typeof keystoreHandlers> | undefined

  get vault(): Vault {
    if (this.#vault === undefined) throw new Error('not started')
    return this.#vault
  }

  get log(): ActivityLog {
    if (this.#log === undefined) throw new Error('not started')
    return this.#log
  }

  /** As a new process: afterwards the state is known. */
  async start({ files = diskLogFiles }: { readonly files?: LogFiles } = {}): Promise<void> {
    this.stop()
    const random = countedRandom()
    const now = (): Date => this.now
    const place = { paths: logPaths(this.logFolder), newId: () => randomUuid(random) }
    const log = new ActivityLog({ ...place, files, now, wait: atOnce })
    const follower = new StoreFollower(log)
    const paths = storePaths(join(this.folder, 'keystore'))
    const vault = new Vault(
      {
        items: new KeychainItems(this.keychain, random),
        keychain: 'a keychain in memory',
        paths,
        files: diskFiles,
        random,
        now,
        migrations,
        derive: quickly,
        monotonic: () => 0,
        tries: triesFileAt(paths.tries),
        alongside: (database) => log.anchorIn(database),
      },
      (status) => follower.follow(status, vault),
      { onChanged: () => follower.changed(vault) },
    )
    this.#vault = vault
    this.#log = log
    this.#handlers = keystoreHandlers(vault, { log, follower })
    await vault.recheck()
  }

  async operate<Op extends KeystoreOperation>(
    operation: Op,
    input: KeystoreInput<Op>,
  ): Promise<KeystoreOutput<Op>> {
    const run = this.#handlers?.[operation](input)
    if (run === undefined) throw new Error(`the input of ${operation} is malformed`)
    return (await run()).value as KeystoreOutput<Op>
  }

  /** All entries, oldest first. */
  entries(): readonly ActivityEntry[] {
    const filter = { area: null, refused: false, search: '', whats: [], keyIds: [] }
    return this.log.list({ filter, before: null, limit: 5000 }).entries.toReversed()
  }

  stop(): void {
    this.#log?.close()
    this.#vault?.close()
    this.#log = undefined
    this.#vault = undefined
  }

  remove(): void {
    this.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
