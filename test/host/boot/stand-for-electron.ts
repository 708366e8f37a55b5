import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const names = new Set(['electron', 'electron/main', 'electron/common', 'electron/utility'])

/** From now on `import` and `require` of `electron` give the module at `path`, whoever asks. */
export function standForElectron(path: string): void {
  const url = pathToFileURL(path).href
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier)
        ? { url, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  })
}
