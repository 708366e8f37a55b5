import { VaultError } from '../../shared/vault-error.ts'
import type { OpenConnection } from './open-connection.ts'
import { mostConnections, type ConnectionStorage, type StoredConnection } from './stored-connections.ts'

export type OpenConnections = ReadonlyMap<string, OpenConnection>

export interface ConnectionBookOptions {
  readonly storage: ConnectionStorage
  readonly open: (stored: StoredConnection) => OpenConnection
  /** A change is on disk. */
  readonly onChange: () => void
}

/** The connections of the profile and the document that keeps them, read at the first use. */
export class ConnectionBook {
  readonly #options: ConnectionBookOptions
  #opened: Promise<OpenConnections> | null = null
  #lastChange: Promise<void> = Promise.resolve()

  constructor(options: ConnectionBookOptions) {
    this.#options = options
  }

  /** Those that are open already; none is opened for it. None either where the document cannot be read. */
  async opened(): Promise<readonly OpenConnection[]> {
    const opened = await this.#opened?.catch(() => null)
    return [...(opened?.values() ?? [])]
  }

  all(): Promise<OpenConnections> {
    if (this.#opened === null) {
      const opened = this.#read()
      this.#opened = opened
      // A document that could not be read now, for want of rights, say, is tried again by the next call.
      opened.catch(() => {
        this.#opened = null
      })
    }
    return this.#opened
  }

  /** Throws CONNECTION_NOT_FOUND. */
  async get(id: string): Promise<OpenConnection> {
    const connection = (await this.all()).get(id)
    if (connection === undefined) {
      throw new VaultError('CONNECTION_NOT_FOUND', 'this connection no longer exists; choose another')
    }
    return connection
  }

  /** Changes come one after another, and are seen once they are on disk. Throws the disk's errors, INVALID_REQUEST. */
  change(edit: (all: OpenConnections) => OpenConnections): Promise<void> {
    const change = this.#lastChange.then(() => this.#changeNow(edit))
    this.#lastChange = change.catch(() => {})
    return change
  }

  /** Lets a connection be asked for keys of these accounts, and writes that down where it is new. */
  async allow(connection: OpenConnection, accounts: readonly string[]): Promise<void> {
    connection.allow(accounts)
    const all = [...(await this.all()).values()]
    if (all.some(({ isUnsaved }) => isUnsaved)) await this.change((same) => same)
  }

  async #read(): Promise<OpenConnections> {
    const document = await this.#options.storage.read()
    const connections = document?.connections.map((stored) => this.#options.open(stored)) ?? []
    return new Map(connections.map((connection) => [connection.stored.id, connection]))
  }

  async #changeNow(edit: (all: OpenConnections) => OpenConnections): Promise<void> {
    const all = edit(await this.all())
    if (all.size > mostConnections)
      throw new VaultError('INVALID_REQUEST', 'these are too many connections; remove one first', {
        facts: { limit: mostConnections },
      })
    const written = [...all.values()].map((connection) => connection.stored)
    await this.#options.storage.write({ version: 2, connections: written })
    for (const connection of all.values()) connection.wasSaved(written)
    this.#opened = Promise.resolve(all)
    this.#options.onChange()
  }
}
