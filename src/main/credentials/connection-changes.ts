import type { Connection, ConnectionDraft } from '../../shared/model/connection.ts'
import { VaultError } from '../../shared/vault-error.ts'
import type { ConnectionBook } from './connection-book.ts'
import type { ConnectionKeys } from './connection-keys.ts'
import type { CredentialStates } from './credential-state.ts'
import type { OpenConnection } from './open-connection.ts'
import type { SealedSecrets } from './sealed-secrets.ts'
import { checkedDraft, reachesElsewhere, type StoredConnection } from './stored-connections.ts'

/** The secret of an access key that was typed in by hand. */
export interface TypedSecret {
  readonly secretAccessKey: string
  readonly sessionToken: string | null
}

export interface ConnectionChangesOptions {
  readonly book: ConnectionBook
  readonly keys: ConnectionKeys
  readonly states: CredentialStates
  readonly secrets: SealedSecrets
  readonly newId: () => string
  readonly open: (stored: StoredConnection) => OpenConnection
  readonly onChange: () => void
}

/** Adding connections, changing them, and removing them, each with what is sealed for it. */
export class ConnectionChanges {
  readonly #options: ConnectionChangesOptions

  constructor(options: ConnectionChangesOptions) {
    this.#options = options
  }

  /**
   * Adds a connection, or changes the one called `id`, and begins to read its keys. `secret` belongs to its access key;
   * null keeps the one there. Throws INVALID_REQUEST, SECRET_NOT_KEPT.
   */
  async save(id: string | null, draft: ConnectionDraft, secret: TypedSecret | null): Promise<Connection> {
    const { book, keys, states, newId, open } = this.#options
    const checked = checkedDraft(draft)
    const before = id === null ? null : await book.get(id)
    const isElsewhere = before !== null && reachesElsewhere(before.stored, checked)
    const kept = before === null || isElsewhere ? [] : before.stored.accounts
    const stored = { id: id ?? newId(), ...checked, accounts: kept }
    await this.#keepSecret(stored, before?.stored ?? null, secret)
    const connection = open(stored)
    await book.change((all) => new Map(all).set(stored.id, connection))
    before?.close()
    if (before !== null) {
      await keys.forget(stored.id, isElsewhere ? [] : stored.regions)
      await this.#dropSecrets(stored.id, stored.credentials.from)
    }
    await connection.sso?.look()
    states.markUsable(stored.id)
    void keys.read(connection)
    return connection.shown()
  }

  /** Forgets a connection and what is sealed for it. Throws CONNECTION_NOT_FOUND. */
  async remove(id: string): Promise<void> {
    const { book, keys, states, onChange } = this.#options
    const connection = await book.get(id)
    await book.change((all) => new Map([...all].filter(([other]) => other !== id)))
    connection.close()
    states.forget(id)
    await keys.forget(id, [])
    await connection.sso?.signOut().catch(() => undefined)
    await this.#dropSecrets(id, null)
    onChange()
  }

  /** Throws INVALID_REQUEST with the fact `field` where an access key comes without what belongs to it, SECRET_NOT_KEPT. */
  async #keepSecret(
    { id, credentials }: StoredConnection,
    before: StoredConnection | null,
    secret: TypedSecret | null,
  ): Promise<void> {
    if (credentials.from !== 'accessKey') return
    const { accessKeyId } = credentials
    const { secrets } = this.#options
    if (secret !== null) return secrets.put(id, 'accessKey', { accessKeyId, ...secret })
    const isSame = before?.credentials.from === 'accessKey' && before.credentials.accessKeyId === accessKeyId
    if (isSame) return
    throw new VaultError('INVALID_REQUEST', 'type in the secret that belongs to this access key', {
      facts: { field: 'secretAccessKey' },
    })
  }

  /** A keystore that is not open keeps nobody from removing a connection: what stays in it is sealed, and of no use. */
  async #dropSecrets(id: string, but: StoredConnection['credentials']['from'] | null): Promise<void> {
    const { secrets } = this.#options
    if (but !== 'accessKey') await secrets.drop(id, 'accessKey').catch(() => undefined)
    if (but !== 'sso') await secrets.drop(id, 'sso').catch(() => undefined)
  }
}
