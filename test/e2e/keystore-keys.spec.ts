import { readFile, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openKey } from './steps/aws-keys.ts'
import { confirmPlan, dropAndConfirm, fileRows, finishedRows, turnOn } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { makingMacs, signing, tryOpening, tryProof } from './steps/try-key.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'

// The life of keys of this computer, by the screens alone. What takes days, as deleting for good does, is in
// `keystore-days.spec.ts`.

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

const head = (page: Page) => page.locator('.khead')
const materials = (page: Page) => page.getByRole('table', { name: 'Materials' })
const text = (page: Page) => page.getByRole('textbox', { name: 'Text' })

/** Turns to another act of the Try it tab. */
const tryAct = async (page: Page, name: string) =>
  await turnOn(
    page.getByRole('radiogroup', { name: 'What to try' }).getByRole('radio', { name, exact: true }),
  )

interface Wish {
  readonly name: string
  /** Answers what else the key can be than the usual one. */
  readonly kind?: () => Promise<void>
}

/** Makes a key in the dialog that Ctrl+N opens, as a person without AWS does. */
async function makeKey(page: Page, { name, kind }: Wish): Promise<void> {
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await dialog.getByRole('checkbox').check()
  if (kind !== undefined) {
    await dialog.getByRole('button', { name: 'Another kind of key' }).click()
    await kind()
  }
  await dialog.getByRole('button', { name: 'Make key' }).click()
}

test('a key needs a name only; other kinds sign and make MACs, and each is tried on its page', async ({
  page,
}) => {
  await haveLocalKey(page)
  await makeKey(page, { name: 'archive' })
  await expect(page.getByRole('dialog')).toBeHidden()
  await openKey(page, 'archive', 'Try it')
  await tryOpening(page, { text: 'The deposit box is 418.', team: 'vaults' })
  await shot(page, 'local-try-refused')

  await makeKey(page, {
    name: 'letters',
    kind: async () => await page.getByRole('radio', { name: 'Sign', exact: true }).click(),
  })
  await expect(page.getByRole('dialog')).toBeHidden()
  await openKey(page, 'letters', 'Try it')
  await tryProof(page, signing, { text: 'keyhold-1.0.0.tar.gz', other: 'keyhold-6.6.6.tar.gz' })
  await tryAct(page, 'Public key')
  await button(page, 'Get public key').click()
  await expect(page.locator('.try-out pre')).toContainText('-----BEGIN PUBLIC KEY-----')

  await makeKey(page, {
    name: 'checks',
    kind: async () => await page.getByRole('radio', { name: 'Make MACs', exact: true }).click(),
  })
  await expect(page.getByRole('dialog')).toBeHidden()
  await openKey(page, 'checks', 'Try it')
  await tryProof(page, makingMacs, { text: 'ten apples', other: 'ten pears' })
})

test('a key gets one more alias and a tag, and a rule that is refused in its words until it is taken back', async ({
  page,
  home,
}) => {
  await haveLocalKey(page)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await openKey(page, 'backups', 'Aliases')
  await page.getByRole('textbox', { name: 'New alias' }).fill('nightly')
  await button(page, 'Add').click()
  await expect(page.getByRole('heading', { name: '2 aliases' })).toBeVisible()
  await page.getByRole('tab', { name: 'Tags' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('team')
  await page.getByRole('textbox', { name: 'Value' }).fill('finance')
  await button(page, 'Add').click()
  await expect(page.getByRole('heading', { name: '1 tag' })).toBeVisible()

  await page.getByRole('tab', { name: 'Rules' }).click()
  const uses = page.getByRole('region', { name: 'What it may do' })
  await uses.getByRole('switch', { name: 'Encrypt files' }).click({ force: true })
  await uses.getByRole('switch', { name: 'Encrypt short texts' }).click({ force: true })
  await expect(page.getByText('No new file is encrypted under it until you allow it again.')).toBeVisible()
  await button(page, 'Save rules').click()
  await expect(page.getByText('Changed the rules').first()).toBeVisible()
  await page.getByRole('tab', { name: 'Try it' }).click()
  await text(page).fill('The deposit box is 418.')
  await button(page, 'Encrypt').click()
  await expect(page.getByRole('alert')).toContainText('The rules of this key do not allow this')
  await shot(page, 'local-rule-refused')

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await dropAndConfirm(page, [file])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'failed' })
  await expect(fileRows(page).getByText('The rules of this key do not allow this').first()).toBeVisible()

  await openKey(page, 'backups', 'Rules')
  await uses.getByRole('switch', { name: 'Encrypt files' }).click({ force: true })
  await uses.getByRole('switch', { name: 'Encrypt short texts' }).click({ force: true })
  await button(page, 'Save rules').click()
  await expect(page.getByText('Nothing is changed yet')).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await button(page, 'Try 1 failed again').click()
  await expect
    .poll(async () => (await finishedRows(page)).at(-1), { message: 'the file under the key' })
    .toMatchObject({ phase: 'done', verified: true })
})

test('a key is rotated, disabled and enabled, and kept on the days before its deletion; its file opens all the while it may', async ({
  page,
  home,
}) => {
  await haveLocalKey(page)
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done', verified: true })

  await openKey(page, 'backups', 'Rotation')
  await expect(materials(page).getByRole('row')).toHaveCount(2)
  await button(page, 'Rotate now…').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(materials(page).getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('figure', { name: /^2 materials of this key over time/ })).toBeVisible()
  await expect(page.getByText('1 of 1 file uses older material. It opens as before.')).toBeVisible()
  await shot(page, 'local-rotated')

  await page.getByRole('tab', { name: 'General' }).click()
  await button(page, 'Disable…').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 file of them has no other known key')
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click()
  await expect(head(page).getByText('Disabled', { exact: true })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await callApp(page, 'jobs.clear', {})
  const message = await readFile(`${file}.encrypted`)
  await dropFiles(page, [`${file}.encrypted`])
  await confirmPlan(page)
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'failed' })
  await expect(
    fileRows(page)
      .getByText(/disabled/i)
      .first(),
  ).toBeVisible()
  expect(await readFile(`${file}.encrypted`)).toEqual(message)

  await openKey(page, 'backups', 'General')
  await head(page).getByRole('button', { name: 'Enable' }).click()
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()
  await button(page, 'Schedule deletion…').click()
  await expect(dialog.getByText('1 file names this key.')).toBeVisible()
  await expect(dialog.getByText('1 of them has no other door and would be lost.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Days to wait' }).fill('7')
  await dialog.getByRole('textbox', { name: /to confirm$/ }).fill('backups')
  await shot(page, 'local-deletion')
  await dialog.getByRole('button', { name: 'Schedule deletion' }).click()
  await expect(head(page).getByText(/in 7 days/)).toBeVisible()
  await expect(button(page, 'Delete for good…')).toHaveCount(0)
  await head(page)
    .getByRole('button', { name: /Keep the key/ })
    .click()
  await dialog.getByRole('button', { name: 'Keep the key' }).click()
  await expect(page.getByText('The key is kept, and disabled')).toBeVisible()
  await button(page, 'Enable it').click()
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()

  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  await callApp(page, 'jobs.clear', {})
  await dropAndConfirm(page, [`${file}.encrypted`])
  expect((await finishedRows(page)).at(-1)).toMatchObject({ phase: 'done' })
  expect(await readFile(join(home, 'salaries (2).csv'), 'utf8')).toBe('Ada;1000\n')
})

test('material of one’s own is imported from a file; deleted, it is taken again, and no other in its place', async ({
  page,
  home,
  electronApp,
}) => {
  await haveLocalKey(page)
  const own = join(home, 'our-own.key-material')
  const other = join(home, 'another.key-material')
  await writeFile(own, randomBytes(32))
  await writeFile(other, randomBytes(32))
  await makeKey(page, {
    name: 'from-the-bank',
    kind: async () => await turnOn(page.getByRole('radio', { name: 'I bring my own' })),
  })
  await expect(page.getByText('from-the-bank is made').first()).toBeVisible()
  await button(page, 'Open its page').click()
  await expect(head(page).getByText('Needs key material')).toBeVisible()

  const bring = async (path: string) => {
    await stubDialog(electronApp, { paths: [path] })
    await head(page).getByRole('button', { name: 'Import material…' }).click()
    // Chosen already where the bytes are wanted again; the dialog may have scrolled it away.
    await page.getByRole('radio', { name: 'From a file' }).check({ force: true })
    await button(page, 'Choose the file and import…').click()
  }
  await bring(own)
  await expect(page.getByText('The key can be used now.')).toBeVisible()
  await button(page, 'Done').click()
  await expect(head(page).getByText('Enabled', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Try it' }).click()
  await text(page).fill('The deposit box is 418.')
  await button(page, 'Encrypt').click()
  await button(page, 'Open it again').click()
  const blob = await page.getByRole('textbox', { name: 'What was encrypted, as Base64' }).inputValue()

  await page.getByRole('tab', { name: 'General' }).click()
  await button(page, 'Delete key material…').click()
  await page.getByRole('checkbox', { name: 'I have a copy of this material' }).check()
  await button(page, 'Delete material').click()
  await expect(head(page).getByText('Needs key material')).toBeVisible()
  await bring(other)
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('The material was not imported')
  await shot(page, 'local-import-refused')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await bring(own)
  await expect(page.getByText('The key can be used now.')).toBeVisible()
  await button(page, 'Done').click()
  await page.getByRole('tab', { name: 'Try it' }).click()
  await tryAct(page, 'Open')
  await page.getByRole('textbox', { name: 'What was encrypted, as Base64' }).fill(blob)
  await button(page, 'Open').click()
  await expect(page.locator('.try-out pre')).toHaveText('The deposit box is 418.')
})
