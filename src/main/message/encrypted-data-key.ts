/**
 * One door of a message: the data key as one wrapping key wrapped it. All three fields are bytes. FORMAT.md
 * section 4.
 */
export interface EncryptedDataKey {
  readonly providerId: Uint8Array
  readonly providerInfo: Uint8Array
  readonly ciphertext: Uint8Array
}

/** What a door says of its key, without the wrapped data key: enough to tell whose it is. */
export type DoorName = Pick<EncryptedDataKey, 'providerId' | 'providerInfo'>
