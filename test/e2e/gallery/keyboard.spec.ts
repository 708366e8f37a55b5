import { expect, type Page } from '@playwright/test'
import { openScenario, test } from './gallery-test.ts'

// What the screens of issue 5 do without a mouse: every act is reached, the focus is never lost, and results are read out.

const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

const settings = async (page: Page, section: string) => {
  await press(page, 'Control+5')
  await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button', { name: section, exact: true })
    .press('Enter')
}

const said = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text })

/** Not on the page behind it, nor on nothing. */
const expectFocusInDialog = async (page: Page) =>
  await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1)

test('the first match of a search is highlighted, and Enter picks what is', async () => {
  const page = await openScenario('people')
  await page.getByRole('button', { name: 'Add a door' }).press('Enter')
  const search = page.getByRole('textbox', { name: 'Find a key or a colleague' })
  await expect(search).toBeFocused()
  const highlighted = page.locator('[role=option][data-combobox-selected]')
  await expect(highlighted).toHaveCount(0)
  // The first option of the whole list does not match: it was what stayed highlighted.
  await page.keyboard.type('re')
  await expect(page.getByRole('option', { name: 'laptop-notes' })).toHaveCount(0)
  const first = page.getByRole('option').first()
  await expect(first).toHaveAttribute('data-combobox-selected', 'true')
  await expect(highlighted).toHaveCount(1)
  await expect(search).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '')
  await press(page, 'ArrowDown')
  const second = page.getByRole('option').nth(1)
  await expect(second).toHaveAttribute('data-combobox-selected', 'true')
  await expect(search).toHaveAttribute('aria-activedescendant', (await second.getAttribute('id')) ?? '')
  const name = (await second.locator('.strong').textContent()) ?? ''
  await press(page, 'Enter')
  await expect(page.getByRole('button', { name: `Remove the door ${name}` })).toBeVisible()
})

test('a search that finds nothing picks nothing', async () => {
  const page = await openScenario('people')
  const add = page.getByRole('button', { name: 'Add a door' })
  await add.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Find a key or a colleague' })).toBeFocused()
  await page.keyboard.type('jonas')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.type('zzz')
  await expect(page.getByRole('option')).toHaveCount(0)
  await press(page, 'Enter')
  await expect(page.getByText('No key', { exact: false }).last()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Remove the door/ })).toHaveCount(0)
  await press(page, 'Escape')
  await expect(add).toBeFocused()
})

test('a kit is typed, with another sheet, and the focus goes with the steps and back', async () => {
  const page = await openScenario('locked')
  const kit = page.getByRole('button', { name: 'Use the recovery kit' })
  await kit.press('Enter')
  await expect(page.getByRole('group', { name: 'What do you want to do with it?' })).toBeFocused()
  await press(page, 'Tab', 'Enter')
  await expect(page.getByRole('group', { name: 'Open files' })).toBeFocused()
  await press(page, 'Tab')
  await expect(page.getByRole('radio', { name: 'From a file' })).toBeFocused()
  await press(page, 'ArrowRight')
  await expect(page.getByRole('radio', { name: 'Type it' })).toBeChecked()
  await press(page, 'Tab')
  await expect(page.getByRole('textbox', { name: 'Line 1' })).toBeFocused()
  await page.getByRole('button', { name: 'Another sheet' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Sheet 2, line 1' })).toBeFocused()
  await page.getByRole('button', { name: 'Back' }).press('Enter')
  await expect(page.getByRole('group', { name: 'What do you want to do with it?' })).toBeFocused()
  await press(page, 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(kit).toBeFocused()
})

test('keys are brought back from a backup, and what opens them now is chosen first', async () => {
  const page = await openScenario('locked')
  await page.getByRole('button', { name: 'Use the recovery kit' }).press('Enter')
  await page.getByRole('button', { name: /Bring my keys back/ }).press('Enter')
  await expect(page.getByRole('group', { name: 'Bring my keys back' })).toBeFocused()
  await page.getByRole('button', { name: 'Choose the backup…' }).press('Enter')
  await expect(page.getByText('This backup is older')).toBeVisible()
  await expectFocusInDialog(page)
  await page.getByRole('checkbox', { name: /I understand/ }).press('Space')
  const both = page.getByRole('radio', { name: 'Your keychain and a passphrase' })
  await expect(both).toBeChecked()
  await expect(said(page, 'Type a passphrase')).toBeVisible()
  await both.press('ArrowUp')
  await expect(page.getByRole('radio', { name: 'Your keychain opens it' })).toBeChecked()
  await page.getByRole('button', { name: 'Bring the keys back' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible()
  await expect(said(page, 'Your keys are back')).toHaveCount(1)
})

test('fingerprints are compared from the menu, and the focus comes back to it', async () => {
  const page = await openScenario('people')
  await settings(page, 'People')
  const more = page.getByRole('button', { name: 'More about Jonas Okafor' })
  await more.press('Enter')
  const compare = page.getByRole('menuitem', { name: 'Compare fingerprints…' })
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await compare.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Card of Jonas Okafor' })
  await expect(dialog.getByRole('status')).toHaveText('Say whether you compared it')
  await dialog.getByRole('radio', { name: 'I compared it, and it is the same' }).press('Space')
  await dialog.getByRole('button', { name: 'Done' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(more).toBeFocused()
})

test('a kit that is replaced and a passphrase that is changed take the focus with them', async () => {
  const page = await openScenario('withPassphrase')
  await settings(page, 'Recovery')
  await page.getByRole('button', { name: 'Replace…' }).press('Enter')
  await expect(page.getByRole('group', { name: 'Replace the kit' })).toBeFocused()
  await settings(page, 'Lock')
  await page.getByRole('button', { name: 'Change the passphrase…' }).press('Enter')
  await expect(page.getByRole('group', { name: 'Change the passphrase' })).toBeFocused()
  await press(page, 'Tab')
  await expect(page.getByLabel('Passphrase now')).toBeFocused()
  await expect(said(page, 'Type the passphrase that is used now')).toBeVisible()
})

test('a day is typed as the app writes it, and one that is none is not saved', async () => {
  const page = await openScenario('localKeys')
  await press(page, 'Control+2')
  await page.getByRole('button', { name: 'partner-exchange', exact: true }).press('Enter')
  await page.getByRole('tab', { name: 'Rules' }).click()
  const from = page.getByRole('textbox', { name: 'From' })
  const until = page.getByRole('textbox', { name: 'Until' })
  await expect(until).toHaveValue(/^\d{1,2} [A-Z][a-z]{2,3} \d{4}$/)
  await from.focus()
  await page.keyboard.type('31 Feb 2026')
  await press(page, 'Tab')
  await expect(page.getByText('Write a day such as 12 Mar 2027')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save rules' })).toBeDisabled()
  await from.focus()
  await press(page, 'Control+a')
  await page.keyboard.type('2.3.2026')
  await press(page, 'Tab')
  await expect(from).toHaveValue('2 Mar 2026')
  await page.getByRole('button', { name: 'Save rules' }).press('Enter')
  await expect(said(page, 'Changed the rules')).toHaveCount(1)
})
