import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const button = async (page: Page, name: string) =>
  await page.getByRole('button', { name, exact: true }).first().click()

/** Opens the page of a key of this computer, at one of its tabs. */
const key = async (page: Page, name: string, tab = 'General') => {
  await button(page, 'Keys')
  await button(page, name)
  await page.getByRole('tab', { name: tab }).click()
  await page.getByRole('tabpanel').waitFor()
}

const dialog = async (page: Page, opener: string) => {
  await button(page, opener)
  await page.getByRole('dialog').waitFor()
}

const screen = (name: string, show: GalleryScreen['show']): GalleryScreen => ({
  name: `09-local-${name}`,
  scenario: 'localKeys',
  show,
})

/** The pages and dialogs of keys of this computer. */
export const localKeyScreens: readonly GalleryScreen[] = [
  screen('keys', async (page) => await button(page, 'Keys')),
  screen('general', async (page) => await key(page, 'backups')),
  screen('rotation', async (page) => {
    await key(page, 'backups', 'Rotation')
    await page.getByRole('table', { name: 'Materials' }).waitFor()
  }),
  screen('rotate', async (page) => {
    await key(page, 'backups', 'Rotation')
    await dialog(page, 'Rotate now…')
  }),
  screen('aliases', async (page) => await key(page, 'backups', 'Aliases')),
  screen('tags', async (page) => await key(page, 'backups', 'Tags')),
  screen('rules', async (page) => await key(page, 'backups', 'Rules')),
  screen('rules-set', async (page) => await key(page, 'partner-exchange', 'Rules')),
  screen('rules-signing', async (page) => await key(page, 'letters', 'Rules')),
  screen('try', async (page) => {
    await key(page, 'backups', 'Try it')
    await page.getByRole('textbox', { name: 'Text' }).fill('The deposit box is 418.')
    await button(page, 'Encrypt')
    await page.getByRole('heading', { name: 'Encrypted' }).waitFor()
  }),
  screen('try-sign', async (page) => await key(page, 'letters', 'Try it')),
  screen('pending', async (page) => await key(page, 'tax-2019')),
  screen('pending-import', async (page) => await key(page, 'from-the-bank')),
  screen('delete', async (page) => {
    await key(page, 'backups')
    await dialog(page, 'Schedule deletion…')
  }),
  screen('deletable', async (page) => await key(page, 'old-laptop')),
  screen('delete-for-good', async (page) => {
    await key(page, 'old-laptop')
    await dialog(page, 'Delete for good…')
    await page.getByRole('textbox').fill('old-laptop')
  }),
  screen('deleted', async (page) => {
    await key(page, 'old-laptop')
    await dialog(page, 'Delete for good…')
    await page.getByRole('textbox').fill('old-laptop')
    await button(page, 'Delete for good')
    await page.getByText('old-laptop is deleted').waitFor()
  }),
  screen('import', async (page) => {
    await key(page, 'from-the-bank')
    await dialog(page, 'Import material…')
  }),
  screen('import-wrapped', async (page) => {
    await key(page, 'from-the-bank')
    await dialog(page, 'Import material…')
    await page.getByRole('radio', { name: 'Wrapped elsewhere' }).check({ force: true })
    await button(page, 'Save the public key…')
    await page.getByText('Saved as').waitFor()
  }),
  screen('delete-material', async (page) => {
    await key(page, 'partner-exchange')
    await dialog(page, 'Delete key material…')
  }),
  screen('new', async (page) => {
    await button(page, 'Keys')
    await dialog(page, 'New key')
  }),
  screen('new-kinds', async (page) => {
    await button(page, 'Keys')
    await dialog(page, 'New key')
    await page.getByRole('textbox', { name: 'Name' }).fill('contracts')
    await button(page, 'Another kind of key')
    await page.getByRole('radio', { name: 'Sign' }).click()
  }),
  screen('rotation-page', async (page) => {
    await page.getByRole('button', { name: 'Rotation', exact: false }).first().click()
    await page.getByRole('heading', { name: 'Rotation', level: 1 }).waitFor()
  }),
]
