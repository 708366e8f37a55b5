import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

/** Opens a tab of a key of the sample. */
export const openTab = async (page: Page, key: string, tab: string): Promise<void> => {
  await page.locator('.shell').waitFor()
  await page.keyboard.press('Control+2')
  await page.getByRole('searchbox').fill(key)
  await page.getByRole('button', { name: key, exact: true }).click()
  await page.getByRole('tab', { name: tab }).click()
}

const press = async (page: Page, name: string | RegExp) =>
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click()

const screen = (name: string, show: GalleryScreen['show'], scenario = 'sample'): GalleryScreen => ({
  name,
  scenario,
  show,
})

/** A policy to write in. */
export const policyText = (page: Page) => page.getByRole('textbox', { name: 'Policy document, editable' })

const editPolicy = async (page: Page) => {
  await openTab(page, 'backups-prod', 'Policy')
  await press(page, 'Edit policy')
  const text = await policyText(page).inputValue()
  await policyText(page).fill(
    text.replace('role/Operators', 'role/NightShift').replace('444455556666', '777788889999'),
  )
  await page.getByText('It is a policy').waitFor()
}

/** Opens the wizard for a key in AWS and goes to one of its steps. */
export const wizardTo = async (
  page: Page,
  step: 'where' | 'kind' | 'name' | 'access' | 'review',
  alias = 'site-archive',
) => {
  await page.locator('.shell').waitFor()
  await page.keyboard.press('Control+n')
  await page.getByRole('radio', { name: 'In AWS KMS' }).click()
  if (step === 'where') return
  await press(page, 'Continue')
  if (step === 'kind') return
  await press(page, 'Continue')
  if (step === 'name') return
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(alias)
  await press(page, 'Continue')
  if (step === 'access') return
  await press(page, 'Continue')
}

/** Fills the form of a new grant with one that is bound to a pair. */
export const fillGrant = async (page: Page) => {
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('textbox', { name: 'Who gets it' })
    .fill('arn:aws:iam::111122223333:role/BackupRunner')
  await dialog.getByRole('checkbox', { name: /^encrypt files/ }).check()
  await dialog.getByRole('checkbox', { name: /^open/ }).check()
  await dialog.getByRole('radio', { name: 'At least these pairs' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Add a pair' }).click()
  await dialog.getByRole('textbox', { name: 'Name of pair 1' }).fill('department')
  await dialog.getByRole('textbox', { name: 'Value of pair 1' }).fill('finance')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('nightly')
}

/** Tabs, dialogs and the wizard of a key in depth. */
export const keyDepthScreens: readonly GalleryScreen[] = [
  screen('09-policy', async (page) => {
    await openTab(page, 'backups-prod', 'Policy')
    await page.getByRole('heading', { name: 'In plain words' }).waitFor()
  }),
  screen('09-policy-selected', async (page) => {
    await openTab(page, 'backups-prod', 'Policy')
    await page.getByRole('button', { name: /Show the lines of Operators/ }).click()
  }),
  screen(
    '09-policy-denied',
    async (page) => {
      await openTab(page, 'backups-prod', 'Policy')
      await page.getByRole('alert').waitFor()
    },
    'keysDenied',
  ),
  screen('09-policy-edit', editPolicy),
  screen('09-policy-fault', async (page) => {
    await editPolicy(page)
    await policyText(page).fill((await policyText(page).inputValue()).replace('"Effect"', 'Effect'))
    await page.getByText(/^Line \d+:/).waitFor()
  }),
  screen('09-policy-review', async (page) => {
    await editPolicy(page)
    await press(page, 'Review changes')
    await page.getByRole('heading', { name: 'What changes' }).waitFor()
  }),
  screen('09-policy-leave', async (page) => {
    await editPolicy(page)
    await press(page, 'Cancel')
    await page.getByRole('dialog').waitFor()
  }),
  screen('09-grants', async (page) => {
    await openTab(page, 'backups-prod', 'Grants')
    await page.getByRole('table', { name: 'Grants' }).waitFor()
  }),
  screen('09-grants-none', async (page) => {
    await openTab(page, 'finance-reports', 'Grants')
    await page.getByRole('heading', { name: 'No grant' }).waitFor()
  }),
  screen('09-grant-new', async (page) => {
    await openTab(page, 'backups-prod', 'Grants')
    await press(page, 'New grant…')
    await fillGrant(page)
  }),
  screen('09-grant-revoke', async (page) => {
    await openTab(page, 'backups-prod', 'Grants')
    await press(page, 'What can be done with the grant of Amazon RDS')
    await page.getByRole('menuitem', { name: 'Revoke…' }).click()
    await page.getByRole('dialog').waitFor()
  }),
  screen('09-try-encrypt', async (page) => {
    await openTab(page, 'backups-prod', 'Try it')
    await page.getByRole('textbox', { name: 'Text' }).fill('The deposit box is 418.')
    await page.getByRole('button', { name: 'Encrypt', exact: true }).click()
    await page.getByRole('heading', { name: 'Encrypted' }).waitFor()
  }),
  screen('09-try-move', async (page) => {
    await openTab(page, 'backups-prod', 'Try it')
    await page.getByRole('radio', { name: 'Move to another key' }).check({ force: true })
  }),
  screen('09-try-verify', async (page) => {
    await openTab(page, 'release-signing', 'Try it')
    await page.getByRole('textbox', { name: 'Text' }).fill('keyhold-1.0.0.tar.gz')
    await page.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByRole('button', { name: 'Verify it' }).click()
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByText('It holds').waitFor()
  }),
  screen('09-try-disabled', async (page) => await openTab(page, 'hr-archive', 'Try it')),
  screen('09-wizard-1-where', async (page) => await wizardTo(page, 'where')),
  screen('09-wizard-2-kind', async (page) => {
    await wizardTo(page, 'kind')
    await press(page, 'More')
  }),
  screen('09-wizard-3-name', async (page) => {
    await wizardTo(page, 'name')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('site archive')
    await press(page, 'Add a tag')
  }),
  screen('09-wizard-4-access', async (page) => {
    await wizardTo(page, 'access')
    await press(page, 'Add me, Administrators')
    await page.getByRole('textbox', { name: 'Users' }).fill('arn:aws:iam::111122223333:role/Operators')
    await press(page, 'Show the policy')
    await page.getByRole('region', { name: 'Policy document' }).waitFor()
  }),
  screen('09-wizard-5-review', async (page) => await wizardTo(page, 'review')),
  screen('09-wizard-6-made', async (page) => {
    await wizardTo(page, 'review')
    await press(page, 'Make key')
    await page.getByText('is made').waitFor()
  }),
  screen('09-wizard-alias', async (page) => {
    await wizardTo(page, 'review', 'taken')
    await press(page, 'Make key')
    await page.getByText('The key was made, its alias was not').waitFor()
  }),
  screen('09-import', async (page) => {
    await openTab(page, 'bring-your-own-2026', 'General')
    await press(page, 'Import material…')
    await page.getByRole('dialog').getByRole('button', { name: 'More' }).click()
  }),
  screen('09-import-done', async (page) => {
    await openTab(page, 'bring-your-own-2026', 'General')
    await press(page, 'Import material…')
    await press(page, /and import…/)
    await page.getByText('The material is imported').waitFor()
  }),
  screen('09-delete', async (page) => {
    await openTab(page, 'backups-prod', 'General')
    await press(page, 'Schedule deletion…')
    await page
      .getByRole('dialog')
      .getByText(/name this key/)
      .waitFor()
  }),
  screen('09-material-delete', async (page) => {
    await openTab(page, 'bring-your-own-2026', 'General')
    await press(page, 'Import material…')
    await press(page, /and import…/)
    await press(page, 'Done')
    await press(page, 'Delete key material…')
    await page.getByRole('dialog').getByText('The key stops at once').waitFor()
  }),
  screen('09-keep', async (page) => {
    await openTab(page, 'payments-legacy', 'General')
    await page
      .locator('.khead')
      .getByRole('button', { name: /Keep the key/ })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Keep the key' }).click()
    await page.getByText('The key is kept, and disabled').waitFor()
  }),
  screen('09-policy-aws', async (page) => {
    await openTab(page, 'aws/s3', 'Policy')
    await page.getByText('AWS manages this key, and').first().waitFor()
  }),
  screen(
    '09-grant-refused',
    async (page) => {
      await openTab(page, 'backups-prod', 'Grants')
      await press(page, 'New grant…')
      await fillGrant(page)
      await press(page, 'Make grant')
      await page.getByRole('dialog').getByRole('alert').scrollIntoViewIfNeeded()
    },
    'keyDepthRefused',
  ),
  screen(
    '09-policy-others',
    async (page) => {
      await openTab(page, 'backups-prod', 'Policy')
      await page.getByText(/can change it$/).waitFor()
    },
    'keyDepthRefused',
  ),
]
