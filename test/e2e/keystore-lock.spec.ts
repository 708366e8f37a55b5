import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { openSettings } from './steps/settings-page.ts'
import { launchKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'

// Locking ends the process that holds the keys; a passphrase is asked for where one was chosen, and old stores stay shut.

const passphrase = 'violet anchor seldom marmalade 47'
const lockScreen = (page: Page) => page.getByRole('heading', { name: 'Keyhold is locked', level: 1 })
const unlock = async (page: Page) => await page.getByRole('button', { name: 'Unlock', exact: true }).click()

/** The keystore processes on this profile, by their command lines. */
function keystoreProcesses(userData: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => commandOf(pid).some((word) => word.startsWith(`--keystore-directory=${userData}`)))
}

/** Started locked: such a process has asked the keychain for nothing before it is told to unlock. */
const isStartedLocked = (pid: string) => commandOf(pid).includes('--keystore-start=locked')

function commandOf(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

const stateOf = async (page: Page) => (await callApp(page, 'vault.status', {})).state

const localKeys = async (page: Page) =>
  (await callApp(page, 'keys.list', { since: 0 })).keys.filter(({ ref }) => ref.service === 'local')

test.beforeEach(async ({ page }) => {
  await haveLocalKey(page)
})

const ways = {
  'the button of the rail': async (page: Page) =>
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: 'Lock', exact: true })
      .click(),
  'Ctrl+L': async (page: Page) => await page.keyboard.press('Control+l'),
}

for (const [way, lock] of Object.entries(ways))
  test(`${way} covers the window and ends the process with the keys; one press opens them again`, async ({
    page,
    userData,
  }) => {
    test.skip(process.platform !== 'linux', 'processes are looked at in /proc')
    const before = keystoreProcesses(userData)
    expect(before).toHaveLength(1)
    await lock(page)
    await expect(lockScreen(page)).toBeVisible()
    await expect.poll(() => before.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
    expect(keystoreProcesses(userData).filter((pid) => !isStartedLocked(pid))).toEqual([])
    expect(await stateOf(page)).toBe('locked')
    await expect(page.getByRole('navigation')).toHaveCount(0)
    await expect(page.getByText('backups')).toHaveCount(0)
    expect(await localKeys(page)).toEqual([])
    // Rings larger than the window are drawn behind, and there is nothing to scroll to.
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('.lockpage, .lockpage *')].filter((each) => /auto|scroll/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight).length`,
      ),
    ).toBe(0)
    await shot(page, 'locked')
    await unlock(page)
    await expect(lockScreen(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: /Encrypt to backups/ })).toBeVisible()
    expect((await localKeys(page)).map(({ alias }) => alias)).toEqual(['backups'])
    expect(keystoreProcesses(userData)).toHaveLength(1)
  })

const signals = {
  suspend: 'when the computer went to sleep.',
  'lock-screen': 'with your screen.',
} as const

for (const [event, words] of Object.entries(signals))
  test(`the system's ${event} locks, and the screen says so`, async ({ page, electronApp }) => {
    await emit(electronApp, event)
    await expect(lockScreen(page)).toBeVisible()
    await expect(page.getByText(words)).toBeVisible()
    expect(await stateOf(page)).toBe('locked')
    await unlock(page)
    await expect(lockScreen(page)).toHaveCount(0)
  })

test('a signal that Settings leave out locks nothing', async ({ page, electronApp }) => {
  const { lock } = await callApp(page, 'settings.get', {})
  await callApp(page, 'settings.set', { lock: { ...lock, onScreenLock: false } })
  await emit(electronApp, 'lock-screen')
  // What comes after it is looked at: the first would have locked by then.
  await callApp(page, 'vault.recheck', {})
  expect(await stateOf(page)).toBe('open')
  await emit(electronApp, 'suspend')
  await expect(page.getByText(signals.suspend)).toBeVisible()
})

for (const running of ['finish', 'stop'] as const)
  test(`files under way go on after unlocking, none fails (${running})`, async ({ page, home }) => {
    const { lock } = await callApp(page, 'settings.get', {})
    await callApp(page, 'settings.set', { lock: { ...lock, running } })
    const amount = 12
    const folder = await largeFiles(home, amount)
    await dropAndConfirm(page, [folder])
    await expect
      .poll(async () => (await callApp(page, 'jobs.snapshot', {})).batches[0]?.done ?? 0)
      .toBeGreaterThan(0)
    await page.keyboard.press('Control+l')
    await expect(lockScreen(page)).toBeVisible()
    // Files that end first go on with the open store; the page is answered as by a locked one from now on.
    for (const name of ['vault.takeSnapshot', 'people.ownCard', 'people.list'] as const)
      await expect(callApp(page, name, {}), name).rejects.toThrow('KEYSTORE_LOCKED')
    await expect(page.getByText(/files? waits?, and goe?s? on when you unlock/)).toBeVisible()
    await shot(page, `locked-files-${running}`)
    const [batch] = (await callApp(page, 'jobs.snapshot', {})).batches
    expect(batch?.done).toBeLessThan(amount)
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeEnabled()
    await unlock(page)
    await expect(lockScreen(page)).toHaveCount(0)
    await finishedRows(page, 120)
    expect((await callApp(page, 'jobs.snapshot', {})).batches[0]).toMatchObject({
      state: 'finished',
      done: amount,
      failed: 0,
    })
    await rm(folder, { recursive: true })
  })

test('turning the passphrase on shuts every older store; it is asked for at the next start, and a wrong one is told in place', async ({
  page,
  electronApp,
  freshHome,
  appEnv,
}) => {
  await callApp(page, 'vault.takeSnapshot', {})
  const { snapshots } = await callApp(page, 'vault.health', {})
  expect(snapshots.length).toBeGreaterThan(0)
  const store = storeIn(freshHome.userData)
  const old = join(freshHome.home, 'old-keystore')
  cpSync(dirname(store), old, { recursive: true })

  await openSettings(page, 'Lock')
  await page.getByRole('radio', { name: 'Your keychain and a passphrase' }).click()
  await expect(page.getByText(/Copies of these keys here are removed, those set aside too/)).toBeVisible()
  await page.getByLabel('New passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('New passphrase again', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Turn the passphrase on' }).click()
  await expect(page.getByText('Everything was sealed anew')).toBeVisible()
  expect(await callApp(page, 'vault.status', {})).toMatchObject({ mode: 'keychainAndPassphrase' })
  const names = (await callApp(page, 'vault.health', {})).snapshots.map(({ name }) => name)
  expect(names.filter((name) => snapshots.some((each) => each.name === name))).toEqual([])
  await electronApp.close()

  const options = { userData: freshHome.userData, env: { ...freshHome.env, ...appEnv } }
  const second = await launchKeyhold(options)
  const asked = await second.electronApp.firstWindow()
  await expect(lockScreen(asked)).toBeVisible()
  await expect(asked.getByText('Locked since Keyhold started.')).toBeVisible()
  await asked.getByLabel('Passphrase', { exact: true }).fill('violet anchor seldom marmalade 48')
  await unlock(asked)
  await expect(asked.getByText('That is not the passphrase.')).toBeVisible()
  await expect(asked.getByLabel('Passphrase', { exact: true })).toHaveValue('')
  expect(await stateOf(asked)).toBe('locked')
  expect(await localKeys(asked)).toEqual([])
  await shot(asked, 'wrong-passphrase')
  await asked.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await asked.keyboard.press('Enter')
  await expect(lockScreen(asked)).toHaveCount(0)
  expect((await localKeys(asked)).map(({ alias }) => alias)).toEqual(['backups'])
  await second.electronApp.close()

  // The store as it was before, with all its copies, comes back in its place: nothing opens it any more.
  await rm(dirname(store), { recursive: true })
  cpSync(old, dirname(store), { recursive: true })
  const third = await launchKeyhold(options)
  const shut = await third.electronApp.firstWindow()
  await expect(shut.getByText('The keychain no longer holds the secret of your keys').first()).toBeVisible()
  expect(await stateOf(shut)).toBe('itemMissing')
  expect(await localKeys(shut)).toEqual([])
  await third.electronApp.close()
})

test('when nobody was there for the time of Settings, it locks, and not before it was open that long, also after an unlock', async ({
  page,
  electronApp,
}) => {
  const { lock } = await callApp(page, 'settings.get', {})
  await callApp(page, 'settings.set', { lock: { ...lock, idleMinutes: 1 } })
  await electronApp.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 3600
  })
  // Another look at the clock than the app's: 20 s after opening an hour of idleness locks nothing yet.
  await page.waitForTimeout(20_000)
  expect(await stateOf(page)).toBe('open')
  await expect(lockScreen(page)).toBeVisible({ timeout: 70_000 })
  await expect(page.getByText('after 1 minute idle.')).toBeVisible()
  // Unlocking begins the time anew, whatever the system counts: several looks later it is still open.
  await unlock(page)
  await expect(lockScreen(page)).toHaveCount(0)
  await page.waitForTimeout(15_000)
  expect(await stateOf(page)).toBe('open')
})

const emit = async (app: ElectronApplication, event: string) =>
  await app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)

function storeIn(userData: string): string {
  const names = readdirSync(userData, { recursive: true, encoding: 'utf8' })
  const name = names.find((each) => each.endsWith('keystore.sqlite'))
  if (name === undefined) throw new Error('there is no store')
  return join(userData, name)
}

/** Files that take a while, and hardly any of the disk before they are encrypted. */
async function largeFiles(home: string, amount: number): Promise<string> {
  const folder = join(home, 'large')
  await mkdir(folder)
  for (let index = 0; index < amount; index += 1) {
    const file = await open(join(folder, `${index}.bin`), 'w')
    await file.truncate(64 * 1024 * 1024)
    await file.close()
  }
  return folder
}
