import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { openKey } from './steps/aws-keys.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { shot } from './support/shot.ts'

// The Keys page before a KMS of its own: many keys, every tab of one, what was denied, and no network.

const table = (page: Page) => page.getByRole('table', { name: 'Keys' })
const statusOf = async (page: Page) =>
  (await callApp(page, 'connections.list', {})).connections[0]?.status.state

test('ten thousand keys of AWS KMS are listed while they are read, and found', async ({ page, kms }) => {
  test.setTimeout(240_000)
  for (let index = 0; index < 10_000; index += 1) {
    kms.createKey({ alias: `team-${String(index).padStart(5, '0')}`, tags: { unit: `unit-${index % 7}` } })
  }
  await callApp(page, 'settings.set', { firstRunDone: true })
  const { endpoint, region } = kms
  const draft = {
    name: 'Work',
    credentials: { from: 'profile' as const, profile: 'work' },
    regions: [region],
    roles: [],
    stsEndpoint: null,
    signInEndpoint: null,
    endpoint,
  }
  await callApp(page, 'connections.save', { id: null, draft, secret: null })
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(table(page).getByRole('row').nth(1)).toBeVisible()
  await shot(page, 'keys-being-read')
  await expect.poll(async () => await statusOf(page), { timeout: 180_000 }).toBe('read')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001')
  expect(await table(page).getByRole('row').count()).toBeLessThan(60)
  await page.getByRole('searchbox').fill('unit=unit-3 team-0999')
  await expect(table(page).getByRole('row')).toHaveCount(3)
  await shot(page, 'keys-found')
})

test('each tab of a key is opened, and axe finds nothing', async ({ page, kms }) => {
  kms.createKey({
    alias: 'backups-prod',
    description: 'Nightly backups',
    tags: { team: 'platform' },
    multiRegion: true,
    rotations: [{ at: new Date(Date.now() - 90 * 86_400_000), type: 'AUTOMATIC' }],
    automaticRotation: { periodDays: 365 },
    lastUsage: { operation: 'Decrypt', at: new Date(Date.now() - 3_600_000) },
  })
  await connectKms(page, kms)
  await openKey(page, 'backups-prod', 'General')
  await expect(page.getByText('KeyManager CUSTOMER')).toBeVisible()
  const found: string[] = []
  for (const tab of await page.getByRole('tab').all()) {
    const name = (await tab.textContent()) ?? ''
    await tab.click()
    await expect(page.getByRole('tabpanel', { name })).toBeVisible()
    await expect(page.getByRole('tabpanel').getByRole('alert')).toHaveCount(0)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`))
    await shot(page, `key-${name.toLowerCase().replaceAll(' ', '-')}`)
  }
  expect(found).toEqual([])
})

test('names and tags are changed on their tabs, and AWS has them', async ({ page, kms }) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await openKey(page, 'payroll', 'Aliases')
  await page.getByRole('textbox', { name: 'New alias' }).fill('wages')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('heading', { name: '2 aliases' })).toBeVisible()
  await page.getByRole('tab', { name: 'Tags' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('team')
  await page.getByRole('textbox', { name: 'Value' }).fill('finance')
  await page.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('heading', { name: '1 tag' })).toBeVisible()
  expect(Object.fromEntries(key.tags)).toEqual({ team: 'finance' })
})

test('what may not be read leaves a column empty, and the note names the column and the action', async ({
  page,
  kms,
}) => {
  kms.createKey({ alias: 'payroll' })
  kms.faults.add({ kind: 'deny', operation: 'ListResourceTags' })
  await connectKms(page, kms)
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(page.getByText('Tags: not allowed to read in “Work”.')).toBeVisible()
  await expect(page.getByText('kms:ListResourceTags')).toBeVisible()
  await expect(table(page).getByRole('button', { name: 'payroll' })).toBeVisible()
})

test('without a network the keys are shown with their age', async ({ page, kms }) => {
  kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(table(page).getByRole('button', { name: 'payroll' })).toBeVisible()
  kms.faults.add({ kind: 'drop' })
  await page.getByRole('button', { name: 'Read the list again' }).click()
  await expect(page.getByText('“Work” cannot be reached.')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/as of just now|as of \d+ min ago/).first()).toBeVisible()
  await expect(table(page).getByRole('button', { name: 'payroll' })).toBeVisible()
})
