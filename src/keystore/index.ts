import { parseArguments } from './arguments.ts'
import { isKitProcess, startKitProcess } from './kit/start-kit-process.ts'
import type { KeystorePort } from './keystore-port.ts'
import { startKeystore } from './start-keystore.ts'

/** Electron's `process.parentPort` in a utility process: https://www.electronjs.org/docs/latest/api/parent-port */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
}

// The keystore's entry in the app: a utilityProcess of the main process.
const { parentPort } = process as unknown as { readonly parentPort: ParentPort }
const port: KeystorePort = {
  postMessage: parentPort.postMessage.bind(parentPort),
  onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
}
if (isKitProcess(process.argv)) startKitProcess(port)
else startKeystore(port, parseArguments(process.argv))
