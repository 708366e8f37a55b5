import type { KeystoreInput, KeystoreOperation, KeystoreOutput } from '../../src/keystore/protocol.ts'
import type { Vault } from '../../src/keystore/vault.ts'
import type { KeystoreCalls } from '../../src/main/keys/keystore/keystore-calls.ts'
import type { KeystoreNews } from '../../src/main/keys/keystore/keystore-connection.ts'
import type { LocalKeystore } from '../../src/main/keys/keystore/local-keystore.ts'
import type { VaultStatus } from '../../src/shared/model/vault.ts'
import { operate, plainKey } from './vault-acts.ts'

const reads = /^(list|kit|exchange|status|wrap|unwrap)/

/** A vault of this process as the main process sees the keystore. Each call that may change it is told as news. */
export class VaultKeystore implements LocalKeystore, KeystoreCalls {
  readonly #vault: Vault
  readonly #news = new Set<(news: KeystoreNews) => void>()
  readonly #status = new Set<(status: VaultStatus) => void>()
  /** Answers in the place of operations: what is not under test. */
  readonly instead: { [Op in KeystoreOperation]?: () => Promise<KeystoreOutput<Op>> } = {}
  /** Operations that were asked for, in their order. */
  readonly asked: KeystoreOperation[] = []

  constructor(vault: Vault) {
    this.#vault = vault
  }

  async call<Op extends KeystoreOperation>(
    operation: Op,
    input: KeystoreInput<Op>,
  ): Promise<KeystoreOutput<Op>> {
    this.asked.push(operation)
    const answer = this.instead[operation]
    if (answer !== undefined) return (await answer()) as KeystoreOutput<Op>
    const output = await operate(this.#vault, operation, input)
    if (!reads.test(operation)) this.tellChanged()
    return output
  }

  tellChanged(): void {
    for (const listener of this.#news) listener({ news: 'changed', epoch: 1 })
  }

  tellStatus(status: VaultStatus): void {
    for (const listener of this.#status) listener(status)
  }

  onNews(listener: (news: KeystoreNews) => void): () => void {
    this.#news.add(listener)
    return () => this.#news.delete(listener)
  }

  onStatus(listener: (status: VaultStatus) => void): () => void {
    this.#status.add(listener)
    return () => this.#status.delete(listener)
  }

  status = () => this.call('status', {})
  setUp = () => this.call('setUp', { mode: 'keychain', passphrase: null })
  recheck = () => this.call('recheck', {})
  acceptOlderCopy = () => this.call('acceptOlderCopy', {})
  listKeys = () => this.call('listKeys', {})
  createKey = (input: { alias: string; description: string }) =>
    this.call('createKey', { ...plainKey, ...input })
  wrap = (input: KeystoreInput<'wrap'>) => this.call('wrap', input)
  unwrap = (input: KeystoreInput<'unwrap'>) => this.call('unwrap', input)

  async putSecret(input: KeystoreInput<'putSecret'>): Promise<void> {
    await this.call('putSecret', input)
  }

  async getSecret(input: KeystoreInput<'getSecret'>): Promise<Uint8Array | null> {
    return (await this.call('getSecret', input)).value
  }

  async dropSecret(name: string): Promise<void> {
    await this.call('dropSecret', { name })
  }
}
