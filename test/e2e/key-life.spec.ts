import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { signing, tryOpening, tryProof } from './steps/try-key.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'

// A key of AWS KMS from its making to its deletion, by the screens alone, against the project's own KMS.

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

const openKey = async (page: Page, alias: string) => {
  await page.keyboard.press('Control+2')
  await button(page, alias).click()
  await expect(page.getByRole('heading', { level: 1, name: alias })).toBeVisible()
}

const tab = async (page: Page, name: string) => await page.getByRole('tab', { name }).click()

const head = (page: Page) => page.locator('.khead')

test('the wizard makes a key, and its policy names who it was made for', async ({ page, kms }) => {
  kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await page.keyboard.press('Control+n')
  await page.getByRole('radio', { name: 'In AWS KMS' }).click()
  await button(page, 'Continue').click()
  await button(page, 'Continue').click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('site-archive')
  await button(page, 'Continue').click()
  await page
    .getByRole('textbox', { name: 'Administrators' })
    .fill(`arn:aws:iam::${kms.account}:role/KeyAdmins`)
  await button(page, 'Show the policy').click()
  await expect(page.getByRole('region', { name: 'Policy document' })).toContainText('role/KeyAdmins')
  await button(page, 'Continue').click()
  await shot(page, 'wizard-review')
  await button(page, 'Make key').click()
  await button(page, 'Open its page').click()
  await expect(page.getByRole('heading', { level: 1, name: 'site-archive' })).toBeVisible()
  await tab(page, 'Policy')
  await expect(page.getByText('KeyAdmins', { exact: true })).toBeVisible()
  await expect(page.getByText('IAM policies of this account may give access too')).toBeVisible()
  expect(kms.calls.filter(({ operation }) => operation === 'CreateKey')).toHaveLength(1)
})

test('a policy is changed after it was compared, and one that locks out is not sent', async ({
  page,
  kms,
}) => {
  kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await openKey(page, 'payroll')
  await tab(page, 'Policy')
  await button(page, 'Edit policy').click()
  const text = page.getByRole('textbox', { name: 'Policy document, editable' })
  const policy = (await text.inputValue()).replace(
    /\n {4}\}\n {2}\]/,
    `
    },
    {
      "Sid": "Partner",
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
      "Action": "kms:Decrypt",
      "Resource": "*"
    }
  ]`,
  )
  await text.fill(policy)
  await button(page, 'Review changes').click()
  await expect(page.getByText('Account 444455556666 may now encrypt and open files')).toBeVisible()
  await shot(page, 'policy-review')
  await button(page, 'Save policy').click()
  await expect(page.getByText('From outside this account: check that it is meant')).toBeVisible()
  expect(kms.calls.filter(({ operation }) => operation === 'PutKeyPolicy')).toHaveLength(1)

  await button(page, 'Edit policy').click()
  await text.fill(policy.replaceAll(/"Effect": "Allow"/g, '"Effect": "Deny"'))
  await expect(page.getByText('Nobody could change this policy any more')).toBeVisible()
  await expect(button(page, 'Review changes')).toBeDisabled()
})

test('a grant is made with a constraint, shown, and revoked', async ({ page, kms }) => {
  kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await openKey(page, 'payroll')
  await tab(page, 'Grants')
  await button(page, 'New grant…').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Who gets it' }).fill(`arn:aws:iam::${kms.account}:role/Runner`)
  await dialog.getByRole('checkbox', { name: /^open/ }).check()
  await dialog.getByRole('radio', { name: 'Exactly these pairs' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Add a pair' }).click()
  await dialog.getByRole('textbox', { name: 'Name of pair 1' }).fill('team')
  await dialog.getByRole('textbox', { name: 'Value of pair 1' }).fill('payroll')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).click()
  await dialog.getByRole('button', { name: 'Make grant' }).click()
  const row = page.getByRole('row', { name: /Runner/ })
  await expect(row).toContainText('team = payroll')
  await row.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await button(page, 'Revoke grant').click()
  await expect(page.getByRole('heading', { name: 'No grant' })).toBeVisible()
})

test('a text is encrypted with a context and opens with it alone; a signature holds', async ({
  page,
  kms,
}) => {
  kms.createKey({ alias: 'payroll' })
  kms.createKey({ alias: 'releases', spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' })
  await connectKms(page, kms)
  await openKey(page, 'payroll')
  await tab(page, 'Try it')
  await tryOpening(page, { text: 'The deposit box is 418.', team: 'payroll' })

  await openKey(page, 'releases')
  await tab(page, 'Try it')
  await tryProof(page, signing, { text: 'keyhold-1.0.0.tar.gz', other: 'keyhold-6.6.6.tar.gz' })
})

test('a deletion is scheduled by the key’s name, cancelled, and the key enabled again', async ({
  page,
  kms,
}) => {
  const { arn } = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await openKey(page, 'payroll')
  await button(page, 'Schedule deletion…').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('None that Keyhold has seen')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Days to wait' }).fill('7')
  await dialog.getByRole('textbox', { name: /to confirm$/ }).fill('payroll')
  await shot(page, 'schedule-deletion')
  await dialog.getByRole('button', { name: 'Schedule deletion' }).click()
  await expect(head(page).getByText('Deleted in 7 days')).toBeVisible()
  await head(page)
    .getByRole('button', { name: /Keep the key/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep the key' }).click()
  await expect(page.getByText('The key is kept, and disabled')).toBeVisible()
  await button(page, 'Enable it').click()
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()
  const changes = kms.calls.filter(
    (call) => call.keyArn === arn && /Deletion|EnableKey$/.test(call.operation),
  )
  expect(changes.map(({ operation }) => operation)).toEqual([
    'ScheduleKeyDeletion',
    'CancelKeyDeletion',
    'EnableKey',
  ])
})

test('material is made, kept and imported; deleted, it is imported again from its file', async ({
  page,
  kms,
  home,
  electronApp,
}) => {
  kms.createKey({ alias: 'our-own', origin: 'EXTERNAL' })
  await connectKms(page, kms)
  const file = join(home, 'our-own.key-material')
  await stubDialog(electronApp, { saveAs: file, paths: [file] })
  await openKey(page, 'our-own')
  await head(page).getByRole('button', { name: 'Import material…' }).click()
  await button(page, 'Make, keep and import…').click()
  await expect(page.getByText('The material is imported')).toBeVisible()
  await shot(page, 'material-imported')
  await button(page, 'Done').click()
  expect(await readFile(file)).toHaveLength(32)
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()

  await button(page, 'Delete key material…').click()
  await page.getByRole('checkbox', { name: 'I have a copy of this material' }).check()
  await button(page, 'Delete material').click()
  await expect(head(page).getByText('Needs key material')).toBeVisible()
  await head(page).getByRole('button', { name: 'Import material…' }).click()
  await button(page, 'Choose the file and import…').click()
  await expect(page.getByText('The key can be used now.')).toBeVisible()
})
