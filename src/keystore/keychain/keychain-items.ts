import { VaultError } from '../../shared/vault-error.ts'
import type { Secret } from '../../main/secret/secret.ts'
import type { RandomBytes } from '../random-bytes.ts'
import type { Keychain } from './keychain.ts'
import { secretFromKeychainText, secretToKeychainText } from './secret-text.ts'

const secretLength = 32
const version = 'v1:'
const epochForm = /^v1:([1-9]\d{0,15})$/

/** An item of a later version, or one that something else wrote: `found` where it is not of a known form. */
export type ItemRead<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknownForm' }

/**
 * The two items of one store (SECURITY.md point 32): account = store id with `v1:` and 32 bytes as base64url (46
 * characters), and account = `<store id>:epoch` with `v1:` and the epoch in decimal (at most 19). The strings that
 * pass through keytar cannot be wiped; they live in this process only, and only while it reads or writes them.
 */
export class KeychainItems {
  readonly #keychain: Keychain
  readonly #random: RandomBytes

  constructor(keychain: Keychain, random: RandomBytes) {
    this.#keychain = keychain
    this.#random = random
  }

  /** The caller wipes the secret. "Missing" is believed only after `probe`. */
  async readSecret(storeId: string): Promise<ItemRead<Secret>> {
    return this.#read(storeId, storeId, (text) =>
      text.startsWith(version) ? secretFromKeychainText(text.slice(version.length), secretLength) : undefined,
    )
  }

  async readEpoch(storeId: string): Promise<ItemRead<number>> {
    return this.#read(storeId, epochAccount(storeId), (text) => {
      const digits = epochForm.exec(text)?.[1]
      return digits === undefined ? undefined : Number(digits)
    })
  }

  async writeSecret(storeId: string, secret: Secret): Promise<void> {
    await this.#write(storeId, `${version}${secretToKeychainText(secret)}`)
  }

  async writeEpoch(storeId: string, epoch: number): Promise<void> {
    await this.#write(epochAccount(storeId), `${version}${epoch}`)
  }

  /** Takes back the items of a store that was not made after all. Quiet: an item without a store harms nothing. */
  async forget(storeId: string): Promise<void> {
    for (const account of [storeId, epochAccount(storeId)])
      await this.#keychain.remove(account).catch(() => undefined)
  }

  /**
   * Removes the items of a store that must not open any more. Throws the keychain's errors, and KEYCHAIN_LOCKED or
   * KEYCHAIN_WRITE_FAILED where they may still be there.
   */
  async remove(storeId: string): Promise<void> {
    for (const account of [storeId, epochAccount(storeId)]) {
      await this.#keychain.remove(account)
      if ((await this.#keychain.get(account)) !== null)
        throw new VaultError('KEYCHAIN_WRITE_FAILED', 'the keychain did not remove what it was to; try again')
    }
    // A locked keychain removes nothing and reads as empty.
    await this.probe(storeId)
  }

  /**
   * Shows that the keychain can be written and read: an item with a random name and value is written, read back and
   * removed. Throws the keychain's own error, or KEYCHAIN_LOCKED where the item does not come back.
   */
  async probe(storeId: string): Promise<void> {
    const account = `${storeId}:probe`
    const value = `${version}${this.#random(8).readBigUInt64BE()}`
    await this.#keychain.set(account, value)
    const found = await this.#keychain.get(account)
    await this.#keychain.remove(account)
    if (found !== value)
      throw new VaultError('KEYCHAIN_LOCKED', 'the keychain took an item and did not give it back')
  }

  async #read<T>(
    storeId: string,
    account: string,
    decode: (text: string) => T | undefined,
  ): Promise<ItemRead<T>> {
    const text = await this.#keychain.get(account)
    if (text === null) {
      await this.probe(storeId)
      return { kind: 'missing' }
    }
    const value = decode(text)
    return value === undefined ? { kind: 'unknownForm' } : { kind: 'value', value }
  }

  async #write(account: string, value: string): Promise<void> {
    await this.#keychain.set(account, value)
    if ((await this.#keychain.get(account)) !== value)
      throw new VaultError('KEYCHAIN_WRITE_FAILED', 'the keychain did not keep what was written; try again')
  }
}

function epochAccount(storeId: string): string {
  return `${storeId}:epoch`
}
