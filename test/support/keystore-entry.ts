// The keystore process for integration tests: `child_process.fork` with advanced serialization instead of Electron's
// utilityProcess. What a test injects comes in the environment, so that product code has no branch for it.
import { createHash } from 'node:crypto'
import { parseArguments } from '../../src/keystore/arguments.ts'
import { startKeystore } from '../../src/keystore/start-keystore.ts'

const { KEYHOLD_TEST_SEED: seed, KEYHOLD_TEST_KEYCHAIN_TIMEOUT: keychainTimeout } = process.env
let drawn = 0
const seeded = (length: number): Buffer => {
  drawn += 1
  const bytes = createHash('shake256', { outputLength: length }).update(`${seed}/${drawn}`).digest()
  return Buffer.alloc(length, bytes)
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
startKeystore(
  {
    postMessage: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  },
  {
    ...parseArguments(process.argv),
    ...(seed === undefined ? {} : { random: seeded }),
    ...(keychainTimeout === undefined ? {} : { keychainTimeout: Number(keychainTimeout) }),
  },
)
