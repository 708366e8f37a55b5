import type { StoredColleague } from '../../keystore/protocol/people-operations.ts'
import type { KeystoreOutput } from '../../keystore/protocol.ts'
import type { RsaDoorOpener } from '../keyrings/raw-rsa/rsa-door-opener.ts'
import type { KeystoreCalls } from '../keys/keystore/keystore-calls.ts'
import { exchangeNamespace } from './rsa-door.ts'

/** The recovery kit whose door new files get. */
export type KitInUse = NonNullable<KeystoreOutput<'kitPublicKey'>>

/** Who has doors besides keys: recovery kits, colleagues, and this keystore for what colleagues send. Throws VaultError. */
export interface PeopleDoors {
  /** Null without a kit in use. */
  kit(): Promise<KitInUse | null>
  /** The ids of every kit that was made here, by the fingerprint of its key. */
  kitIds(): Promise<ReadonlyMap<string, string>>
  colleagues(): Promise<readonly StoredColleague[]>
  /** Of this keystore's exchange key; null where none was made. */
  exchangeFingerprint(): Promise<string | null>
  exchangeOpener(fingerprint: string): RsaDoorOpener
  /** The recovery kit that files are opened with now; null = none. */
  kitSession(): RsaDoorOpener | null
}

/** No kit, no colleague, no exchange key. */
export const nobody: PeopleDoors = {
  kit: async () => null,
  kitIds: async () => new Map(),
  colleagues: async () => [],
  exchangeFingerprint: async () => null,
  exchangeOpener: (fingerprint) => ({
    namespace: exchangeNamespace,
    fingerprint,
    unwrap: () => Promise.reject(new Error('there is no exchange key')),
  }),
  kitSession: () => null,
}

/**
 * The keystore's. What is public is asked for once and remembered until the store changes or is opened anew, so that files
 * can be planned while it is locked.
 */
export class KeystorePeople implements PeopleDoors {
  readonly #keystore: KeystoreCalls
  readonly #session: () => RsaDoorOpener | null
  readonly #known = new Map<string, Promise<unknown>>()

  constructor(keystore: KeystoreCalls, session: () => RsaDoorOpener | null) {
    this.#keystore = keystore
    this.#session = session
    keystore.onNews(({ news }) => {
      if (news === 'changed') this.#known.clear()
    })
    keystore.onStatus(({ state }) => {
      if (state === 'open' || state === 'notSetUp') this.#known.clear()
    })
  }

  kit(): Promise<KitInUse | null> {
    return this.#once('kit', () => this.#keystore.call('kitPublicKey', {}))
  }

  kitIds(): Promise<ReadonlyMap<string, string>> {
    return this.#once('kitIds', async () => {
      const kits = await this.#keystore.call('listKits', {})
      return new Map(kits.map(({ fingerprint, kitId }) => [fingerprint, kitId]))
    })
  }

  colleagues(): Promise<readonly StoredColleague[]> {
    return this.#once('colleagues', () => this.#keystore.call('listColleagues', {}))
  }

  exchangeFingerprint(): Promise<string | null> {
    return this.#once('exchange', async () => {
      const key = await this.#keystore.call('exchangeKey', {})
      return key && key.fingerprint
    })
  }

  exchangeOpener(fingerprint: string): RsaDoorOpener {
    return {
      namespace: exchangeNamespace,
      fingerprint,
      unwrap: async (ciphertext) => {
        const { dataKey } = await this.#keystore.call('unwrapFromColleague', { fingerprint, ciphertext })
        return dataKey
      },
    }
  }

  kitSession(): RsaDoorOpener | null {
    return this.#session()
  }

  /** An answer that failed is not remembered, and one that the store outran is not either. */
  #once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#known.get(name) as Promise<T> | undefined
    if (known !== undefined) return known
    const asked = ask()
    this.#known.set(name, asked)
    asked.catch(() => {
      if (this.#known.get(name) === asked) this.#known.delete(name)
    })
    return asked
  }
}
