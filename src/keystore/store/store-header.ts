import { storeApplicationId } from './store-schema.ts'

/** What the first 100 bytes of a store file say, without SQLite touching the file. */
export type StoreHeader =
  | { readonly kind: 'store'; readonly version: number }
  | { readonly kind: 'notAStore'; readonly reason: string }

/** Bytes that `readStoreHeader` wants. */
export const storeHeaderLength = 100

const magic = Buffer.from('SQLite format 3\0', 'latin1')

/** Reads SQLite's database header: magic, `user_version` at 60, `application_id` at 68. https://sqlite.org/fileformat2.html */
export function readStoreHeader(bytes: Uint8Array): StoreHeader {
  if (bytes.length < storeHeaderLength) return notAStore('the key store file was cut off')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (magic.compare(bytes.subarray(0, magic.length)) !== 0)
    return notAStore('the key store file is not a database any more')
  if (view.getUint32(68) !== storeApplicationId)
    return notAStore('the key store file belongs to another program')
  return { kind: 'store', version: view.getUint32(60) }
}

function notAStore(reason: string): StoreHeader {
  return { kind: 'notAStore', reason }
}
