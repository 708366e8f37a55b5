import { expect } from '@playwright/test'
import { encodeQR } from 'qr'
import { openScenario, test } from './gallery-test.ts'

test('Ctrl+L covers the window, a wrong passphrase keeps the focus, and Enter unlocks', async () => {
  const page = await openScenario('withPassphrase')
  await page.keyboard.press('Control+l')
  const field = page.getByLabel('Passphrase', { exact: true })
  await expect(field).toBeFocused()
  await expect(page.locator('.shell')).toHaveCount(0)
  await page.keyboard.type('wrong')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That is not the passphrase.')).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.press('Control+2')
  await expect(page.locator('.shell')).toHaveCount(0)
  await page.keyboard.type('river lantern oak seven')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible()
})

test('a dialog that was open does not come back after unlocking', async () => {
  const page = await openScenario('usual')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: 'Keyhold is locked' })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the square of a sheet is read from a picture in the page, under its policy', async () => {
  const page = await openScenario('locked')
  await page.getByRole('button', { name: 'Use the recovery kit' }).click()
  await page.getByRole('button', { name: /Open files/ }).click()
  await page.getByRole('radio', { name: 'A picture of the square' }).check({ force: true })
  const lines = '240G-40R4-0M3G-E116\nR70W-3GE1-R70W-3G0D\nE1R7-0W3G-E1R7-0WS9'
  const buffer = Buffer.from(encodeQR(lines, 'gif', { scale: 6, border: 4 }))
  await page.locator('input[type=file]').setInputFiles({ name: 'a.gif', mimeType: 'image/gif', buffer })
  await expect(page.getByText('Read the square of sheet 1')).toBeVisible()
  await page.getByRole('button', { name: 'Open files with the kit' }).click()
  await expect(page.getByText(/Files open with the recovery kit/)).toBeVisible()
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Keyhold is locked' })).toBeVisible()
})
