// The keystore process for integration tests: `child_process.fork` with advanced serialization instead of Electron's
// utilityProcess. What a test injects comes in the environment, so that product code has no branch for it.
import { parseArguments } from '../../src/keystore/arguments.ts'
import { isKitProcess, startKitProcess } from '../../src/keystore/kit/start-kit-process.ts'
import type { KeystorePort } from '../../src/keystore/keystore-port.ts'
import { startKeystore } from '../../src/keystore/start-keystore.ts'
import { seededBytes } from './seeded-bytes.ts'

const { KEYHOLD_TEST_SEED: seed, KEYHOLD_TEST_KEYCHAIN_TIMEOUT: keychainTimeout } = process.env
let draws = 0

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
const port: KeystorePort = {
  postMessage: (message) => process.send?.(message),
  onMessage: (listener) => process.on('message', listener),
}
if (isKitProcess(process.argv)) startKitProcess(port)
else
  startKeystore(port, {
    ...parseArguments(process.argv),
    ...(seed === undefined ? {} : { random: (length: number) => seededBytes(seed, (draws += 1), length) }),
    ...(keychainTimeout === undefined ? {} : { keychainTimeout: Number(keychainTimeout) }),
  })
