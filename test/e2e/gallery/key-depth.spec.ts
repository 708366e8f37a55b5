import { expect, type Page } from '@playwright/test'
import { openScenario, test } from './gallery-test.ts'
import { fillGrant, openTab, policyText, wizardTo } from './key-depth-screens.ts'

// How the parts of a key's page behave that change the key: policy, grants, trying, the wizard, deletion, import.

const show = async (scenario = 'sample') => await openScenario(scenario)

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

const edit = async (page: Page, change: (text: string) => string) => {
  const text = await policyText(page).inputValue()
  await policyText(page).fill(change(text))
}

const beginEditing = async (): Promise<Page> => {
  const page = await show()
  await openTab(page, 'backups-prod', 'Policy')
  await button(page, 'Edit policy').click()
  return page
}

test.describe('policy', () => {
  test('a fault is told by its line and shown there, and nothing can be saved meanwhile', async () => {
    const page = await beginEditing()
    await edit(page, (text) => text.replace('"Statement"', 'Statement'))
    await expect(page.getByText('Line 3: a text in double quotes is missing, or is not closed')).toBeVisible()
    await expect(button(page, 'Review changes')).toBeDisabled()
    await button(page, 'Show it').click()
    await expect(policyText(page)).toBeFocused()
    expect(await policyText(page).evaluate((area) => Reflect.get(area, 'selectionStart'))).toBe(
      '{\n  "Version": "2012-10-17",\n'.length,
    )
  })

  test('what changes is compared before it is saved, and is there afterwards', async () => {
    const page = await beginEditing()
    await expect(button(page, 'Review changes')).toBeDisabled()
    await edit(page, (text) => text.replace('role/Operators', 'role/NightShift'))
    await button(page, 'Review changes').click()
    await expect(page.getByText(/^Operators may no longer/)).toBeVisible()
    await expect(page.getByText(/^NightShift may now/)).toBeVisible()
    await expect(page.locator('ins')).toHaveText(/NightShift/)
    await expect(page.locator('del')).toHaveText(/Operators/)
    await expect(page.getByText('The lockout check is on, always')).toBeVisible()
    await button(page, 'Save policy').click()
    await expect(page.getByText('Saved the policy')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Policy document' })).toContainText('role/NightShift')
  })

  test('a policy that somebody else changed meanwhile is compared as it is now, and said so', async () => {
    const page = await beginEditing()
    await expect(policyText(page)).toBeFocused()
    await edit(page, (text) => text.replace('role/Operators', 'role/NightShift'))
    await page.evaluate(`(async () => {
      const keys = (await globalThis.keyhold.call['keys.list']({ since: 0 })).value.keys
      const { ref } = keys.find(({ alias }) => alias === 'backups-prod')
      const { document } = (await globalThis.keyhold.call['key.policy']({ ref })).value
      await globalThis.keyhold.call['manage.putPolicy']({ ref, document: document.replace('444455556666', '777788889999') })
    })()`)
    await button(page, 'Review changes').click()
    await expect(page.getByText('The policy was changed by somebody else meanwhile')).toBeVisible()
    await expect(page.getByText('Account 777788889999 may no longer')).toBeVisible()
    await expect(page.getByText('Account 444455556666 may now')).toBeVisible()
  })

  test('a policy that locks everybody out cannot be reviewed', async () => {
    const page = await beginEditing()
    await policyText(page).fill(
      '{ "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "kms:Decrypt", "Resource": "*" }] }',
    )
    await expect(page.getByText('Nobody could change this policy any more')).toBeVisible()
    await expect(button(page, 'Review changes')).toBeDisabled()
  })

  test('leaving with changes is asked about, on every way out', async () => {
    const page = await beginEditing()
    await edit(page, (text) => text.replace('role/Operators', 'role/NightShift'))
    await page.getByRole('tab', { name: 'Grants' }).click()
    await button(page, 'Stay').click()
    await expect(policyText(page)).toHaveValue(/NightShift/)
    await page.keyboard.press('Control+1')
    await button(page, 'Leave').click()
    await expect(page.getByRole('heading', { level: 1, name: 'Files' })).toBeVisible()
    await openTab(page, 'backups-prod', 'Policy')
    await expect(page.getByRole('region', { name: 'Policy document' })).not.toContainText('NightShift')
  })

  test('without changes nothing is asked', async () => {
    const page = await beginEditing()
    await button(page, 'Cancel').click()
    await expect(page.getByRole('heading', { name: 'In plain words' })).toBeVisible()
    await expect(button(page, 'Edit policy')).toBeVisible()
  })
})

test('a grant is made and revoked', async () => {
  const page = await show()
  await openTab(page, 'finance-reports', 'Grants')
  await button(page, 'New grant…').click()
  await expect(button(page, 'Make grant')).toBeDisabled()
  await fillGrant(page)
  await page.keyboard.press('Enter')
  const row = page.getByRole('row', { name: /BackupRunner/ })
  await expect(row).toContainText('department = finance')
  await row.getByRole('button').click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await expect(page.getByRole('dialog')).toContainText(
    'BackupRunner may then no longer open and encrypt files',
  )
  await button(page, 'Revoke grant').click()
  await expect(page.getByRole('heading', { name: 'No grant' })).toBeVisible()
})

test.describe('try it', () => {
  test('a text is encrypted, and what came of it goes on to be opened', async () => {
    const page = await show()
    await openTab(page, 'backups-prod', 'Try it')
    await expect(page.getByText('CloudTrail notes the call and its context')).toBeVisible()
    await page.getByRole('textbox', { name: 'Text' }).fill('x'.repeat(4096))
    await button(page, 'Encrypt').click()
    await button(page, 'Open it again').click()
    await expect(page.getByRole('textbox', { name: 'What was encrypted, as Base64' })).toHaveValue(/^AQIC/)
    await button(page, 'Open').click()
    await expect(page.getByText('The deposit box is 418.')).toBeVisible()
  })

  test('a signature of something else does not hold', async () => {
    const page = await show()
    await openTab(page, 'release-signing', 'Try it')
    await page.getByRole('radio', { name: 'Verify' }).check({ force: true })
    await page.getByRole('textbox', { name: 'Text' }).fill('keyhold-1.0.0.tar.gz')
    await page.getByRole('textbox', { name: 'Signature, as Base64' }).fill('AQID')
    await button(page, 'Verify').click()
    await expect(page.getByText('It does not hold')).toBeVisible()
  })

  test('a disabled key says why nothing can be done', async () => {
    const page = await show()
    await openTab(page, 'hr-archive', 'Try it')
    await expect(page.getByText('The key is disabled. Enable it first.')).toBeVisible()
    await expect(button(page, 'Encrypt')).toBeDisabled()
  })
})

test.describe('the wizard', () => {
  test('a key in AWS is made by the keyboard alone, with what was left as it was', async () => {
    const page = await show()
    await page.keyboard.press('Control+n')
    await page.getByRole('radio', { name: 'On this computer' }).focus()
    await page.keyboard.press('ArrowDown')
    await button(page, 'Continue').press('Enter')
    await expect(page.getByRole('heading', { name: 'What shall it do?' })).toBeFocused()
    await button(page, 'Continue').press('Enter')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('site-archive')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('switch', { name: /IAM policies/ })).toBeChecked()
    await button(page, 'Continue').press('Enter')
    await expect(page.getByText('About $1 a month')).toBeVisible()
    await button(page, 'Make key').press('Enter')
    await expect(page.getByText('site-archive is made')).toBeVisible()
    await button(page, 'Encrypt files with it').click()
    await expect(button(page, /Encrypt to site-archive/)).toBeVisible()
  })

  test('a name that was not made is told exactly; another one makes no second key', async () => {
    const page = await show()
    await wizardTo(page, 'review', 'taken')
    await button(page, 'Make key').click()
    await expect(page.getByText('The key was made, its alias was not')).toBeVisible()
    await button(page, 'Another name').click()
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('taken')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('free')
    await button(page, 'Continue').click()
    await button(page, 'Continue').click()
    await button(page, 'Make the name again').click()
    await button(page, 'Open its page').click()
    await expect(page.getByRole('heading', { level: 1, name: 'free' })).toBeVisible()
  })

  test('going back loses nothing', async () => {
    const page = await show()
    await wizardTo(page, 'access')
    await page.getByRole('textbox', { name: 'Users' }).fill('Operators')
    await expect(page.getByText('“Operators” is no ARN')).toBeVisible()
    await button(page, 'Back').click()
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('site-archive')
    await button(page, 'Continue').click()
    await expect(page.getByRole('textbox', { name: 'Users' })).toHaveValue('Operators')
  })

  test('a key for material of one’s own goes on with the import', async () => {
    const page = await show()
    await wizardTo(page, 'kind')
    await button(page, 'More').click()
    await page.getByRole('radio', { name: 'I bring my own' }).check({ force: true })
    await button(page, 'Continue').click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('our-own')
    await button(page, 'Continue').click()
    await button(page, 'Continue').click()
    await button(page, 'Make key').click()
    await button(page, 'Import key material…').click()
    await button(page, 'Make, keep and import…').click()
    await expect(page.getByText('The material is imported')).toBeVisible()
    await expect(page.getByText('bring-your-own-2026.key-material')).toBeVisible()
  })
})

test('a deletion needs the key’s name; keeping the key ends with enabling it', async () => {
  const page = await show()
  await openTab(page, 'backups-prod', 'General')
  await button(page, 'Schedule deletion…').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('have no other door and would be lost')).toBeVisible()
  const act = dialog.getByRole('button', { name: 'Schedule deletion' })
  const name = dialog.getByRole('textbox', { name: /to confirm$/ })
  await name.fill('backups')
  await expect(act).toBeDisabled()
  await name.fill('backups-prod')
  await dialog.getByRole('textbox', { name: 'Days to wait' }).fill('5')
  await expect(act).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Days to wait' }).fill('7')
  await name.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('.khead').getByText('Deleted in 7 days')).toBeVisible()
  await page
    .locator('.khead')
    .getByRole('button', { name: /Keep the key/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep the key' }).click()
  await expect(page.getByText('The key is kept, and disabled')).toBeVisible()
  await button(page, 'Enable it').click()
  await expect(page.locator('.khead').getByText('Enabled', { exact: true })).toBeVisible()
})

test('Escape closes a dialog, and nothing was done', async () => {
  const page = await show()
  await openTab(page, 'backups-prod', 'General')
  await button(page, 'Schedule deletion…').click()
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /to confirm$/ })
    .fill('backups-prod')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.khead').getByText('Enabled', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'backups-prod' })).toBeVisible()
})

test('a dialog stays while its change runs, so that what came of it is read', async () => {
  const page = await show()
  await openTab(page, 'bring-your-own-2026', 'General')
  await page.evaluate(`globalThis.keyhold.call['manage.importMaterial'] = () => new Promise((end) => {
    globalThis.endImport = () =>
      end({ ok: true, value: { keyMaterialId: 'm1', savedAs: 'our-own.key-material' } })
  })`)
  await button(page, 'Import material…').click()
  await button(page, 'Make, keep and import…').click()
  await expect(page.getByText('AWS KMS is asked')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Close' })).toHaveCount(0)
  await page.evaluate('globalThis.endImport()')
  await expect(page.getByRole('dialog')).toContainText('our-own.key-material')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what AWS refuses keeps what was typed and gives a text for the administrator', async () => {
  const page = await show('keyDepthRefused')
  await openTab(page, 'backups-prod', 'Grants')
  await button(page, 'New grant…').click()
  await fillGrant(page)
  await button(page, 'Make grant').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('kms:CreateGrant')
  await expect(dialog.getByRole('button', { name: 'Copy text for your administrator' })).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('nightly')
})
