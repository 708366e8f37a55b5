import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startKeyringSession } from '../support/keyring-session.ts'
import { confirmPlan, dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { expect, test as base } from './steps/keyring-app.ts'
import { createLocalKey, haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { openSettings } from './steps/settings-page.ts'
import { closeKeyhold } from './support/close-keyhold.ts'
import { dropFiles } from './support/drag.ts'
import { makeFreshHome } from './support/fresh-home.ts'
import { launchKeyhold, type RunningKeyhold } from './support/launch.ts'
import { shot } from './support/shot.ts'
import { stubDialog } from './support/stub-dialog.ts'

// The paper alone opens files, and with a backup it brings the keys back; what is printed on it is on the paper alone.

const kitPassphrase = 'harbour lantern quietly ribbon 92'

interface OtherComputer {
  readonly page: Page
  readonly running: RunningKeyhold
  readonly home: string
}

/** `elsewhere` starts the app on a home, profile and keychain that know nothing. */
const test = base.extend<{ elsewhere: () => Promise<OtherComputer> }>({
  // oxlint-disable-next-line no-empty-pattern
  elsewhere: async ({}, use) => {
    const ends: (() => Promise<unknown> | void)[] = []
    await use(async () => {
      const keyring = await startKeyringSession({ state: 'unlocked' })
      ends.push(async () => await keyring.stop())
      const fresh = makeFreshHome()
      ends.push(() => fresh.remove())
      const bus = { DBUS_SESSION_BUS_ADDRESS: keyring.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }
      const running = await launchKeyhold({ userData: fresh.userData, env: { ...fresh.env, ...bus } })
      ends.push(async () => await closeKeyhold(running))
      const page = await running.electronApp.firstWindow()
      await page.getByRole('heading', { level: 1 }).waitFor()
      return { page, running, home: fresh.home }
    })
    for (const end of ends.toReversed()) await end()
  },
})

/** The lines of a saved sheet, as they are printed. */
function linesOf(pdf: string): readonly string[] {
  const text = readFileSync(pdf, 'latin1')
  return [...text.matchAll(/\( ?\d{1,2} ((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})\) Tj/g)].map(
    (match) => match[1] ?? '',
  )
}

/** Where any of the lines, with or without its dashes, is found below the folders. */
function found(lines: readonly string[], folders: readonly string[], besides: string): readonly string[] {
  const forms = lines.flatMap((line) => [line, line.replaceAll('-', '')])
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== besides)
    .filter((path) => {
      const bytes = readIfThere(path)
      return forms.some((form) => bytes.includes(form) || bytes.includes(Buffer.from(form, 'utf16le')))
    })
}

function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

async function typeLines(page: Page, lines: readonly string[]): Promise<void> {
  for (const [index, line] of lines.entries())
    await page.getByRole('textbox', { name: `Line ${index + 1}`, exact: true }).fill(line)
}

test('the whole first run with a kit; the file then opens elsewhere with the kit alone, its lines typed', async ({
  page,
  electronApp,
  printed,
  home,
  userData,
  elsewhere,
}) => {
  const pdf = join(home, 'keyhold-kit.pdf')
  await stubDialog(electronApp, { saveAs: pdf, paths: [pdf] })
  await page.getByText('Tested just now: your system keychain works').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('backups')
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByLabel('Passphrase for the kit', { exact: true }).fill(kitPassphrase)
  await page.getByLabel('Passphrase for the kit again', { exact: true }).fill(kitPassphrase)
  await page.getByRole('button', { name: 'Save…' }).click()
  await expect(page.getByText('Saved as keyhold-kit.pdf')).toBeVisible()
  await page.getByRole('button', { name: 'Try the kit' }).click()
  const trying = page.getByRole('dialog', { name: 'Try the kit' })
  await trying.getByLabel('Passphrase of the kit').fill(kitPassphrase)
  await trying.getByRole('button', { name: 'Try the kit' }).click()
  await expect(page.getByText(/A sample file opened in/)).toBeVisible()
  await shot(page, 'first-run-kit-tried')
  const lines = linesOf(pdf)
  expect(lines).toHaveLength(9)
  expect(statSync(pdf).mode & 0o777).toBe(0o600)
  // While the dialog fades its field still holds what was typed into it.
  await expect(trying).toHaveCount(0)
  const html = await page.content()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Finish' }).click()
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  const [made] = await finishedRows(page)
  expect(made?.doors.map(({ kind }) => kind)).toEqual(['local', 'recovery'])

  expect(found(lines, [home, userData], pdf)).toEqual([])
  const said = `${html}${await page.content()}${printed.stdout}${printed.stderr}`
  expect([...lines, kitPassphrase].filter((text) => said.includes(text))).toHaveLength(0)

  const other = await elsewhere()
  const copy = join(other.home, 'salaries.csv.encrypted')
  await cp(`${file}.encrypted`, copy)
  await dropFiles(other.page, [copy])
  await other.page.getByRole('button', { name: 'Use the recovery kit…' }).click()
  await other.page.getByText('Type it', { exact: true }).click()
  await typeLines(other.page, lines.with(3, wrongly(lines[3] ?? '')))
  await other.page.getByLabel('Passphrase of the kit').fill(kitPassphrase)
  await other.page.getByRole('button', { name: 'Open files with the kit' }).click()
  await expect(other.page.getByText('A letter or digit is wrong or missing here')).toBeVisible()
  await expect(other.page.getByRole('textbox', { name: 'Line 4', exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  )
  await shot(other.page, 'kit-wrong-line')
  await typeLines(other.page, lines)
  await other.page.getByRole('button', { name: 'Open files with the kit' }).click()
  await confirmPlan(other.page)
  await finishedRows(other.page)
  expect(await readFile(join(other.home, 'salaries.csv'), 'utf8')).toBe('Ada;1000\n')
  expect((await callApp(other.page, 'vault.status', {})).state).toBe('notSetUp')
  await expect(other.page.getByText(/Files open with the recovery kit KH-/)).toBeVisible()
  await other.page.getByRole('button', { name: 'End', exact: true }).click()
  await dropFiles(other.page, [copy])
  await expect(other.page.getByRole('button', { name: 'Use the recovery kit…' })).toBeVisible()
})

test('a backup and the kit bring every key back on another computer, and the keys open their files', async ({
  page,
  electronApp,
  home,
  elsewhere,
}) => {
  const pdf = join(home, 'kit.pdf')
  await haveLocalKey(page)
  await createLocalKey(page, 'second')
  await stubDialog(electronApp, { saveAs: pdf })
  await callApp(page, 'recovery.makeKit', {
    form: 'plain',
    passphrase: null,
    threshold: null,
    sheets: 1,
    madeFor: 'test',
  })
  const file = join(home, 'salaries.csv')
  await writeFile(file, 'Ada;1000\n')
  await dropAndConfirm(page, [file])
  await finishedRows(page)
  const folder = join(home, 'backups')
  mkdirSync(folder)
  await stubDialog(electronApp, { paths: [folder] })
  await openSettings(page, 'Recovery')
  await page.getByRole('button', { name: 'Choose a folder…' }).click()
  await page.getByRole('button', { name: 'Make a backup now…' }).click()
  await expect(page.getByText('Made a backup').first()).toBeVisible()
  const [backup] = readdirSync(folder)
    .filter((name) => name.endsWith('.keyhold-backup'))
    .toSorted()
    .toReversed()
  expect(backup).toBeDefined()

  const other = await elsewhere()
  const taken = join(other.home, 'keys.keyhold-backup')
  await cp(join(folder, backup ?? ''), taken)
  await cp(pdf, join(other.home, 'kit.pdf'))
  await cp(`${file}.encrypted`, join(other.home, 'salaries.csv.encrypted'))
  await stubDialog(other.running.electronApp, { paths: [taken] })
  await other.page.getByRole('button', { name: 'Use the recovery kit' }).click()
  await other.page.getByRole('button', { name: /Bring my keys back/ }).click()
  await other.page.getByRole('button', { name: 'Choose the backup…' }).click()
  await expect(other.page.getByText('keys.keyhold-backup')).toBeVisible()
  await shot(other.page, 'restore-backup')
  await stubDialog(other.running.electronApp, { paths: [join(other.home, 'kit.pdf')] })
  await other.page.getByRole('button', { name: 'Bring the keys back' }).click()
  await expect(other.page.getByText('Unlocked')).toBeVisible()
  const { keys } = await callApp(other.page, 'keys.list', { since: 0 })
  expect(keys.map(({ alias }) => alias).toSorted()).toEqual(['backups', 'second'])
  await dropAndConfirm(other.page, [join(other.home, 'salaries.csv.encrypted')])
  const [opened] = await finishedRows(other.page)
  expect(opened).toMatchObject({ phase: 'done' })
  expect(await readFile(join(other.home, 'salaries.csv'), 'utf8')).toBe('Ada;1000\n')
})

test('of a kit in shares two sheets of three open it, and one does not', async ({
  page,
  electronApp,
  home,
}) => {
  await haveLocalKey(page)
  const folder = join(home, 'sheets')
  mkdirSync(folder)
  await stubDialog(electronApp, { paths: [folder] })
  await openSettings(page, 'Recovery')
  await page.getByRole('button', { name: 'Make one…' }).click()
  await page.getByRole('radio', { name: 'Split among people' }).click()
  await page.getByRole('combobox', { name: 'Sheets', exact: true }).click()
  await page.getByRole('option', { name: '3', exact: true }).click()
  await page.getByRole('combobox', { name: 'Sheets that open it together' }).click()
  await page.getByRole('option', { name: '2', exact: true }).click()
  await page.getByRole('button', { name: 'Save…' }).click()
  await expect(page.getByText(/^Saved as /)).toBeVisible()
  const sheets = readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name))
  expect(sheets).toHaveLength(3)
  for (const sheet of sheets) expect(statSync(sheet).mode & 0o777).toBe(0o600)

  await page.getByRole('button', { name: 'Try the kit' }).click()
  const trying = page.getByRole('dialog', { name: 'Try the kit' })
  await stubDialog(electronApp, { paths: sheets.slice(0, 1) })
  await trying.getByRole('button', { name: 'Try the kit' }).click()
  await expect(trying.getByText('The sample was not opened')).toBeVisible()
  await shot(page, 'kit-one-sheet')
  await stubDialog(electronApp, { paths: [sheets[0] ?? '', sheets[2] ?? ''] })
  await trying.getByRole('button', { name: 'Try the kit' }).click()
  await expect(page.getByText(/A sample file opened in/)).toBeVisible()
  expect((await callApp(page, 'recovery.status', {})).kit).toMatchObject({ threshold: 2, sheets: 3 })
  await rm(folder, { recursive: true })
})

/** The same line with its fifth letter exchanged for another. */
function wrongly(line: string): string {
  const letter = line[5] === 'A' ? 'B' : 'A'
  return `${line.slice(0, 5)}${letter}${line.slice(6)}`
}
