import type { WebPreferences } from 'electron'

/** How every page of Keyhold is confined. SECURITY.md point 1 names each of these; a test compares the whole object. */
export const hardenedWebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  experimentalFeatures: false,
  allowRunningInsecureContent: false,
  webSecurity: true,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences

/** The constant above with what differs from run to run: the preload's absolute path, and DevTools outside a package. */
export function webPreferences(options: { preload: string; isPackaged: boolean }): WebPreferences {
  return { ...hardenedWebPreferences, devTools: !options.isPackaged, preload: options.preload }
}
