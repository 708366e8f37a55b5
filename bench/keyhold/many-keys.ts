import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createCatalog } from '../../src/main/catalog/create-catalog.ts'
import { Connections } from '../../src/main/credentials/connections.ts'
import type { StoredConnections } from '../../src/main/credentials/stored-connections.ts'
import { keyHandlers } from '../../src/main/ipc/handlers/key-handlers.ts'
import type { LocalKeystore } from '../../src/main/keys/keystore/local-keystore.ts'
import { contract } from '../../src/shared/contract.ts'
import { KeystoreDouble } from '../../test/unit/main/doors/support/keystore-double.ts'
import { secondsFrom } from '../timing.ts'
import type { Timing } from '../timing.ts'
import type { Command } from './commands.ts'

type ReadKeys = Extract<Command, { act: 'readKeys' }>

/** Keyhold's connections over a catalog on disk, as the app has them. Each reading begins with a profile that knows nothing. */
export class ManyKeys {
  readonly #folder: string
  #readings = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes a connection and reads every key behind it. */
  async read(command: ReadKeys): Promise<Timing> {
    this.#readings += 1
    await mkdir(this.#profile, { recursive: true })
    await writeFile(path.join(this.#profile, 'credentials'), command.credentials)
    const { connections, catalog } = this.#start()
    const begun = performance.now()
    const { regions, endpoint } = command
    const { id } = await connections.save(null, {
      name: 'bench',
      credentials: { from: 'profile', profile: 'bench' },
      roles: [],
      regions: [...regions],
      endpoint,
      stsEndpoint: endpoint,
      signInEndpoint: null,
    })
    await isRead(connections, id)
    const seconds = secondsFrom(begun)
    await connections.close()
    await catalog.close()
    return { seconds }
  }

  /** Starts over the profile of the last reading, until the page would have its list. The reading behind goes on meanwhile. */
  async open(): Promise<Timing> {
    const begun = performance.now()
    const { connections, catalog } = this.#start()
    const keystore: LocalKeystore = new KeystoreDouble()
    const handle = keyHandlers({
      keystore,
      connections,
      coverage: { summary: noFiles },
      keysChanged: () => undefined,
    })
    const answer = contract['keys.list'].out.parse(await handle['keys.list']({ since: 0 }))
    structuredClone(answer)
    const seconds = secondsFrom(begun)
    if (answer.keys.length === 0) throw new Error('the cache is empty')
    await connections.close()
    await catalog.close()
    return { seconds }
  }

  get #profile(): string {
    return path.join(this.#folder, `keys-${this.#readings}`)
  }

  #start() {
    const file = path.join(this.#profile, 'connections.json')
    const catalog = createCatalog({
      path: path.join(this.#profile, 'files.db'),
      workerUrl: new URL('../../src/main/catalog/catalog-worker.ts', import.meta.url),
      choices: () => ({ keep: true, keepPaths: true }),
    })
    const connections = new Connections({
      storage: {
        read: () =>
          readFile(file, 'utf8').then(
            (text) => JSON.parse(text) as StoredConnections,
            () => undefined,
          ),
        write: (document) => writeFile(file, JSON.stringify(document)),
      },
      environment: { AWS_SHARED_CREDENTIALS_FILE: path.join(this.#profile, 'credentials') },
      cache: catalog.keys,
      keeper: new KeystoreDouble(),
      openPage: () => Promise.resolve(),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    })
    return { connections, catalog }
  }
}

async function isRead(connections: Connections, id: string): Promise<void> {
  for (;;) {
    const status = (await connections.list()).find((each) => each.id === id)?.status
    if (status?.state === 'read') return
    if (status?.state === 'failed') throw new Error(status.problem.message)
    await new Promise<void>((resolve) => {
      const stop = connections.onChange(() => {
        stop()
        resolve()
      })
    })
  }
}

/** A profile without a history. */
const noFiles = () => Promise.resolve({ files: 0, current: 0, older: 0, otherKey: 0, estimated: 0, keys: [] })
