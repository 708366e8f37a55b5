import { randomBytes } from 'node:crypto'
import type { KeystorePort } from '../keystore-port.ts'
import { deriveByScrypt } from '../protection/scrypt.ts'
import { diskKitFiles } from './kit-files.ts'
import { kitHandlers } from './kit-handlers.ts'
import { serveKit } from './serve-kit.ts'

/** The argument that makes a keystore process a kit process: no store, no keychain. */
export const kitRole = '--keystore-role=kit'

/** True where the arguments ask for a kit process. */
export function isKitProcess(argv: readonly string[]): boolean {
  return argv.includes(kitRole)
}

/** The kit process's composition root: the real disk, clock and randomness behind the given port. docs/adr/0018. */
export function startKitProcess(port: KeystorePort): void {
  process.umask(0o077)
  serveKit(port, {
    handlers: kitHandlers({
      random: randomBytes,
      derive: deriveByScrypt,
      files: diskKitFiles,
      now: () => new Date(),
    }),
    end: (code) => process.exit(code),
    log: (line) => process.stderr.write(`${line}\n`),
  })
}
