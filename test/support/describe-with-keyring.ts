import { describe, expect, it } from 'vitest'
import { keyringMissing } from './keyring-session.ts'

/**
 * A suite that needs a real gnome-keyring. Where there is none it says so in one line and is skipped, or fails if
 * REQUIRE names `keyring`.
 */
export function describeWithKeyring(title: string, suite: () => void): void {
  const missing = keyringMissing()
  if (missing === null) {
    describe(title, suite)
  } else if ((process.env['REQUIRE'] ?? '').split(',').includes('keyring')) {
    it(`${title}: has the keyring that REQUIRE names`, () => expect(missing).toBeNull())
  } else {
    console.log(`skipped: ${title} (${missing}; on Debian: apt-get install dbus gnome-keyring libsecret-1-0)`)
    describe.skip(title, suite)
  }
}
