import { expect, type Page } from '@playwright/test'
import { openScenario, test } from './gallery-test.ts'
import { openTab } from './key-depth-screens.ts'

// What cannot be done now says why: AWS is away, the credentials lack a right, or dates are still being read.

const showRotation = async (scenario: string): Promise<Page> => {
  const page = await openScenario(scenario)
  await page.keyboard.press('Control+3')
  await page.getByRole('heading', { level: 1, name: 'Rotation' }).waitFor()
  return page
}

test('reading rotation dates shows how far it is, is stopped, and begins again by a press alone', async () => {
  const page = await showRotation('datesReading')
  await expect(page.getByText('12 of 41 keys')).toBeVisible()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText('12 of 41 keys')).toHaveCount(0)
  await page.getByRole('button', { name: 'Read rotation dates' }).click()
  await expect(page.getByText('Reading rotation dates was stopped', { exact: false })).toHaveCount(0)
})

test('the Rotation page says from when its dates are while AWS is away', async () => {
  const page = await showRotation('keysOffline')
  await expect(page.getByText('“production” cannot be reached', { exact: false })).toBeVisible()
  await expect(page.getByText(/Its keys are shown as of/)).toBeVisible()
})

test('nothing of a key can be changed while AWS is away, and the reason stands there', async () => {
  const page = await openScenario('keysOffline')
  await openTab(page, 'backups-prod', 'General')
  await expect(page.getByRole('button', { name: 'Schedule deletion…' })).toBeDisabled()
  await expect(page.getByText(/AWS cannot be reached now\. Nothing can be changed/).first()).toBeVisible()
})

test('beside a right that is denied is the text for the administrator', async () => {
  const page = await openScenario('keysDenied')
  await openTab(page, 'backups-prod', 'General')
  const copy = page.getByRole('button', { name: 'Copy text for your administrator: kms:DisableKey' })
  await expect(copy).toBeVisible()
})
