import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const press = async (page: Page, name: string) =>
  await page.getByRole('button', { name, exact: true }).click()

const people = async (page: Page) => {
  await press(page, 'Settings')
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: 'People', exact: true })
    .click()
  await page.getByRole('img', { name: 'Your card as a QR code' }).waitFor()
}

const read = async (page: Page, card: string) => {
  await people(page)
  await page.evaluate((next) => Object.assign(globalThis, { nextCard: next }), card)
  await press(page, 'Import card…')
  await page.getByRole('menuitem', { name: 'A card file…' }).click()
}

const more = async (page: Page, name: string, act: string) => {
  await people(page)
  await press(page, `More about ${name}`)
  await page.getByRole('menuitem', { name: act }).click()
  await page.getByRole('dialog').waitFor()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show']): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** Colleagues: their cards, the comparison of fingerprints, and how they are chosen as doors. */
export const peopleScreens: readonly GalleryScreen[] = [
  screen('16-people', 'people', people),
  screen('16-people-none', 'usual', people),
  screen('16-people-menu', 'people', async (page) => {
    await people(page)
    await press(page, 'Import card…')
    await page.getByRole('menuitem', { name: 'A picture of its QR code…' }).waitFor()
  }),
  screen('16-people-new', 'people', async (page) => {
    await read(page, 'new')
    await page.getByRole('dialog', { name: 'Card of Noor Haddad' }).waitFor()
  }),
  screen('16-people-changed', 'people', async (page) => {
    await read(page, 'changed')
    await page.getByRole('dialog', { name: 'The card of Mira Lind has changed' }).waitFor()
  }),
  screen('16-people-invalid', 'people', async (page) => {
    await read(page, 'other')
    await page.getByText('This is not a card of a colleague').waitFor()
  }),
  screen(
    '16-people-compare',
    'people',
    async (page) => await more(page, 'Jonas Okafor', 'Compare fingerprints…'),
  ),
  screen('16-people-rename', 'people', async (page) => await more(page, 'Mira Lind', 'Rename…')),
  screen('16-people-remove', 'people', async (page) => await more(page, 'Mira Lind', 'Remove…')),
  screen('16-people-door', 'people', async (page) => {
    await press(page, 'Add a door')
    await page.getByRole('option', { name: /Jonas Okafor/ }).waitFor()
  }),
  screen('16-recovery-door', 'usual', async (page) => {
    await page.getByRole('button', { name: /^Options/ }).click()
    await page.getByRole('switch', { name: 'Recovery door' }).waitFor()
  }),
  screen('16-people-chosen', 'people', async (page) => {
    for (const name of [/Jonas Okafor/, /Mira Lind/]) {
      await press(page, 'Add a door')
      await page.getByRole('option', { name }).click()
    }
    await page.getByRole('button', { name: 'Remove the door Mira Lind' }).waitFor()
  }),
]
