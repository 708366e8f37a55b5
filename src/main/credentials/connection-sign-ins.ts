import type { SsoRole } from '../../shared/model/connection.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { ConnectionBook } from './connection-book.ts'
import type { CredentialStates } from './credential-state.ts'
import type { OpenConnection } from './open-connection.ts'

export interface ConnectionSignInsOptions {
  readonly book: ConnectionBook
  readonly states: CredentialStates
  readonly readKeys: (connection: OpenConnection) => Promise<void>
  readonly onChange: () => void
}

/** Signing in and out of connections. Every method throws CONNECTION_NOT_FOUND. */
export class ConnectionSignIns {
  readonly #options: ConnectionSignInsOptions

  constructor(options: ConnectionSignInsOptions) {
    this.#options = options
  }

  /**
   * Signs in; where the credentials come from elsewhere it means "Try again": the next use reads them anew. Settles once
   * that is done. A failure is the connection's state.
   */
  async signIn(id: string, by: 'browser' | 'device'): Promise<void> {
    const connection = await this.#options.book.get(id)
    if (connection.sso !== null && !(await connection.sso.signIn(by))) return
    await this.tryAgain(connection)
  }

  /** The credentials are worth another try: whoever waits for them goes on, and the keys are read. */
  async tryAgain(connection: OpenConnection): Promise<void> {
    const { states, onChange, readKeys } = this.#options
    connection.renewCredentials()
    states.markUsable(connection.stored.id)
    onChange()
    await readKeys(connection)
  }

  async cancel(id: string): Promise<void> {
    const connection = await this.#options.book.get(id)
    connection.sso?.cancel()
  }

  /** Forgets tokens, here and at the service, and credentials in use. Throws SECRET_NOT_KEPT where the keystore is not open. */
  async signOut(id: string): Promise<void> {
    const connection = await this.#options.book.get(id)
    await connection.sso?.signOut()
    connection.renewCredentials()
    this.#options.states.markEnded(id)
    this.#options.onChange()
  }

  /** Throws INVALID_REQUEST where the connection has no sign-in of its own. */
  async roles(id: string): Promise<readonly SsoRole[]> {
    const { sso } = await this.#options.book.get(id)
    if (sso !== null) return sso.roles()
    throw new VaultError('INVALID_REQUEST', 'this connection does not use single sign-on')
  }

  /** The keystore is open: connections whose secrets are in it, and that could not be read, are tried again. */
  async secretsOpened(): Promise<void> {
    const sealed = new Set(['accessKey', 'sso'])
    for (const connection of await this.#options.book.opened()) {
      const { status } = connection.shown()
      if (sealed.has(connection.stored.credentials.from) && status.state === 'failed')
        void this.tryAgain(connection)
    }
  }

  /** Config files changed: connections that ended with them are tried again, the others read them at their next use. */
  async profilesChanged(): Promise<void> {
    const { book, states, onChange } = this.#options
    const all = (await book.opened()).filter(({ stored }) => stored.credentials.from === 'profile')
    for (const connection of all) {
      if (states.hasEnded(connection.stored.id)) void this.tryAgain(connection)
      else if (!connection.hasAskedPerson) connection.renewCredentials()
    }
    onChange()
  }
}
