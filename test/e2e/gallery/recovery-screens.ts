import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const press = async (page: Page, name: string | RegExp) =>
  await page.getByRole('button', { name, exact: typeof name === 'string' }).click()

const recovery = async (page: Page) => {
  await press(page, 'Settings')
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Recovery' }).click()
}

const screen = (name: string, scenario: string, show: GalleryScreen['show']): GalleryScreen => ({
  name,
  scenario,
  show,
})

const type = async (page: Page) => {
  await page.getByRole('radio', { name: 'Type it' }).check({ force: true })
}

/** Types a sheet whose third line the double finds wrong. */
const typeWrongLine = async (page: Page) => {
  const lines = ['240G-40R4-0M3G-E116', 'R70W-3GE1-R70W-3G0D', 'Q1R7-0W3G-E1R7-0WS9']
  const rest = ['3GE1-R70W-3GE1-R7Z7', '0W3G-EF5X-KRJG-00HB']
  for (const [index, line] of [...lines, ...rest].entries())
    await page.getByRole('textbox', { name: `Line ${index + 1}` }).fill(line)
}

const restore = async (page: Page) => {
  await press(page, 'Use the recovery kit')
  await press(page, /Bring my keys back/)
  await press(page, 'Choose the backup…')
  await page.getByText('This backup is older').waitFor()
}

/** The kit in the first run and in Settings, bringing it, and what it is used for. */
export const recoveryScreens: readonly GalleryScreen[] = [
  screen('15-kit', 'firstRunKit', async (page) => {
    await page.getByLabel('Passphrase for the kit', { exact: true }).fill('river-lantern-oak-seven')
    await page.getByLabel('Passphrase for the kit again').fill('river-lantern-oak-seven')
    await page.getByText(/about \d+ bits/).waitFor()
  }),
  screen('15-kit-split', 'firstRunKit', async (page) => {
    await page.getByRole('radio', { name: 'Split among people' }).click()
    await page.getByRole('combobox', { name: 'Sheets', exact: true }).waitFor()
  }),
  screen('15-kit-saved', 'firstRunKitSaved', async (page) => {
    await page.getByRole('button', { name: 'Try the kit' }).waitFor()
  }),
  screen('15-kit-try', 'firstRunKitSaved', async (page) => {
    await press(page, 'Try the kit')
    await page.getByRole('dialog').waitFor()
  }),
  screen('15-kit-tried', 'firstRunKitSaved', async (page) => {
    await press(page, 'Try the kit')
    await page.getByLabel('Passphrase of the kit').fill('river')
    await page.getByRole('dialog').getByRole('button', { name: 'Try the kit' }).click()
    await page.getByText('A sample file opened in').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByText('The kit works').waitFor({ state: 'hidden' })
  }),
  screen('15-resumed-file', 'firstRunKitTried', async (page) => {
    await page.getByRole('heading', { name: 'Drop your first file' }).waitFor()
  }),
  screen('12-recovery', 'usual', recovery),
  screen('12-recovery-none', 'noKit', recovery),
  screen('12-recovery-not-tried', 'kitNotTried', recovery),
  screen('12-recovery-backup-problem', 'backupProblem', recovery),
  screen('12-recovery-replace', 'usual', async (page) => {
    await recovery(page)
    await press(page, 'Replace…')
    await page.getByText('New files get the door of the new kit').waitFor()
  }),
  screen('12-recovery-revoke', 'usual', async (page) => {
    await recovery(page)
    await press(page, 'Revoke…')
    await page.getByRole('dialog').waitFor()
  }),
  screen('21-use-kit', 'locked', async (page) => {
    await press(page, 'Use the recovery kit')
    await page.getByRole('dialog').waitFor()
  }),
  screen('21-use-kit-typed', 'itemMissing', async (page) => {
    await press(page, 'Use the recovery kit…')
    await press(page, /Open files/)
    await type(page)
    await typeWrongLine(page)
    await press(page, 'Open files with the kit')
    await page.getByText('A letter or digit is wrong or missing here').waitFor()
  }),
  screen('21-use-kit-picture', 'locked', async (page) => {
    await press(page, 'Use the recovery kit')
    await press(page, /Open files/)
    await page.getByRole('radio', { name: 'A picture of the square' }).check({ force: true })
    await page.getByRole('button', { name: 'Choose a picture…' }).waitFor()
  }),
  screen('21-restore', 'locked', restore),
  screen('21-session', 'kitSession', async (page) => {
    await page.getByText(/Files open with the recovery kit/).waitFor()
  }),
]
