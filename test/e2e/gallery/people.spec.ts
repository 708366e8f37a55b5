import { expect, type Page } from '@playwright/test'
import { addDoorByKeyboard } from '../steps/add-door.ts'
import { openScenario, test } from './gallery-test.ts'

// What People does, with a double behind the page.

const people = async (): Promise<Page> => {
  const page = await openScenario('people')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: 'People', exact: true })
    .click()
  await page.getByRole('img', { name: 'Your card as a QR code' }).waitFor()
  return page
}

const importFile = async (page: Page) => {
  await page.getByRole('button', { name: 'Import card…' }).click()
  await page.getByRole('menuitem', { name: 'A card file…' }).click()
}

const give = async (page: Page, buffer: Buffer) =>
  await page.locator('input[type=file]').setInputFiles({ name: 'qr.png', mimeType: 'image/png', buffer })

test('a picture of a QR code is read in the page', async () => {
  const page = await people()
  await give(page, await page.getByRole('img', { name: 'Your card as a QR code' }).screenshot())
  await expect(page.getByRole('dialog', { name: 'Card of Noor Haddad' })).toBeVisible()
})

test('a picture without one says so', async () => {
  const page = await people()
  await give(page, await page.getByRole('button', { name: 'Save card…' }).screenshot())
  await expect(page.getByRole('alert')).toContainText('There is no QR code in this picture')
})

test('a card is taken in only after a word on the comparison', async () => {
  const page = await people()
  await importFile(page)
  const dialog = page.getByRole('dialog', { name: 'Card of Noor Haddad' })
  const add = dialog.getByRole('button', { name: 'Add colleague' })
  await expect(add).toBeDisabled()
  await dialog.getByRole('radio', { name: 'I will compare it later' }).check()
  await add.click()
  const card = page.getByRole('article', { name: 'Noor Haddad' })
  await expect(card).toContainText('Not compared')
  await card.getByRole('button', { name: 'More about Noor Haddad' }).click()
  await page.getByRole('menuitem', { name: 'Compare fingerprints…' }).click()
  await page.getByRole('radio', { name: 'I compared it, and it is the same' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(card.getByText('Compared', { exact: true })).toBeVisible()
})

test('a card that changed keeps the old one unless it is replaced', async () => {
  const page = await people()
  await page.evaluate(() => Object.assign(globalThis, { nextCard: 'changed' }))
  await importFile(page)
  const dialog = page.getByRole('dialog', { name: 'The card of Mira Lind has changed' })
  await expect(dialog.getByRole('button', { name: 'Replace the card' })).toBeDisabled()
  await dialog.getByRole('button', { name: 'Keep the old card' }).click()
  await expect(page.getByRole('article', { name: 'Mira Lind' })).toContainText('Compared')
  await importFile(page)
  await dialog.getByRole('radio', { name: 'I will compare it later' }).check()
  await dialog.getByRole('button', { name: 'Replace the card' }).click()
  await expect(page.getByRole('article', { name: 'Mira Lind' })).toContainText('Their card changed')
})

test('a colleague is a door that the keyboard finds and takes away again', async () => {
  const page = await openScenario('people')
  await addDoorByKeyboard(page, 'jonas')
  const remove = page.getByRole('button', { name: 'Remove the door Jonas Okafor' })
  await expect(remove).toBeVisible()
  await remove.press('Enter')
  await expect(remove).toHaveCount(0)
})
