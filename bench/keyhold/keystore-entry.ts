// The keystore process of the benchmark: the product's own, with a keychain in a file, so that a run leaves nothing in the
// keychain of whoever runs it.
import { parseArguments } from '../../src/keystore/arguments.ts'
import { startKeystore } from '../../src/keystore/start-keystore.ts'
import { fileKeychain } from './file-keychain.ts'

const started = parseArguments(process.argv)

process.on('disconnect', () => process.exit())
startKeystore(
  {
    postMessage: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  },
  { ...started, keychain: fileKeychain(`${started.directory}.keychain`) },
)
