import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { sampleGrants } from '../fakes/aws/sample/sample-access.ts'
import { openKey } from './steps/aws-keys.ts'
import { chooseDoors, dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { scrollThrough } from './steps/scroll-through.ts'
import { shot } from './support/shot.ts'

// The Keys page before a KMS of its own: many keys, every tab of one, what was denied, and no network.

const table = (page: Page) => page.getByRole('table', { name: 'Keys' })

test('ten thousand keys are listed while they are read, found, scrolled, and there at once after a restart', async ({
  page,
  kms,
  restart,
}) => {
  test.setTimeout(600_000)
  for (let index = 0; index < 10_000; index += 1) {
    kms.createKey({
      alias: `team-${String(index).padStart(5, '0')}`,
      tags: { unit: `unit-${index % 7}` },
      state: index % 100 === 0 ? 'Disabled' : 'Enabled',
    })
  }
  const connected = connectKms(page, kms, { limit: 500_000 })
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(table(page).getByRole('row').nth(1)).toBeVisible()
  await expect(table(page).getByText('Not read yet').first()).toBeVisible()
  await shot(page, 'keys-being-read')
  await connected
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001')
  await page.getByRole('searchbox').fill('unit=unit-3 team-0999')
  await expect(table(page).getByRole('row')).toHaveCount(3)
  await shot(page, 'keys-found')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.getByRole('button', { name: 'State: any' }).click()
  await page.getByRole('menuitemcheckbox', { name: /^Disabled/ }).click()
  await page.keyboard.press('Escape')
  await expect(table(page)).toHaveAttribute('aria-rowcount', '101')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(table(page)).toHaveAttribute('aria-rowcount', '10001')

  const scrolled = await scrollThrough(page)
  console.log(`10,000 keys scrolled: ${JSON.stringify(scrolled)}`)
  expect(scrolled.mostRows).toBeLessThan(60)
  expect(kms.meter.overQuota(), 'calls over a quota').toEqual([])

  // From the cache: nothing that KMS says can have come by then.
  let answers = 0
  kms.faults.add({ kind: 'slow', ms: 60_000 })
  kms.onRequest = (step) => (answers += step === 'end' ? 1 : 0)
  const next = await restart()
  await next.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(table(next).getByRole('row').nth(1)).toBeVisible()
  await expect(table(next)).toHaveAttribute('aria-rowcount', '10001')
  expect(answers, 'answers of KMS').toBe(0)
  await shot(next, 'keys-from-cache')
})

test('each tab of a key is opened in light and dark, and axe finds nothing', async ({ page, kms }) => {
  const key = kms.createKey({
    alias: 'backups-prod',
    description: 'Nightly backups',
    createdAt: new Date(Date.now() - 455 * 86_400_000),
    tags: { team: 'platform' },
    multiRegion: true,
    rotations: [{ at: new Date(Date.now() - 90 * 86_400_000), type: 'AUTOMATIC' }],
    automaticRotation: { periodDays: 365 },
    lastUsage: { operation: 'Decrypt', at: new Date(Date.now() - 3_600_000) },
  })
  key.grants.push(...(sampleGrants(kms.account, new Date())['media-masters'] ?? []))
  kms.replicate(key, 'eu-west-1')
  await connectKms(page, kms)
  await openKey(page, 'backups-prod', 'General')
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await callApp(page, 'settings.set', { colorScheme })
    await expect(page.locator(`[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached()
    for (const tab of await page.getByRole('tab').all()) {
      const name = (await tab.textContent()) ?? ''
      await tab.click()
      await expect(page.getByRole('tabpanel', { name })).toBeVisible()
      await expect(page.getByRole('tabpanel').locator('.mantine-Loader-root')).toHaveCount(0)
      await expect(page.getByRole('tabpanel').getByRole('alert')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      found.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html}`))
      await shot(page, `key-${name.toLowerCase().replaceAll(' ', '-')}-${colorScheme}`)
    }
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

test('after a restart without a network keys are shown with their age, and keys of this computer work', async ({
  page,
  kms,
  home,
  restart,
}) => {
  kms.createKey({ alias: 'payroll', description: 'Salaries' })
  const local = await haveLocalKey(page)
  await connectKms(page, kms)
  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(table(page).getByRole('button', { name: 'payroll' })).toBeVisible()
  await kms.stop()
  const next = await restart()
  await next.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(next.getByText('“Work” cannot be reached.')).toBeVisible({ timeout: 60_000 })
  await expect(next.getByText(/as of (just now|\d+ min ago)/).first()).toBeVisible()
  await shot(next, 'keys-offline')
  await table(next).getByRole('button', { name: 'payroll' }).click()
  await expect(next.getByText('Salaries')).toBeVisible()
  await expect(next.getByText('SYMMETRIC_DEFAULT').first()).toBeVisible()
  await expect(next.getByRole('tabpanel').getByText(/^“Work” cannot be reached/)).toBeVisible()
  await expect(next.getByText('It can be asked once AWS can be reached.')).toBeVisible({ timeout: 60_000 })
  await expect(next.getByRole('tabpanel').getByRole('alert')).toHaveCount(0)
  await shot(next, 'key-offline')

  await next.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await chooseDoors(next, [local.ref], 'backups')
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(next, [file])
  expect((await finishedRows(next)).at(-1)).toMatchObject({ phase: 'done' })
  await dropAndConfirm(next, [`${file}.encrypted`])
  await finishedRows(next)
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
})
