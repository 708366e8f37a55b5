import { existsSync } from 'node:fs'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { encryptUnder, openKey, rowOf } from './steps/aws-keys.ts'
import { chooseDoors, confirmPlan, dropAndConfirm, fileRows, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

// What happens to files as their key of AWS KMS is made, rotated, disabled, enabled and given a day of deletion.

const head = (page: Page) => page.locator('.khead')

test('a key is made, named again, rotated and disabled; a file fails in the right words and opens once it is enabled', async ({
  page,
  kms,
  home,
}) => {
  await connectKms(page, kms)
  await makeKey(page, 'payroll')
  await page.getByRole('tab', { name: 'Aliases' }).click()
  await page.getByRole('textbox', { name: 'New alias' }).fill('wages')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('heading', { name: '2 aliases' })).toBeVisible()
  const [key] = (await callApp(page, 'keys.list', { since: 0 })).keys
  const arn = key?.arn ?? ''

  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await encryptUnder(page, { arn }, 'payroll', file)
  await openKey(page, 'payroll', 'Rotation')
  await page.getByRole('button', { name: 'Rotate now…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Materials' }).getByRole('row')).toHaveCount(3)

  await page.getByRole('tab', { name: 'General' }).click()
  await page.getByRole('button', { name: 'Disable…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 file of them has no other known key and does not open')
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(head(page).getByText('Disabled', { exact: true })).toBeVisible()

  const message = await readFile(`${file}.encrypted`)
  const before = (await readdir(home)).toSorted()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await callApp(page, 'jobs.clear', {})
  await dropFiles(page, [`${file}.encrypted`])
  await shot(page, 'disabled-plan')
  await confirmPlan(page)
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'failed' })
  await expect(
    fileRows(page)
      .getByText(/disabled/i)
      .first(),
  ).toBeVisible()
  await shot(page, 'disabled-row')
  expect(await readFile(`${file}.encrypted`)).toEqual(message)
  expect((await readdir(home)).toSorted()).toEqual(before)

  await openKey(page, 'payroll', 'General')
  await head(page).getByRole('button', { name: 'Enable' }).click()
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await page.getByRole('button', { name: 'Try 1 failed again' }).click()
  await expect.poll(() => existsSync(join(home, 'salaries (2).csv'))).toBe(true)
  await finishedRows(page)
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
})

test('before a deletion the files that depend on the key are shown, and disabling it is offered instead', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({
    alias: 'payroll',
    lastUsage: { operation: 'Decrypt', at: new Date(Date.now() - 3 * 86_400_000) },
  })
  const other = kms.createKey({ alias: 'archive' })
  await connectKms(page, kms)
  const [one, two] = [join(home, 'salaries.csv'), join(home, 'bonus.csv')]
  await writeFile(one, 'Ada;1000\n')
  await writeFile(two, 'Ada;1\n')
  await encryptUnder(page, key, 'payroll', one)
  await chooseDoors(page, [(await rowOf(page, key)).ref, (await rowOf(page, other)).ref], 'payroll')
  await dropAndConfirm(page, [two])
  await finishedRows(page)

  await openKey(page, 'payroll', 'General')
  await expect(page.getByText('Deleting it would stop 1 file from opening, for good.')).toBeVisible()
  await page.getByRole('button', { name: 'Schedule deletion…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('2 files name this key.')).toBeVisible()
  await expect(dialog.getByText('1 of them has no other door and would be lost.')).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Days to wait' })).toHaveValue('30')
  await expect(dialog.getByRole('button', { name: 'Schedule deletion' })).toBeDisabled()
  await shot(page, 'deletion-dependents')
  await dialog.getByRole('button', { name: 'Disable instead' }).click()
  await expect(head(page).getByText('Disabled', { exact: true })).toBeVisible()
  expect(key.state).toBe('Disabled')
  expect(kms.calls.map(({ operation }) => operation)).not.toContain('ScheduleKeyDeletion')
})

/** Makes a key by the wizard's usual answers and opens its page. */
async function makeKey(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+n')
  const next = page.getByRole('button', { name: 'Continue' })
  await page.getByRole('radio', { name: 'In AWS KMS' }).click()
  await next.click()
  await next.click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await next.click()
  await next.click()
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByRole('button', { name: 'Open its page' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
