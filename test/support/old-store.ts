import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { deriveSecret } from '../../src/keystore/hierarchy/derive.ts'
import { encodeFields, type Field } from '../../src/keystore/hierarchy/encode-fields.ts'
import { sealMaterial } from '../../src/keystore/hierarchy/key-material.ts'
import { sealStoreKey } from '../../src/keystore/hierarchy/store-key.ts'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import { Secret } from '../../src/main/secret/secret.ts'
import type { VaultBench } from './vault-bench.ts'

const storeId = '0b1e6c1e-9f3c-4a55-8d6c-7d1f2a3b4c5d'
const createdAt = '2026-10-01T09:00:00.000Z'
const purpose = 'AES_256 ENCRYPT_DECRYPT'

/** The tables as versions 1 and 2 wrote them, word for word: `changes` may only ever be what is in people's files. */
const versionOne = `
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  store_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  keychain TEXT NOT NULL,
  mode TEXT NOT NULL,
  scrypt_salt BLOB,
  scrypt_n INTEGER,
  scrypt_r INTEGER,
  scrypt_p INTEGER,
  store_key_iv BLOB NOT NULL,
  store_key_sealed BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE TABLE keys (
  key_id TEXT PRIMARY KEY,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  spec TEXT NOT NULL,
  usage TEXT NOT NULL,
  created_at TEXT NOT NULL,
  current_material_id TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE key_materials (
  material_id TEXT PRIMARY KEY,
  key_id TEXT NOT NULL REFERENCES keys (key_id),
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  iv BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE aliases (
  folded TEXT PRIMARY KEY,
  alias TEXT NOT NULL,
  key_id TEXT NOT NULL REFERENCES keys (key_id)
) STRICT, WITHOUT ROWID;
`
const addedByTwo = `
CREATE TABLE secrets (
  name TEXT PRIMARY KEY,
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  iv BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
`

/** A key of an old store. Its material's id is 64 times the last digit of its own. */
export const oldKeyId = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`
export const oldMaterialId = (number: number): string => `${number}`.repeat(64)

/** Writes a store as an earlier Keyhold left it, with the keys "key 1" and so on, and its items in the keychain. */
export async function makeOldStore(bench: VaultBench, version: 1 | 2, keys = 2): Promise<void> {
  mkdirSync(bench.paths.folder, { recursive: true })
  const secret = Secret.take(Buffer.alloc(32, 1))
  const storeKey = Secret.take(Buffer.alloc(32, 2))
  const items = new KeychainItems(bench.keychain, randomBytes)
  await items.writeSecret(storeId, secret)
  await items.writeEpoch(storeId, 3)
  const none = { scryptSalt: null, scryptN: null, scryptR: null, scryptP: null }
  const binding = { storeId, mode: 'keychain', ...none } as const
  const { iv, sealed } = sealStoreKey(storeKey, secret, { binding, random: randomBytes })
  const database = new DatabaseSync(bench.paths.file)
  database.exec(`PRAGMA journal_mode = WAL; ${versionOne}${version === 2 ? addedByTwo : ''}`)
  database.exec(`PRAGMA application_id = ${0x4b485354}; PRAGMA user_version = ${version}`)
  database
    .prepare('INSERT INTO store VALUES (1, ?, ?, ?, ?, NULL, NULL, NULL, NULL, ?, ?, 3, ?)')
    .run(storeId, createdAt, 'a keychain in memory', 'keychain', iv, sealed, Buffer.alloc(0))
  for (let number = 1; number <= keys; number += 1) addOldKey(database, storeKey, number)
  database.prepare('UPDATE store SET mac = ?').run(oldMac(database, storeKey))
  database.close()
}

function addOldKey(database: DatabaseSync, storeKey: Secret, number: number): void {
  const [keyId, materialId] = [oldKeyId(number), oldMaterialId(number)]
  const material = Secret.take(Buffer.alloc(32, 100 + number))
  const binding = { keyId, materialId, purpose, createdAt }
  const { iv, sealed } = sealMaterial(material, storeKey, { binding, random: randomBytes })
  database
    .prepare("INSERT INTO keys VALUES (?, '', 'Enabled', 'SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT', ?, ?)")
    .run(keyId, createdAt, materialId)
  database
    .prepare('INSERT INTO key_materials VALUES (?, ?, ?, ?, ?, ?)')
    .run(materialId, keyId, purpose, createdAt, iv, sealed)
  database.prepare('INSERT INTO aliases VALUES (?, ?, ?)').run(`key ${number}`, `key ${number}`, keyId)
}

/** The MAC of versions 1 and 2 over every row, said once more in other words than the product's. */
function oldMac(database: DatabaseSync, storeKey: Secret): Buffer {
  const info = Buffer.from('keyhold store mac v1')
  const key = deriveSecret({ from: storeKey, salt: Buffer.alloc(0), info })
  const mac = key.use((bytes) => createHmac('sha256', bytes))
  const select = (sql: string): Field[][] =>
    database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row) as Field[])
  const schema = select('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name')
  const [[version]] = select('PRAGMA user_version') as [[Field]]
  mac.update(encodeFields(['schema', version, schema.length]))
  for (const row of schema) mac.update(encodeFields(row))
  for (const [name] of select("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
    const columns = select(`SELECT name FROM pragma_table_info('${String(name)}')`)
      .map(([column]) => String(column))
      .filter((column) => column !== 'mac')
    const rows = select(`SELECT ${columns.join(', ')} FROM ${String(name)} ORDER BY 1`)
    mac.update(encodeFields(['table', name ?? null, columns.length, rows.length]))
    for (const row of rows) mac.update(encodeFields(row))
  }
  return mac.digest()
}
