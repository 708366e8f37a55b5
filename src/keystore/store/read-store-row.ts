import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { storeRow, type StoreRow } from './store-rows.ts'

/** The store's own row. Throws where it is absent or not of this version's form. */
export function readStoreRow(database: DatabaseSync): StoreRow {
  return storeRow.parse(
    database
      .prepare(
        `SELECT store_id AS storeId, created_at AS createdAt, keychain, mode, scrypt_salt AS scryptSalt,
        scrypt_n AS scryptN, scrypt_r AS scryptR, scrypt_p AS scryptP, store_key_iv AS iv,
        store_key_sealed AS sealed, epoch, mac FROM store`,
      )
      .get(),
  )
}

const identity = storeRow.pick({ storeId: true, epoch: true })
export type StoreIdentity = z.infer<typeof identity>

/** The store's id and epoch, which every version of the tables has under the same names. */
export function readIdentity(database: DatabaseSync): StoreIdentity {
  return identity.parse(database.prepare('SELECT store_id AS storeId, epoch FROM store').get())
}

/** What tells one copy of a store from another; columns that every version of the tables has. */
const copyFacts = z.strictObject({
  storeId: z.uuid(),
  createdAt: z.string(),
  epoch: z.number().int().min(1),
  keyCount: z.number().int().min(0),
  newestKeyAt: z.string().nullable(),
})
export type CopyFacts = z.infer<typeof copyFacts>

/** Believed only after the MAC was checked. */
export function readCopyFacts(database: DatabaseSync): CopyFacts {
  return copyFacts.parse(
    database
      .prepare(
        `SELECT store_id AS storeId, created_at AS createdAt, epoch, (SELECT count(*) FROM keys) AS keyCount,
        (SELECT max(created_at) FROM keys) AS newestKeyAt FROM store`,
      )
      .get(),
  )
}
