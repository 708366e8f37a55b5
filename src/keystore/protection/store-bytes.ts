/** The columns of bytes of one table. */
export interface TableBytes {
  /** Sealed under the store key, or what seals that: written anew with a new store key. */
  readonly sealed: readonly string[]
  /** Public, or a digest or MAC that is counted again. */
  readonly open: readonly string[]
}

const none: TableBytes = { sealed: [], open: [] }

/**
 * Every table that a store may have, with its columns of bytes: what is not named here might be sealed, and would not open
 * any more under another store key. A test compares it with the schema.
 */
export const storeBytes: Readonly<Record<string, TableBytes>> = {
  store: { sealed: ['store_key_iv', 'store_key_sealed'], open: ['scrypt_salt', 'mac'] },
  keys: { sealed: [], open: ['digest'] },
  key_materials: { sealed: ['iv', 'sealed'], open: ['public_key', 'fingerprint'] },
  aliases: none,
  tags: none,
  roster: { sealed: [], open: ['digest'] },
  secrets: { sealed: ['iv', 'sealed'], open: [] },
  kits: { sealed: [], open: ['public_key'] },
  colleagues: { sealed: [], open: ['public_key'] },
  notes: none,
}
