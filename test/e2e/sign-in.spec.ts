import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { rowOf } from './steps/aws-keys.ts'
import { chooseDoors, commitBar, confirmPlan, dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html}`,
  )

test('a batch of 200 files whose session ends waits for a person, and goes on with new credentials', async ({
  page,
  kms,
  home,
}) => {
  const credentials = join(home, '.aws', 'credentials')
  const session = kms.addAccessKey({ sessionToken: 'first' })
  await writeFile(credentials, kms.credentialsFile('work', session))
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await chooseDoors(page, [(await rowOf(page, key)).ref], 'payroll')
  const folder = join(home, 'reports')
  await mkdir(folder)
  for (let each = 0; each < 200; each++) await writeFile(join(folder, `report ${each}.txt`), `${each}\n`)

  await dropFiles(page, [folder])
  await expect(page.getByText('payroll may be used')).toBeVisible()
  await expect(page.getByText('Asked with 2 KMS calls.')).toBeVisible()
  session.callsLeft = 123
  await confirmPlan(page)
  const notice = page.getByRole('alert').filter({ hasText: 'Waits for you to sign in to “Work”' })
  await expect(notice).toBeVisible()
  await expect(notice).toContainText('None failed.')
  const stands = async () => (await callApp(page, 'jobs.snapshot', {})).batches[0]
  await expect.poll(async () => (await stands())?.waitingFor?.files ?? 0).toBeGreaterThan(100)
  expect(await stands()).toMatchObject({ failed: 0 })
  expect(await axe(page)).toEqual([])
  await shot(page, 'signed-out')

  // Signed in again elsewhere, as with the AWS CLI: the config files are watched.
  await writeFile(credentials, kms.credentialsFile('work', kms.addAccessKey({ sessionToken: 'second' })))
  const rows = await finishedRows(page)
  expect(rows.map(({ phase }) => phase)).toEqual(Array(200).fill('done'))
  await expect(notice).toBeHidden()
  const made = (await readdir(folder)).filter((name) => name.endsWith('.encrypted'))
  expect(made).toHaveLength(200)
})

test('a key that may not be used is refused beside its name before anything starts', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await chooseDoors(page, [(await rowOf(page, key)).ref], 'payroll')
  kms.faults.add({ kind: 'deny', operation: 'Decrypt' })
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropFiles(page, [file])
  await expect(page.getByText('payroll refused')).toBeVisible()
  await expect(page.getByText(/kms:Decrypt on payroll/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy action and ARN' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy text for your administrator' })).toBeVisible()
  // It may be started all the same.
  await expect(commitBar(page).getByRole('button', { name: 'Encrypt 1 file' })).toBeEnabled()
  expect(await axe(page)).toEqual([])
  await shot(page, 'key-refused')
})

test('a small file becomes a KMS ciphertext blob, and a blob is recognised by what is in it', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await chooseDoors(page, [(await rowOf(page, key)).ref], 'payroll')
  const file = join(home, 'token.txt')
  await writeFile(file, 'secret\n')
  await dropFiles(page, [file])
  await page.getByRole('button', { name: 'Options', exact: true }).click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('combobox', { name: 'A file becomes' }).click()
  await page.getByRole('option', { name: 'KMS ciphertext blob, as Base64 text' }).click()
  await confirmPlan(page)
  expect(await finishedRows(page)).toMatchObject([{ phase: 'done', suite: null, verified: true }])
  const blob = await readFile(`${file}.encrypted`, 'latin1')
  expect(blob).toMatch(/^AQICAH/)

  const elsewhere = join(home, 'from-a-colleague.txt')
  await writeFile(elsewhere, blob)
  await dropAndConfirm(page, [elsewhere])
  await finishedRows(page)
  expect(await readFile(join(home, 'from-a-colleague.txt.opened'), 'utf8')).toBe('secret\n')
  expect(existsSync(file)).toBe(true)
})
