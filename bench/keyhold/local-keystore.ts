import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import { deriveByScrypt } from '../../src/keystore/protection/scrypt.ts'
import { triesFileAt } from '../../src/keystore/protection/tries-file.ts'
import { migrations } from '../../src/keystore/store/migrations.ts'
import { diskFiles } from '../../src/keystore/store/store-files.ts'
import { storePaths } from '../../src/keystore/store/store-paths.ts'
import { Vault } from '../../src/keystore/vault.ts'
import { addManyKeys } from '../../test/support/many-keys.ts'
import { timed } from '../timing.ts'
import type { Timing } from '../timing.ts'
import { fileKeychain } from './file-keychain.ts'
import { keystoreFolder, startKeystore } from './start-keystore.ts'

/** Wraps that are on their way at once: what a batch of small files has. */
const inFlight = 256

type Keystore = Awaited<ReturnType<typeof startKeystore>>['keystore']

/** The local keystore in its own process, through the product's client. */
export class LocalKeystoreBench {
  readonly #folder: string
  #stores = 0
  #many: Promise<Keystore> | undefined
  #few: Promise<Keystore> | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** So many data keys wrapped under one key, with a short encryption context, each logged before its answer. */
  async wrap(count: number): Promise<Timing> {
    const keystore = await (this.#few ??= this.#start())
    const [key] = await keystore.listKeys()
    const { keyId } = key ?? (await keystore.createKey({ alias: 'bench', description: '' }))
    const dataKey = randomBytes(32)
    const context: [string, string][] = [['purpose', 'bench']]
    let left = count
    const worker = async (): Promise<void> => {
      while (left-- > 0) await keystore.wrap({ keyId, context, dataKey })
    }
    return timed(() => Promise.all(Array.from({ length: inFlight }, worker)))
  }

  /** All keys of a store that has so many, as far as the main process. */
  async list(count: number): Promise<Timing> {
    const keystore = await (this.#many ??= this.#startWith(count))
    const timing = await timed(() => keystore.listKeys())
    const keys = await keystore.listKeys()
    if (keys.length !== count) throw new Error(`the store has ${keys.length} keys`)
    return timing
  }

  /** From asking until the store is open, in a process that was started locked and has its answer ready. */
  async unlock(): Promise<Timing> {
    const keystore = await (this.#few ??= this.#start())
    await keystore.lock('person')
    // Starts the process, which stays locked.
    await keystore.recheck()
    return timed(() => keystore.unlock(null))
  }

  async #start(): Promise<Keystore> {
    return (await startKeystore(this.#nextProfile())).keystore
  }

  /** The keys are put into the store before the process has it: one change each would take minutes. */
  async #startWith(count: number): Promise<Keystore> {
    const profile = this.#nextProfile()
    const paths = storePaths(keystoreFolder(profile))
    const vault = new Vault(
      {
        items: new KeychainItems(fileKeychain(`${paths.folder}.keychain`), randomBytes),
        keychain: 'Secret Service',
        paths,
        files: diskFiles,
        random: randomBytes,
        now: () => new Date(),
        migrations,
        derive: deriveByScrypt,
        monotonic: () => performance.now(),
        tries: triesFileAt(paths.tries),
      },
      () => undefined,
    )
    await vault.setUp()
    await addManyKeys(vault, count)
    vault.close()
    return (await startKeystore(profile)).keystore
  }

  #nextProfile(): string {
    this.#stores += 1
    const profile = path.join(this.#folder, `local-${this.#stores}`)
    diskFiles.makeFolder(profile)
    return profile
  }
}
