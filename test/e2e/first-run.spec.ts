import { readdir } from 'node:fs/promises'
import { digestsBelow } from '../../scripts/demo/file-tree.ts'
import { startKeyringSession } from '../support/keyring-session.ts'
import { launchKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'
import { makeFirstKey } from './steps/first-run-screens.ts'
import { expect, test } from './steps/keyring-app.ts'
import { callApp } from './steps/page-calls.ts'

test('the first run makes a key on this computer, and says what losing the keychain means without a kit', async ({
  page,
}) => {
  await makeFirstKey(page, {
    name: 'backups',
    onScreen: async (name) => {
      if (name === 'first-key')
        await expect(page.getByText(/Without one, losing the keychain or the passphrase/)).toBeVisible()
    },
  })
  const { keys } = await callApp(page, 'keys.list', { since: 0 })
  expect(keys.map((key) => key.alias)).toEqual(['backups'])
  expect((await callApp(page, 'settings.get', {})).doors).toEqual([keys[0]?.ref])
})

test('a first run that is done is not shown again, and the key is there after a restart', async ({
  page,
  electronApp,
  freshHome,
  appEnv,
}) => {
  await makeFirstKey(page, { name: 'backups' })
  await electronApp.close()
  const again = await launchKeyhold({ userData: freshHome.userData, env: { ...freshHome.env, ...appEnv } })
  const second = await again.electronApp.firstWindow()
  await expect(second.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible()
  await expect(second.getByRole('button', { name: /Encrypt to backups/ })).toBeVisible()
  await again.electronApp.close()
})

const troubles = [
  { keychain: 'none', state: 'noKeychain', words: 'No keychain was found on this computer' },
  { keychain: 'noBus', state: 'noKeychain', words: 'No keychain was found on this computer' },
  { keychain: 'neverUnlocked', state: 'keychainLocked', words: 'The system keychain is locked' },
  { keychain: 'locked', state: 'keychainLocked', words: 'The system keychain is locked' },
  { keychain: 'hanging', state: 'keychainNotAnswering', words: 'The system keychain does not answer' },
] as const

for (const { keychain, state, words } of troubles) {
  test.describe(`with a keychain in the state ${keychain}`, () => {
    test.use({ keychain })
    test('the screen says so, offers to try again, and no store is made', async ({ page, userData }) => {
      await expect(page.getByText(words).first()).toBeVisible({ timeout: 30_000 })
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled()
      await shot(page, `first-run-${keychain}`)
      expect((await callApp(page, 'vault.status', {})).state).toBe(state)
      await expect(callApp(page, 'vault.setUp', { mode: 'keychain', passphrase: null })).rejects.toThrow(
        /KEYCHAIN/,
      )
      const names = await readdir(userData, { recursive: true })
      expect(names.filter((name) => name.includes('keystore.sqlite'))).toEqual([])
    })
  })
}

test('a keychain that was locked is used after it was unlocked and Try again pressed', async ({
  page,
  keyring,
}) => {
  test.skip(keyring === null, 'the keychain can be locked by a test on Linux only')
  await expect(page.getByText('Tested just now: your system keychain works')).toBeVisible()
  await keyring?.lock()
  await callApp(page, 'vault.recheck', {})
  await expect(page.getByText('The system keychain is locked').first()).toBeVisible()
  await keyring?.unlock()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Tested just now: your system keychain works')).toBeVisible()
})

test('where the store is there and its secret is not, the screen says so and never makes a new one', async ({
  page,
  electronApp,
  freshHome,
  keyring,
}) => {
  test.skip(keyring === null, 'a second keychain can be made on Linux only')
  await makeFirstKey(page, { name: 'backups' })
  await electronApp.close()
  // The profile as it comes to another computer: a keychain that works and knows nothing of it.
  const other = await startKeyringSession({ state: 'unlocked' })
  try {
    const before = await digestsBelow(freshHome.userData)
    const bus = { DBUS_SESSION_BUS_ADDRESS: other.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
    const env = { ...freshHome.env, ...bus }
    const started = await launchKeyhold({ userData: freshHome.userData, env })
    const second = await started.electronApp.firstWindow()
    await expect(second.getByRole('button', { name: /Secret missing/ })).toBeVisible()
    await second.getByRole('button', { name: /Secret missing/ }).click()
    await expect(second.getByText('The keychain no longer holds the secret of your keys')).toBeVisible()
    await shot(second, 'secret-missing')
    expect((await callApp(second, 'vault.status', {})).state).toBe('itemMissing')
    await expect(callApp(second, 'vault.setUp', { mode: 'keychain', passphrase: null })).rejects.toThrow(
      /KEYSTORE_ALREADY_SET_UP|KEYCHAIN_ITEM_MISSING/,
    )
    await started.electronApp.close()
    const after = await digestsBelow(freshHome.userData)
    const stores = [...before].filter(([path]) => path.endsWith('/keystore.sqlite'))
    expect(stores).toHaveLength(1)
    for (const [path, digest] of stores) expect(after.get(path), path).toEqual(digest)
  } finally {
    await other.stop()
  }
})
