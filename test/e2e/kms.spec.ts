import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { FakeKey } from '../fakes/kms/fake-key.ts'
import { chooseDoors, commitBar, confirmPlan, dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

test('the first run connects AWS, a key is picked, and a file made under it opens again', async ({
  page,
  kms,
  home,
}) => {
  kms.createKey({ alias: 'payroll' })
  kms.createKey({ alias: 'old-key', state: 'Disabled' })
  await page.getByRole('radio', { name: 'In AWS KMS' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('combobox', { name: 'Credentials from' }).click()
  await page.getByRole('option', { name: 'Profile work' }).click()
  const regions = page.getByRole('combobox', { name: 'Regions' })
  await regions.fill(kms.region)
  await regions.press('Tab')
  await page.getByRole('button', { name: 'Endpoints and roles' }).click()
  await page.getByRole('textbox', { name: 'Endpoint', exact: true }).fill(kms.endpoint)
  await page.getByRole('button', { name: 'Connect AWS' }).click()
  await page.getByRole('button', { name: /Choose a key/ }).click()
  await expect(page.getByRole('option', { name: /old-key/ })).toBeHidden()
  await page.getByRole('option', { name: /payroll/ }).click()
  await shot(page, 'first-run-aws')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Finish' }).click()

  await page.getByRole('button', { name: 'Keys', exact: true }).click()
  await expect(page.getByText('old-key')).toBeVisible()
  await expect(page.getByText('Disabled').first()).toBeVisible()
  await shot(page, 'keys-aws')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()

  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  const [made] = await finishedRows(page)
  expect(made).toMatchObject({ phase: 'done', frameLength: 8192 })
  expect(made?.doors[0]).toMatchObject({ kind: 'aws', name: 'payroll', where: 'eu-central-1' })

  await dropAndConfirm(page, [`${file}.encrypted`])
  await finishedRows(page)
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
  expect(kms.calls.map((call) => call.operation)).toEqual(
    expect.arrayContaining(['GenerateDataKey', 'Decrypt']),
  )
})

test('a file with a local and a KMS key opens here when AWS cannot be reached', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  const local = await haveLocalKey(page)
  await connectKms(page, kms)
  const { keys } = await callApp(page, 'keys.list', { since: 0 })
  const aws = keys.find((each) => each.arn === key.arn)
  await chooseDoors(page, [local.ref, ...(aws === undefined ? [] : [aws.ref])], 'backups')
  await expect(page.getByRole('button', { name: 'Remove the door payroll' })).toBeVisible()
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  const [made] = await finishedRows(page)
  expect(made?.doors.map((door) => door.kind)).toEqual(['local', 'aws'])

  await kms.stop()
  await dropAndConfirm(page, [`${file}.encrypted`])
  await finishedRows(page)
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
})

test('each refusal of KMS is told in words, and nothing is left behind', async ({ page, kms, home }) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await choose(page, key)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')

  kms.faults.add({ kind: 'deny', operation: 'GenerateDataKey' })
  expect(await failedCode(page, file)).toBe('KMS_ACCESS_DENIED')
  await expect(page.getByText(/refused/).first()).toBeVisible()
  kms.faults.clear()

  key.state = 'Disabled'
  expect(await failedCode(page, file)).toMatch(/KEY_DISABLED/)
  await page.getByRole('button', { name: 'Encrypt to another key…' }).first().click()
  await expect(commitBar(page)).toContainText('1 file to encrypt')
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByRole('button', { name: 'Look at the key' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'payroll' })).toBeVisible()
  await page.getByRole('button', { name: 'Files', exact: true }).click()
  key.state = 'Enabled'

  await kms.stop()
  expect(await failedCode(page, file)).toBe('KMS_UNREACHABLE')
  expect(existsSync(`${file}.encrypted`)).toBe(false)
  expect(await readFile(file, 'utf8')).toBe('Ada;1000\n')
})

test('a file whose key lies in an account that no connection knows is asked about first', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  const other = kms.createKey({ alias: 'foreign', account: '999988887777' })
  await connectKms(page, kms)
  await choose(page, key)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  await finishedRows(page)
  const message = (await readFile(`${file}.encrypted`)).toString('latin1').replace(key.arn, other.arn)
  const foreign = join(home, 'foreign.encrypted')
  await writeFile(foreign, message, 'latin1')
  kms.calls.length = 0

  await dropFiles(page, [foreign])
  await expect(page.getByText('Cannot open foreign.encrypted yet')).toBeVisible()
  await expect(page.getByRole('button', { name: /Allow 999988887777/ })).toBeVisible()
  expect(kms.calls.filter((call) => call.operation === 'Decrypt')).toEqual([])
})

async function choose(page: Page, key: FakeKey): Promise<void> {
  const { keys } = await callApp(page, 'keys.list', { since: 0 })
  const row = keys.find((each) => each.arn === key.arn)
  if (row === undefined) throw new Error('the key is not in the list')
  await chooseDoors(page, [row.ref], row.alias ?? row.keyId)
}

// Drops the file, confirms, and returns the code of the problem that its row ends with.
async function failedCode(page: Page, file: string): Promise<string | undefined> {
  await callApp(page, 'jobs.clear', {})
  await dropFiles(page, [file])
  await confirmPlan(page)
  const rows = await finishedRows(page)
  return rows.at(-1)?.problem?.code
}
