import type { Page } from '@playwright/test'
import { openKey } from './steps/aws-keys.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { shot } from './support/shot.ts'

test('a multi-Region key is replicated, its replica opened, and made the primary', async ({ page, kms }) => {
  const key = kms.createKey({ alias: 'payroll', multiRegion: true })
  await connectKms(page, kms, { regions: [kms.region, 'eu-west-1'] })
  await openKey(page, 'payroll', 'Regions')
  await page
    .getByRole('combobox', { name: 'Region' })
    .or(page.getByRole('textbox', { name: 'Region' }))
    .fill('eu-west-1')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Replicate' }).click()
  await expect(page.getByRole('row', { name: /eu-west-1/ })).toContainText('Replica')
  await expect(page.getByRole('row', { name: /eu-west-1/ })).toContainText('Enabled')
  await shot(page, 'replicated')
  await page.getByRole('button', { name: 'Make the key in eu-west-1 the primary' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Make primary' }).click()
  await expect(page.getByRole('row', { name: /eu-west-1/ })).toContainText('Primary')
  expect(kms.calls.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['ReplicateKey', 'UpdatePrimaryRegion']),
  )
  expect(key.family.primaryRegion).toBe('eu-west-1')
})

test('a MAC tells a changed text; a tag is changed and removed', async ({ page, kms }) => {
  const key = kms.createKey({
    alias: 'codes',
    spec: 'HMAC_256',
    usage: 'GENERATE_VERIFY_MAC',
    tags: { team: 'payroll' },
  })
  await connectKms(page, kms)
  await openKey(page, 'codes', 'Try it')
  const text = page.getByRole('textbox', { name: 'Text' })
  await text.fill('pay Ada 1000')
  await press(page, 'Make MAC')
  await press(page, 'Check it')
  await press(page, 'Check')
  await expect(page.getByText('It holds')).toBeVisible()
  await text.fill('pay Ada 9000')
  await press(page, 'Check')
  await expect(page.getByText('It does not hold')).toBeVisible()
  await shot(page, 'mac-checked')

  await page.getByRole('tab', { name: 'Tags' }).click()
  await press(page, 'Change the tag team')
  await page.getByRole('row', { name: /team/ }).getByRole('textbox').fill('finance')
  await press(page, 'Save')
  await expect.poll(() => key.tags.get('team')).toBe('finance')
  await press(page, 'Remove the tag team')
  await press(page, 'Remove tag')
  await expect(page.getByRole('heading', { name: 'No tag' })).toBeVisible()
  expect(key.tags.size).toBe(0)
})

const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).click()
}
