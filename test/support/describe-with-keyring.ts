import { describe, it } from 'vitest'
import { keyringMissing } from './keyring-session.ts'

/**
 * A suite that needs a real gnome-keyring. Where there is none it is one skipped test with the reason; the runner of
 * `npm test` makes a failure of it where REQUIRE names `keyring`.
 */
export function describeWithKeyring(title: string, suite: () => void): void {
  const missing = keyringMissing()
  if (missing === null) return void describe(title, suite)
  const reason = `no keyring: ${missing}; on Debian: apt-get install dbus gnome-keyring libsecret-1-0`
  it(title, ({ skip }) => skip(reason))
}
