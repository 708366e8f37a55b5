import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { encryptUnder, openKey } from './steps/aws-keys.ts'
import { dropAndConfirm, fileRows, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'

const head = (page: Page) => page.locator('.khead')

test('a file under imported material opens as long as the material is there, and again once it is brought back', async ({
  page,
  kms,
  home,
  electronApp,
}) => {
  const key = kms.createKey({ alias: 'our-own', origin: 'EXTERNAL' })
  const material = join(home, 'our-own.bin')
  await writeFile(material, randomBytes(32))
  await stubDialog(electronApp, { paths: [material] })
  await connectKms(page, kms)
  await importFromFile(page)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await encryptUnder(page, key, 'our-own', file)

  await openKey(page, 'our-own', 'General')
  await page.getByRole('button', { name: 'Delete key material…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 known file names this key, 1 without another door.')
  await dialog.getByRole('checkbox', { name: 'I have a copy of this material' }).check()
  await shot(page, 'delete-material')
  await dialog.getByRole('button', { name: 'Delete material' }).click()
  await expect(head(page).getByText('Needs key material')).toBeVisible()
  expect(await open(page, `${file}.encrypted`)).toMatchObject({
    phase: 'failed',
    problem: { code: 'KEY_STATE_INVALID', facts: { state: 'PendingImport' } },
  })
  await expect(fileRows(page).getByText(/Its key material is missing/)).toBeVisible()
  await shot(page, 'no-material-row')

  await importFromFile(page)
  expect(await open(page, `${file}.encrypted`)).toMatchObject({ phase: 'done' })
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
})

test('material that expires is told with its day, and the key stops on it', async ({ page, kms, home }) => {
  const day = 86_400_000
  const key = kms.createKey({
    alias: 'our-own',
    origin: 'EXTERNAL',
    validTo: new Date(Date.now() + 10 * day),
  })
  await connectKms(page, kms)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await encryptUnder(page, key, 'our-own', file)
  await openKey(page, 'our-own', 'General')
  await expect(page.getByText('Material expires')).toBeVisible()
  await shot(page, 'key-expires')
  kms.passTime(11 * day)
  await page.getByRole('button', { name: 'Keys', exact: true }).first().click()
  await page.getByRole('button', { name: 'Read the list again' }).click()
  await expect(page.getByRole('table', { name: 'Keys' }).getByText('Needs key material')).toBeVisible()
  expect(await open(page, `${file}.encrypted`)).toMatchObject({
    phase: 'failed',
    problem: { code: 'KEY_STATE_INVALID', facts: { state: 'PendingImport' } },
  })
})

async function importFromFile(page: Page): Promise<void> {
  await openKey(page, 'our-own', 'General')
  await head(page).getByRole('button', { name: 'Import material…' }).click()
  const source = page.getByRole('dialog').getByRole('radio', { name: 'From a file' })
  if (await source.isVisible()) await source.check({ force: true })
  await page.getByRole('button', { name: 'Choose the file and import…' }).click()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()
}

/** Drops a file on the Files page and gives its row once it ended. */
async function open(page: Page, path: string) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await callApp(page, 'jobs.clear', {})
  await dropAndConfirm(page, [path])
  return (await finishedRows(page)).at(-1)
}
