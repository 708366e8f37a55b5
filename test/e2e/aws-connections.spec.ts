import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { filesBelow } from '../../scripts/demo/file-tree.ts'
import { expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { shot } from './support/shot.ts'

// Connections made and tested by the screens alone: a profile, a role behind an MFA device, single sign-on.

const card = (page: Page, name: string) => page.getByRole('article', { name })
const dialog = (page: Page) => page.getByRole('dialog')

test('a profile of the config file is connected in several Regions, and its test names what was refused', async ({
  page,
  aws,
  kms,
}) => {
  kms.createKey({ alias: 'payroll' })
  kms.createKey({ alias: 'reports', region: 'eu-west-1' })
  await openForm(page, 'Profile work, access key')
  await fillForm(page, { name: 'Studio', regions: ['eu-central-1', 'eu-west-1', 'us-east-1'], aws })
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(card(page, 'Studio').getByText('Reachable')).toBeVisible()
  await expect(card(page, 'Studio')).toContainText(kms.account)
  await expect(card(page, 'Studio')).toContainText('2, read')

  kms.faults.add({ kind: 'deny', operation: 'ListAliases' })
  kms.faults.add({ kind: 'drop', region: 'us-east-1' })
  await card(page, 'Studio').getByRole('button', { name: 'More about Studio' }).click()
  await page.getByRole('menuitem', { name: 'Test connection' }).click()
  await expect(dialog(page).getByText(`arn:aws:iam::${kms.account}:user/operator`)).toBeVisible()
  await expect(dialog(page).getByText(/^Answers in \d+ ms$/)).toHaveCount(2)
  await expect(dialog(page).locator('.test-row', { hasText: 'us-east-1' })).not.toContainText('Answers')
  const refused = dialog(page)
    .getByRole('row', { name: /kms:ListAliases/ })
    .first()
  await expect(refused).toContainText('Denied')
  await shot(page, 'connection-test')
})

test('a role behind an MFA device asks for its code in a dialog, again after a wrong one', async ({
  page,
  aws,
  kms,
}) => {
  kms.createKey({ alias: 'payroll' })
  const serial = `arn:aws:iam::${kms.account}:mfa/mira`
  const operators = `arn:aws:iam::${kms.account}:role/Operators`
  aws.addRole({ arn: operators, mfa: { serial, code: '123456' } })
  await openForm(page, 'Profile work, access key')
  await fillForm(page, { name: 'Studio', regions: [kms.region], aws })
  await dialog(page).getByRole('button', { name: 'Add a role' }).click()
  await dialog(page).getByRole('textbox', { name: 'Role 1, ARN' }).fill(operators)
  await dialog(page).getByRole('textbox', { name: 'Role 1, MFA device' }).fill(serial)
  await dialog(page).getByRole('button', { name: 'Save' }).click()

  const code = page.getByRole('dialog', { name: 'Code for “Studio”' })
  const [field, go] = [
    code.getByRole('textbox', { name: 'Code of the device' }),
    code.getByRole('button', { name: 'Continue' }),
  ]
  await expect(code).toContainText(serial)
  await expect(page.getByRole('dialog', { name: 'Add an AWS connection' })).toBeHidden()
  await shot(page, 'mfa-code')
  await field.fill('000000')
  await go.click()
  await expect(field).toHaveValue('')
  await field.fill('123456')
  await go.click()
  await expect(code).toBeHidden()
  await expect(card(page, 'Studio')).toContainText('as Operators')
  await expect(card(page, 'Studio')).toContainText('1, read')
  const asked = kms.calls.filter(({ operation }) => operation === 'AssumeRole')
  expect(asked.map(({ error }) => error)).toEqual(['AccessDenied', null])
})

test('single sign-on goes by the browser, then by a code; no token lies in a plain file', async ({
  page,
  aws,
  kms,
  electronApp,
  userData,
}) => {
  kms.createKey({ alias: 'payroll' })
  // The person's browser: it shows the page of AWS, where they allow it, and follows it back.
  await electronApp.evaluate(({ shell }) => {
    shell.openExternal = async (url) => {
      if (new URL(url).pathname === '/authorize') void fetch(url)
    }
  })
  await openForm(page, 'Single sign-on (IAM Identity Center)')
  await dialog(page).getByRole('textbox', { name: 'Start address' }).fill(aws.sso.startUrl)
  await dialog(page).getByRole('textbox', { name: 'Sign-in Region' }).fill('us-east-1')
  await fillForm(page, { name: 'Studio', regions: [kms.region], aws })
  await dialog(page).getByRole('textbox', { name: 'Endpoint of single sign-on' }).fill(aws.endpoint)
  await dialog(page).getByRole('button', { name: 'Save and sign in' }).click()
  const studio = card(page, 'Studio')
  // Nothing was sealed on this computer before.
  await studio.getByRole('button', { name: 'Set up the key store' }).click()
  await studio.getByRole('combobox', { name: 'Account and role' }).click()
  await shot(page, 'sso-role')
  await page.getByRole('option', { name: 'KeyAdministrator' }).click()
  await studio.getByRole('button', { name: 'Use this role' }).click()
  await expect(studio.getByText('Signed in', { exact: true })).toBeVisible()
  await expect(studio).toContainText('1, read')
  const secrets = aws.sso.tokens.flatMap(({ accessToken, refreshToken }) => [accessToken, refreshToken])
  expect(secrets).toHaveLength(2)
  const written = await Promise.all(
    (await filesBelow(userData)).map((file) => readFile(join(userData, file), 'latin1').catch(() => '')),
  )
  // The scan finds what is there: the connection itself.
  expect(written.filter((text) => text.includes(aws.sso.startUrl))).not.toEqual([])
  expect(written.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([])

  await studio.getByRole('button', { name: 'More about Studio' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(studio.getByText('Session ended')).toBeVisible()
  await studio.getByRole('button', { name: 'Sign in by code' }).click()
  const code = page.getByRole('dialog', { name: 'Sign in to “Studio” by code' })
  await expect(code.locator('.user-code')).toHaveText(/^[A-Z]{4}-[A-Z]{4}$/)
  await shot(page, 'sign-in-by-code')
  const userCode = await code.locator('.user-code').innerText()
  expect((await fetch(`${aws.endpoint}/device?user_code=${userCode}`)).ok).toBe(true)
  await expect(code).toBeHidden()
  await expect(studio.getByText('Signed in', { exact: true })).toBeVisible()
})

async function openForm(page: Page, source: string): Promise<void> {
  await callApp(page, 'settings.set', { firstRunDone: true })
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Add connection' }).click()
  await dialog(page).getByRole('combobox', { name: 'Credentials from' }).click()
  await page.getByRole('option', { name: source }).click()
}

async function fillForm(
  page: Page,
  { name, regions, aws }: { name: string; regions: readonly string[]; aws: { readonly endpoint: string } },
): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  const field = dialog(page).getByRole('combobox', { name: 'Regions' })
  for (const region of regions) {
    await field.fill(region)
    await field.press('Enter')
  }
  // The list of Regions closes as the field is left.
  await field.press('Tab')
  await dialog(page).getByRole('button', { name: 'Endpoints and roles' }).click()
  await dialog(page).getByRole('textbox', { name: 'Endpoint', exact: true }).fill(aws.endpoint)
  await dialog(page).getByRole('textbox', { name: 'Endpoint of AWS STS' }).fill(aws.endpoint)
}
