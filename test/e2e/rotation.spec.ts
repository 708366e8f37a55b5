import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { encryptUnder, openKey } from './steps/aws-keys.ts'
import { confirmPlan, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { shot } from './support/shot.ts'

const years = (ago: number) => new Date(Date.now() - ago * 365 * 86_400_000)
const materials = (page: Page) => page.getByRole('table', { name: 'Materials' })

test('a key is rotated by hand: old files open, and what depends on older material is shown, verified and moved', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await encryptUnder(page, key, 'payroll', file)

  await openKey(page, 'payroll', 'Rotation')
  await expect(materials(page).getByRole('row')).toHaveCount(2)
  await page.getByRole('button', { name: 'Rotate now…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Old files still open. New files use the new material.')
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(materials(page).getByRole('row')).toHaveCount(3)
  await expect(page.getByText('24 of 25 left')).toBeVisible()
  await expect(page.getByText('1 of 1 file uses older material. It opens as before.')).toBeVisible()
  await shot(page, 'key-rotation-rotated')

  await page.getByRole('button', { name: /show the files of material 1$/ }).click()
  await expect(page.getByRole('dialog')).toContainText('salaries.csv.encrypted')
  await page.getByRole('dialog').getByRole('button', { name: 'Verify 1 file…' }).click()
  await confirmPlan(page)
  expect((await finishedRows(page))[0]).toMatchObject({ phase: 'done', verified: true })

  await page
    .getByRole('button', { name: /^Rotation/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Show the 1 file', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Move 1 file to another key…' }).click()
  await confirmPlan(page)
  expect((await finishedRows(page))[0]).toMatchObject({ phase: 'done' })
  await expect
    .poll(async () => (await callApp(page, 'coverage.summary', {})).current, { message: 'the moved file' })
    .toBe(1)
  expect(key.materials).toHaveLength(2)
})

test('a key is rotated by a successor: its alias moves and comes back, new files and old ones follow', async ({
  page: first,
  kms,
  home,
  restart,
}) => {
  let page = first
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'KeptForTheSuccessor',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${kms.account}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
    ],
  })
  const old = kms.createKey({ alias: 'payroll', description: 'Salaries', policy })
  await connectKms(page, kms)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await encryptUnder(page, old, 'payroll', file)

  await openKey(page, 'payroll', 'Rotation')
  await page.getByRole('button', { name: 'Begin…' }).click()
  await expect(page.getByRole('button', { name: 'Point payroll at the successor' })).toBeDisabled()
  await page.getByRole('button', { name: 'Make the successor' }).click()
  await page.getByText('takes its place').last().waitFor()
  const successor = kms.calls.find(({ operation }) => operation === 'CreateKey')
  expect(successor).toBeDefined()

  await page.getByRole('button', { name: 'Point payroll at the successor' }).click()
  await page.getByRole('button', { name: 'Point payroll back' }).click()
  await page.getByRole('button', { name: 'Point payroll at the successor' }).click()
  await expect(page.getByText('payroll points at the successor')).toBeVisible()
  await page.getByRole('button', { name: 'Encrypt to the successor' }).click()
  await expect(page.getByRole('button', { name: 'Encrypt to the old key again' })).toBeVisible()

  // All of it can be taken back, also by somebody who went elsewhere in between.
  await page.getByRole('tab', { name: 'General' }).click()
  await page.getByRole('tab', { name: 'Rotation' }).click()
  await page.getByRole('button', { name: 'Encrypt to the old key again' }).click()
  await page.getByRole('button', { name: 'Point payroll back' }).click()
  await expect(page.getByRole('button', { name: 'Point payroll back' })).toBeHidden()
  page = await restart()
  await openKey(page, 'payroll', 'Rotation')
  await page.getByRole('button', { name: 'Point payroll at the successor' }).click()
  await expect(page.getByText('payroll points at the successor')).toBeVisible()
  await page.getByRole('button', { name: 'Encrypt to the successor' }).click()
  await shot(page, 'key-rotation-by-hand')

  await page.getByRole('button', { name: 'Move 1 file to the successor…' }).click()
  await confirmPlan(page)
  const [moved] = await finishedRows(page)
  expect(moved).toMatchObject({ phase: 'done', verified: true })
  expect(moved?.doors[0]?.name).toBe('payroll')
  expect(moved?.doors[0]?.arn).not.toBe(old.arn)

  // The name is the successor's by now, and its policy is the old key's.
  await openKey(page, 'payroll', 'Policy')
  await expect(page.getByRole('region', { name: 'Policy document' })).toContainText('KeptForTheSuccessor')
  // Nothing was scheduled, disabled or replaced.
  expect(old.state).toBe('Enabled')
  expect(await readFile(`${file}.encrypted`)).not.toHaveLength(0)
  expect(kms.calls.map(({ operation }) => operation)).not.toContain('ScheduleKeyDeletion')
})

test('automatic rotation is turned on with a period and off again', async ({ page, kms }) => {
  kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await openKey(page, 'payroll', 'Rotation')
  await page.getByRole('switch', { name: 'Rotate automatically' }).click({ force: true })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Rotate every' }).fill('89')
  await expect(dialog.getByRole('button', { name: 'Turn on' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Rotate every' }).fill('180')
  await dialog.getByRole('button', { name: 'Turn on' }).click()
  await expect(page.getByText(/^Every 180 days, next /)).toBeVisible()
  // The row may tell of the change before the dialog hears that it is done; a press on what lies behind it would close it.
  await expect(dialog).toBeHidden()
  await page.getByRole('switch', { name: 'Rotate automatically' }).click({ force: true })
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByText('This key keeps its material until you rotate it.')).toBeVisible()
})

test('the Rotation page sorts keys by urgency, says why some cannot, and writes a report', async ({
  page,
  kms,
  home,
  electronApp,
}) => {
  kms.createKey({ alias: 'late', createdAt: years(3) })
  kms.createKey({ alias: 'fresh', createdAt: new Date() })
  kms.createKey({ alias: 'mac', spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' })
  kms.createKey({ alias: 'off', state: 'Disabled' })
  await connectKms(page, kms)
  await page
    .getByRole('button', { name: /^Rotation/ })
    .first()
    .click()
  await expect(page.getByRole('button', { name: 'Open late, rotation' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open fresh, rotation' })).toBeHidden()
  await page.getByRole('button', { name: /Cannot rotate/ }).click()
  await expect(page.getByText('MAC key', { exact: true })).toBeVisible()
  await expect(page.getByText('while disabled', { exact: true })).toBeVisible()

  const report = join(home, 'rotation.csv')
  await electronApp.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, report)
  await page.getByRole('button', { name: 'Export report…' }).click()
  await expect.poll(async () => await readFile(report, 'utf8').catch(() => '')).toContain('late')
})
