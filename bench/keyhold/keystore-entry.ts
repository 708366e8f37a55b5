// The keystore process of the benchmark: the product's vault and server with a keychain in memory, so that a run leaves
// nothing in the keychain of whoever runs it. Everything else is as in src/keystore/start-keystore.ts.
import { randomBytes } from 'node:crypto'
import { parseArguments } from '../../src/keystore/arguments.ts'
import { KeychainItems } from '../../src/keystore/keychain/keychain-items.ts'
import { deriveByScrypt } from '../../src/keystore/protection/scrypt.ts'
import { triesFileAt } from '../../src/keystore/protection/tries-file.ts'
import { serveKeystore } from '../../src/keystore/server.ts'
import { migrations } from '../../src/keystore/store/migrations.ts'
import { diskFiles } from '../../src/keystore/store/store-files.ts'
import { storePaths } from '../../src/keystore/store/store-paths.ts'
import { Vault } from '../../src/keystore/vault.ts'
import { MemoryKeychain } from '../../test/support/memory-keychain.ts'

const { directory } = parseArguments(process.argv)

process.on('disconnect', () => process.exit())
serveKeystore(
  {
    postMessage: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  },
  {
    startVault: (onStatus) =>
      new Vault(
        {
          items: new KeychainItems(new MemoryKeychain(), randomBytes),
          keychain: 'a keychain in memory',
          paths: storePaths(directory),
          files: diskFiles,
          random: randomBytes,
          now: () => new Date(),
          migrations,
          derive: deriveByScrypt,
          monotonic: () => performance.now(),
          tries: triesFileAt(storePaths(directory).tries),
        },
        onStatus,
      ),
    end: (code) => process.exit(code),
    log: (line) => console.error(line),
  },
)
