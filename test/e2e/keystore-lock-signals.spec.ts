import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { startFakeLogin, type FakeLogin } from '../support/fake-login.ts'
import { expect, test as base } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { openSettings } from './steps/settings-page.ts'
import { turnOn } from './steps/files-page.ts'

// What a Linux desktop tells over D-Bus reaches the app itself: signals of real programs on a private bus, which is the
// app's session bus and its system bus at once.

const run = promisify(execFile)
const ownSession = 'c2'

interface Fixtures {
  /** The logind of the private bus, there before the app starts. */
  readonly login: FakeLogin | null
}

const test = base.extend<Fixtures>({
  login: async ({ keyring }, use) => {
    base.skip(keyring === null, 'D-Bus is of Linux')
    const busAddress = keyring?.env['DBUS_SESSION_BUS_ADDRESS'] ?? ''
    const login = await startFakeLogin(busAddress, { byProcess: ownSession, byUser: null, automatic: null })
    await use(login)
    login.stop()
  },
  // The app asks for its session when it starts.
  appEnv: async ({ appEnv, login }, use) => {
    const bus = appEnv['DBUS_SESSION_BUS_ADDRESS'] ?? ''
    await use(login === null ? appEnv : { ...appEnv, DBUS_SYSTEM_BUS_ADDRESS: bus })
  },
})

const lockScreen = (page: Page) => page.getByRole('heading', { name: 'Keyhold is locked', level: 1 })
const stateOf = async (page: Page) => (await callApp(page, 'vault.status', {})).state

async function unlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(lockScreen(page)).toHaveCount(0)
  expect(await stateOf(page)).toBe('open')
}

type Env = Readonly<Record<string, string>>

const pathOf = (name: string) => `/${name.replaceAll('.', '/')}`

/** A signal by the system's own tool. */
const signal = (env: Env, path: string, name: string, value: boolean) =>
  run('dbus-send', ['--session', '--type=signal', path, name, `boolean:${value}`], { env: { ...env } })

/** What a screen saver sends. */
const tellActive = (env: Env, name: string, isActive: boolean) =>
  signal(env, pathOf(name), `${name}.ActiveChanged`, isActive)

/** What logind sends. Not by its double: the Chromium of the test host believes that one, asks it for more, and ends. */
const tellSleep = (env: Env, isBefore: boolean) => {
  const name = 'org.freedesktop.login1'
  return signal(env, pathOf(name), `${name}.Manager.PrepareForSleep`, isBefore)
}

/** Sends a signal until the app locks: how soon after its start it listens to a bus is not known from outside. */
async function lockBy(page: Page, send: () => unknown): Promise<void> {
  await expect(async () => {
    await send()
    await expect(lockScreen(page)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
}

// The last signal of each bus that it listens to: after these it listens to all of them.
test.beforeEach(async ({ page, login, keyring }) => {
  await haveLocalKey(page)
  for (const send of [
    () => login?.setActive(ownSession, false),
    () => tellActive(keyring?.env ?? {}, 'org.mate.ScreenSaver', true),
  ]) {
    await lockBy(page, send)
    await unlock(page)
  }
})

for (const saver of ['org.freedesktop.ScreenSaver', 'org.gnome.ScreenSaver'])
  test(`the screen that ${saver} locks locks Keyhold, and its end does not open it`, async ({
    page,
    keyring,
  }) => {
    const env = keyring?.env ?? {}
    await tellActive(env, saver, false)
    expect(await stateOf(page)).toBe('open')
    await tellActive(env, saver, true)
    await expect(lockScreen(page)).toBeVisible()
    await expect(page.getByText('with your screen.')).toBeVisible()
    await tellActive(env, saver, false)
    expect(await stateOf(page)).toBe('locked')
    await unlock(page)
  })

test('logind’s sleep, locked session and other user lock, each in its words; those of another session do not', async ({
  page,
  login,
  keyring,
}) => {
  const env = keyring?.env ?? {}
  login?.lock('c7')
  login?.setActive('c7', false)
  login?.setActive(ownSession, true)
  await tellSleep(env, false)
  // Heard after those: were one of them heeded, the words would be other ones.
  const signals = [
    [() => tellSleep(env, true), 'when the computer went to sleep.'],
    [() => login?.lock(ownSession), 'with your screen.'],
    [() => login?.setActive(ownSession, false), 'when another user was switched to.'],
  ] as const
  for (const [send, words] of signals) {
    await send()
    await expect(lockScreen(page)).toBeVisible()
    await expect(page.getByText(words)).toBeVisible()
    await unlock(page)
  }
  const filter = { area: 'access' as const, refused: false, search: '', whats: [], keyIds: [] }
  const { entries } = await callApp(page, 'activity.list', { filter, before: null, limit: 50 })
  const causes = entries.filter(({ what }) => what === 'lock').map(({ facts }) => facts['cause'])
  expect(causes.slice(0, 3)).toEqual(['userSwitch', 'screenLock', 'suspend'])
})

test('a person who does not want it so turns it off in Settings, and that signal alone locks nothing', async ({
  page,
  login,
  keyring,
}) => {
  await openSettings(page, 'Lock')
  const choice = page.getByRole('switch', { name: 'When another user is switched to' })
  await choice.click({ force: true })
  await expect(choice).not.toBeChecked()
  await expect.poll(async () => (await callApp(page, 'settings.get', {})).lock.onUserSwitch).toBe(false)
  login?.setActive(ownSession, false)
  await tellActive(keyring?.env ?? {}, 'org.freedesktop.ScreenSaver', true)
  await expect(page.getByText('with your screen.')).toBeVisible()
  await unlock(page)
  await openSettings(page, 'Lock')
  await turnOn(choice)
  login?.setActive(ownSession, false)
  await expect(lockScreen(page)).toBeVisible()
})
