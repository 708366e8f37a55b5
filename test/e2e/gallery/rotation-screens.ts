import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const go = async (page: Page) => {
  await page.getByRole('button', { name: 'Rotation', exact: false }).first().click()
  await page.getByRole('heading', { name: 'Rotation', level: 1 }).waitFor()
}

/** Opens the Rotation tab of a key by its name. */
const tab = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('tab', { name: 'Rotation' }).click()
  await page.getByRole('table', { name: 'Materials' }).waitFor()
}

const dialog = async (page: Page, button: string | RegExp) => {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('dialog').waitFor()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show']): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** The Rotation page and the Rotation tab of keys. */
export const rotationScreens: readonly GalleryScreen[] = [
  screen('08-key-rotation', 'sample', async (page) => await tab(page, 'backups-prod')),
  screen('08-key-rotation-rotate', 'sample', async (page) => {
    await tab(page, 'backups-prod')
    await dialog(page, 'Rotate now…')
  }),
  screen('08-key-rotation-period', 'sample', async (page) => {
    await tab(page, 'backups-prod')
    await dialog(page, 'Change')
  }),
  screen('08-key-rotation-by-hand', 'sample', async (page) => {
    await tab(page, 'backups-prod')
    await page.getByRole('button', { name: 'Begin…' }).click()
    await page.getByRole('heading', { name: 'Make or choose the successor' }).scrollIntoViewIfNeeded()
  }),
  screen('08-key-rotation-files', 'sample', async (page) => {
    await tab(page, 'backups-prod')
    await dialog(page, /show the files of material 4/)
  }),
  screen('08-key-rotation-denied', 'keysDenied', async (page) => await tab(page, 'backups-prod')),
  screen('10-rotation', 'sample', go),
  screen('10-rotation-all', 'sample', async (page) => {
    await go(page)
    await page.getByRole('radio', { name: /^All/ }).check({ force: true })
  }),
  screen('10-rotation-older', 'sample', async (page) => {
    await go(page)
    await dialog(page, /^Show the .* files$/)
  }),
  screen('10-rotation-none', 'noKeys', go),
  screen('10-rotation-reading', 'datesReading', go),
  screen('10-rotation-offline', 'keysOffline', go),
]
