import {
  keyringMissing,
  startKeyringSession,
  type KeyringSession,
  type KeyringState,
} from '../../support/keyring-session.ts'
import { test as base } from '../support/app.ts'

interface Options {
  /** How the machine's keychain stands when the app starts. */
  keychain: KeyringState
  /** Environment on top of the keychain's, such as AWS credentials. */
  moreEnv: Readonly<Record<string, string>>
}

interface Fixtures {
  /** Null where the platform's own keychain is used (macOS, Windows). */
  keyring: KeyringSession | null
}

/** A test with the app in a fresh profile and, on Linux, a keychain of its own in the state that `keychain` names. */
export const test = base.extend<Options & Fixtures>({
  keychain: ['unlocked', { option: true }],
  moreEnv: [{}, { option: true }],
  keyring: async ({ keychain }, use) => {
    if (process.platform !== 'linux') {
      base.skip(keychain !== 'unlocked', 'the states of a keychain can be made on Linux only')
      await use(null)
      return
    }
    const missing = keyringMissing()
    if (missing !== null) throw new Error(missing)
    const session = await startKeyringSession({ state: keychain })
    await use(session)
    await session.stop()
  },
  page: async ({ page }, use) => {
    // The first page of a window is an empty one; what follows it is ours.
    await page.getByRole('heading', { level: 1 }).waitFor()
    await use(page)
  },
  appEnv: async ({ keyring, moreEnv }, use) => {
    const bus = keyring?.env['DBUS_SESSION_BUS_ADDRESS']
    await use({ ...(bus === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }), ...moreEnv })
  },
})

export { expect } from '../support/app.ts'
