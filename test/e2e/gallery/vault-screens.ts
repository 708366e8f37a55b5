import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const press = async (page: Page, name: string | RegExp) =>
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click()

const settings = async (page: Page, section: string) => {
  await press(page, 'Settings')
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: section }).click()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show']): GalleryScreen => ({
  name,
  scenario,
  show,
})

const passphrase = async (page: Page, text: string) => {
  await page.getByLabel('Passphrase', { exact: true }).fill(text)
}

/** Waits until the strength was measured. */
const measured = async (page: Page) => {
  await page.getByText(/about \d+ bits/).waitFor()
}

/** The lock screen, what opens the keys, the health of the store, and what is wrong with it. */
export const vaultScreens: readonly GalleryScreen[] = [
  screen('13-lock', 'locked', async (page) => await passphrase(page, 'correct horse')),
  screen('13-lock-wrong', 'locked', async (page) => {
    await passphrase(page, 'correct horse')
    await press(page, 'Unlock')
    await page.getByText('That is not the passphrase').waitFor()
  }),
  screen('13-lock-wait', 'locked', async (page) => {
    for (const tries of ['That is not the passphrase', '2 wrong tries', '']) {
      await passphrase(page, 'correct horse')
      await press(page, 'Unlock')
      if (tries !== '') await page.getByText(tries).waitFor()
    }
    await page.getByText('Too many wrong passphrases').first().waitFor()
  }),
  screen('13-lock-keychain', 'lockedKeychain', async (page) => {
    await page.getByRole('button', { name: 'Unlock' }).waitFor()
  }),
  screen('13-lock-start', 'lockedAtStart', async (page) => {
    await page.getByText('Locked since Keyhold started').waitFor()
  }),
  screen('12-lock', 'usual', async (page) => await settings(page, 'Lock')),
  screen('12-lock-turn-on', 'usual', async (page) => {
    await settings(page, 'Lock')
    await page.getByRole('radio', { name: 'Your keychain and a passphrase' }).click()
    await page.getByLabel('New passphrase', { exact: true }).fill('river lantern oak seven')
    await measured(page)
    await page.getByRole('button', { name: 'Turn the passphrase on' }).scrollIntoViewIfNeeded()
  }),
  screen('12-lock-weak', 'withPassphrase', async (page) => {
    await settings(page, 'Lock')
    await press(page, 'Change the passphrase…')
    await page.getByLabel('Passphrase now').fill('x')
    await page.getByLabel('New passphrase', { exact: true }).fill('password')
    await measured(page)
    await page.getByRole('button', { name: 'Change the passphrase' }).scrollIntoViewIfNeeded()
  }),
  screen('12-lock-turn-off', 'withPassphrase', async (page) => {
    await settings(page, 'Lock')
    await page.getByRole('radio', { name: 'Your keychain opens it' }).click()
    await page.getByLabel('Passphrase now').fill('wrong')
    await press(page, 'Turn the passphrase off')
    await page.getByText('That is not the passphrase').waitFor()
  }),
  screen('12-computer-passphrase', 'withPassphrase', async (page) => {
    await settings(page, 'This computer')
    await page.getByText('Passphrase costs').waitFor()
  }),
  screen('12-computer-restore', 'usual', async (page) => {
    await settings(page, 'This computer')
    await page
      .getByRole('button', { name: /Restore the copy of/ })
      .first()
      .click()
    await page.getByRole('dialog').waitFor()
  }),
  screen('20-vault-damaged-findings', 'damagedFindings', async (page) => {
    await settings(page, 'This computer')
    await page.getByText('was deleted from outside').first().waitFor()
  }),
  screen('20-vault-damaged-no-copy', 'damagedNoCopy', async (page) => {
    await page.getByText('No copy here matches its seal').first().waitFor()
  }),
  screen('20-vault-otherKeychain', 'otherKeychain', async (page) => {
    await page.getByText('Another keychain answers than before').first().waitFor()
  }),
  screen('20-vault-set-up-passphrase', 'firstRunNoKeychain', async (page) => {
    await press(page, 'Use a passphrase instead…')
    await page.getByLabel('Passphrase', { exact: true }).fill('river lantern oak seven')
    await measured(page)
  }),
]
