import { registerHooks } from 'node:module'

// Loaded before the built main process in a Node of its own: `electron` becomes a stand-in that only notes what is done
// to it, up to the moment the app would be ready. The notes are printed as JSON when the process ends.

const notes: string[] = []
const note =
  <T>(name: string, answer?: T) =>
  (...args: readonly unknown[]): T => {
    const [first] = args
    notes.push(typeof first === 'string' || typeof first === 'number' ? `${name} ${first}` : name)
    return answer as T
  }

const app = {
  isPackaged: process.env['STAND_IN_PACKAGED'] === 'yes',
  enableSandbox: note('enableSandbox'),
  exit: note('exit'),
  on: note('on'),
  quit: note('quit'),
  requestSingleInstanceLock: note('requestSingleInstanceLock', process.env['STAND_IN_LOCK'] !== 'no'),
  whenReady: note('whenReady', new Promise(() => undefined)),
}
const protocol = { registerSchemesAsPrivileged: note('registerSchemesAsPrivileged') }
const others =
  'BrowserWindow clipboard dialog ipcMain Menu nativeTheme powerMonitor session shell utilityProcess'.split(
    ' ',
  )
const exported = {
  app,
  protocol,
  ...Object.fromEntries(others.map((name) => [name, {}])),
}
Object.assign(globalThis, { standInForElectron: exported })

const address = 'stand-in:electron'
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: address, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === address
      ? {
          format: 'module',
          shortCircuit: true,
          source: `export const { ${Object.keys(exported).join(', ')} } = globalThis.standInForElectron`,
        }
      : next(url, context),
})

process.on('exit', () => process.stdout.write(JSON.stringify(notes)))
