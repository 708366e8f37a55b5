import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { GuardedKeychain } from './keychain/guarded-keychain.ts'
import { keychainName, type Keychain } from './keychain/keychain.ts'
import { KeychainItems } from './keychain/keychain-items.ts'
import { keytarKeychain, type Keytar } from './keychain/keytar-keychain.ts'
import type { KeystoreArguments } from './arguments.ts'
import type { KeystorePort } from './keystore-port.ts'
import type { RandomBytes } from './random-bytes.ts'
import { anchorPause, anchorWhereGrown } from './log/anchor-where-grown.ts'
import { startActivityLog } from './log/start-activity-log.ts'
import { deriveByScrypt } from './protection/scrypt.ts'
import { triesFileAt } from './protection/tries-file.ts'
import { serveKeystore } from './server.ts'
import { migrations } from './store/migrations.ts'
import { diskFiles } from './store/store-files.ts'
import { storePaths } from './store/store-paths.ts'
import { Vault } from './vault.ts'

export interface StartKeystoreOptions extends KeystoreArguments {
  readonly random?: RandomBytes
  /** Instead of the system's: a benchmark leaves nothing in it. */
  readonly keychain?: Keychain
  /** Milliseconds that one keychain call may take. */
  readonly keychainTimeout?: number
}

const hour = 3_600_000
const now = () => new Date()

/** The keystore process's composition root: the real keychain, disk, clock and randomness behind the given port. */
export function startKeystore(port: KeystorePort, options: StartKeystoreOptions): void {
  const { directory, service, start, random = randomBytes, keychainTimeout = 5000 } = options
  // Every file that SQLite makes beside the store is for this user alone.
  process.umask(0o077)
  const system = () => keytarKeychain({ service, platform: process.platform, load: loadKeytar })
  const keychain = new GuardedKeychain(options.keychain ?? system(), {
    timeout: keychainTimeout,
    onLateAnswer: () => void vault?.recheck(),
  })
  const activity = startActivityLog({ directory, random, now })
  const paths = storePaths(directory)
  let vault: Vault | undefined
  serveKeystore(port, {
    activity,
    startVault: (onStatus, onChanged) => {
      vault = new Vault(
        {
          items: new KeychainItems(keychain, random),
          keychain: keychainName(process.platform),
          paths,
          files: diskFiles,
          random,
          now,
          migrations,
          alongside: (database) => activity.anchorIn(database),
          derive: deriveByScrypt,
          monotonic: () => performance.now(),
          tries: triesFileAt(paths.tries),
        },
        onStatus,
        { startLocked: start === 'locked', onChanged },
      )
      const started = vault
      setInterval(() => void started.doDueWork(), hour)
      setInterval(() => void anchorWhereGrown(started, activity), anchorPause)
      return vault
    },
    // An orderly exit waits for the thread that a hung keychain call holds, without end.
    end: (code) => (keychain.isStuck ? process.kill(process.pid, 'SIGKILL') : process.exit(code)),
    log: (line) => process.stderr.write(`${line}\n`),
  })
}

/** The only place that loads keytar. Its native part needs libsecret on Linux and throws without it. */
async function loadKeytar(): Promise<Keytar> {
  const keytar: Keytar = createRequire(import.meta.url)('keytar')
  return keytar
}
