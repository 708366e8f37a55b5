// Opens the copy of a store as the product does, with the keychain of its environment, and prints the secrets that stand in
// the memory of a process that has it open, as one line of JSON (base64). Arguments: FILE SERVICE PASSPHRASE.
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { unsealMaterial } from '../../src/keystore/hierarchy/key-material.ts'
import { unsealStoreKey } from '../../src/keystore/hierarchy/store-key.ts'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import { keytarKeychain } from '../../src/keystore/keychain/keytar-keychain.ts'
import { joinFactors } from '../../src/keystore/protection/join-factors.ts'
import { deriveByScrypt } from '../../src/keystore/protection/scrypt.ts'
import { scryptParametersOf } from '../../src/keystore/protection/scrypt-parameters.ts'
import { openDatabase } from '../../src/keystore/store/open-database.ts'
import { readStoreRows } from '../../src/keystore/store/read-store-rows.ts'
import { Secret } from '../../src/main/secret/secret.ts'

const [file = '', service = '', passphrase = ''] = process.argv.slice(2)
const load = async () => createRequire(import.meta.url)('keytar')
const items = new KeychainItems(keytarKeychain({ service, platform: process.platform, load }), randomBytes)
const { store, materials } = readStoreRows(openDatabase(file))
const parameters = scryptParametersOf(store)
const read = await items.readSecret(store.storeId)
if (parameters === null || read.kind !== 'value')
  throw new Error('the copy wants a keychain and a passphrase')
const keychainSecret = read.value
const passphraseKey = await deriveByScrypt(Secret.take(Buffer.from(passphrase)), parameters)
const storeKey = unsealStoreKey(store, joinFactors({ keychainSecret, passphraseKey }), store)
if (storeKey === undefined) throw new Error('the copy does not open')
const textOf = (secret: Secret | undefined): string =>
  secret?.use((bytes) => Buffer.from(bytes).toString('base64')) ?? ''
const keys = materials.flatMap((each) =>
  each.iv === null || each.sealed === null
    ? []
    : [textOf(unsealMaterial({ iv: each.iv, sealed: each.sealed }, storeKey, each))],
)
process.stdout.write(
  `${JSON.stringify({ keychainSecret: textOf(keychainSecret), passphraseKey: textOf(passphraseKey), storeKey: textOf(storeKey), keys })}\n`,
)
