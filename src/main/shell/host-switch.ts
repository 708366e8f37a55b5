import type { App } from 'electron'

/**
 * `--keyhold-host=<label>`: what runs the app where that is not Electron. Shown as a banner, and kept apart from the real
 * app's keychain items by the label. A packaged app ignores it. Letters, digits, spaces and dashes, at most 40.
 */
export function hostLabel(app: Pick<App, 'isPackaged'>, argv: readonly string[]): string | null {
  if (app.isPackaged) return null
  const prefix = '--keyhold-host='
  const argument = argv.find((each) => each.startsWith(prefix))
  const label = argument?.slice(prefix.length) ?? ''
  return /^[\w -]{1,40}$/.test(label) ? label : null
}

/** The service name under which keychain items are kept. */
export function keychainService(label: string | null): string {
  return label === null ? 'Keyhold' : `Keyhold (${label})`
}
