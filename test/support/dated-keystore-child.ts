// The keystore's vault in a process of its own whose clock is the parent's to set, with the real disk and keychain: what
// happens on a day before the app is started. The product has no such switch. Arguments: those of a keystore process, and
// `--at=` with the first time. What it is asked and answers: `dated-keystore.ts`.
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { parseArguments } from '../../src/keystore/arguments.ts'
import { keychainName } from '../../src/keystore/keychain/keychain.ts'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import { keytarKeychain } from '../../src/keystore/keychain/keytar-keychain.ts'
import { readAnchor } from '../../src/keystore/log/log-anchor.ts'
import { startActivityLog } from '../../src/keystore/log/start-activity-log.ts'
import { deriveByScrypt } from '../../src/keystore/protection/scrypt.ts'
import { triesFileAt } from '../../src/keystore/protection/tries-file.ts'
import { migrations } from '../../src/keystore/store/migrations.ts'
import { diskFiles } from '../../src/keystore/store/store-files.ts'
import { storePaths } from '../../src/keystore/store/store-paths.ts'
import { Vault } from '../../src/keystore/vault.ts'
import type { DatedRequest } from './dated-keystore.ts'
import { addManyEntries } from './many-entries.ts'
import { addManyKeys } from './many-keys.ts'
import { operate } from './vault-acts.ts'

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.umask(0o077)
const { directory, service } = parseArguments(process.argv)
let now = new Date(process.argv.find((each) => each.startsWith('--at='))?.slice('--at='.length) ?? '')
const load = async () => createRequire(import.meta.url)('keytar')
const keychain = keytarKeychain({ service, platform: process.platform, load })
const log = startActivityLog({ directory, random: randomBytes, now: () => now })
const paths = storePaths(directory)
const vault = new Vault(
  {
    items: new KeychainItems(keychain, randomBytes),
    keychain: keychainName(process.platform),
    paths,
    files: diskFiles,
    random: randomBytes,
    now: () => now,
    migrations,
    alongside: (database) => log.anchorIn(database),
    derive: deriveByScrypt,
    monotonic: () => performance.now(),
    tries: triesFileAt(paths.tries),
  },
  () => undefined,
)

async function run(request: DatedRequest): Promise<unknown> {
  switch (request.kind) {
    case 'status':
      return await vault.recheck()
    case 'pass':
      now = new Date(request.to)
      return await vault.doDueWork()
    case 'operate':
      return await operate(vault, request.operation, request.input)
    case 'sealed':
      return await vault.read(({ rows }) =>
        rows.materials.flatMap(({ keyId, sealed }) =>
          keyId === request.keyId && sealed !== null ? [sealed] : [],
        ),
      )
    case 'addKeys':
      return await addManyKeys(vault, request.count)
    case 'addEntries':
      await vault.read(({ rows, storeKey }) =>
        log.opened({ storeId: rows.store.storeId, storeKey, anchor: readAnchor(rows.notes) }),
      )
      return await addManyEntries(log, request.count, (at) => (now = at))
    case 'close':
      log.close()
      vault.close()
      return undefined
  }
}

process.on('message', (message: { id: number; request: DatedRequest }) => {
  const { id, request } = message
  run(request).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  )
})
