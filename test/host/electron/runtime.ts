import type { PressedKey } from '../page/page-messages.ts'
import type { Browser } from '../chromium/browser.ts'

/** The app's package.json, as far as Electron reads it. */
export interface AppPackage {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
  readonly main?: string
}

/** What ends with the app: windows and utility processes register themselves. */
export interface OpenWindow {
  /** Emits `close`; false where a listener prevented it. */
  requestClose(): Promise<boolean>
  /** Lets the window go without asking. */
  drop(): void
}

const browser = Promise.withResolvers<Browser>()
browser.promise.catch(() => undefined)

/** State that the boot script sets and the modules of the host read. */
export const runtime = {
  package: {} as AppPackage,
  appPath: process.cwd(),
  executable: process.execPath,
  /** Chromium's profile folder; removed when Chromium has ended. */
  profile: '',
  isReady: false,
  isQuitting: false,
  switches: new Map<string, string>(),
  windows: new Set<OpenWindow>(),
  children: new Set<{ kill(): unknown }>(),
  /** Does what the application menu has for a key; replaced by the menu. */
  pressKey: (_pressed: PressedKey): void => {},
  browser: browser.promise,
  browserStarted: browser.resolve,
  browserFailed: browser.reject,
}
