import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestsBelow } from '../../scripts/demo/file-tree.ts'
import {
  chooseDoors,
  chooseForRow,
  chooseMode,
  commitBar,
  confirmPlan,
  dropAndConfirm,
  fileRows,
  finishedRows,
  modeOf,
  turnOn,
} from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { createLocalKey, haveLocalKey } from './steps/local-key.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

test.beforeEach(async ({ page }) => {
  await haveLocalKey(page)
})

test('a folder of messages is verified, and nothing in it is written', async ({ page, home }) => {
  const folder = join(home, 'mail')
  await mkdir(folder)
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await writeFile(join(folder, name), `the text of ${name}`)
  await dropAndConfirm(page, [folder])
  await finishedRows(page)
  const damaged = join(folder, 'b.txt.encrypted')
  const bytes = await readFile(damaged)
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  await writeFile(damaged, bytes)
  const before = await digestsBelow(folder)

  await chooseMode(page, 'Verify')
  await dropFiles(page, [folder])
  await expect(commitBar(page)).toContainText('3 files to verify')
  await expect(commitBar(page)).toContainText('3 plain files left out')
  await expect(commitBar(page)).toContainText('nothing is written')
  await shot(page, 'verify-plan')
  await commitBar(page).getByRole('button', { name: 'Verify 3 files' }).click()
  await commitBar(page).waitFor({ state: 'hidden' })
  const rows = (await finishedRows(page)).filter((row) => row.action === 'verify')
  expect(new Map(rows.map((row) => [row.name, row.problem?.code ?? row.phase]))).toEqual(
    new Map([
      ['a.txt.encrypted', 'done'],
      ['b.txt.encrypted', 'MESSAGE_DAMAGED'],
      ['c.txt.encrypted', 'done'],
    ]),
  )
  await expect(fileRows(page).getByText('Not verified')).toBeVisible()
  await expect(page.getByText('2 files done, 1 failed', { exact: true })).toBeVisible()
  await expect(modeOf(page, 'Encrypt or open')).toBeChecked()
  expect(await digestsBelow(folder)).toEqual(before)
  await shot(page, 'verify-rows')
})

test('a file is moved to another key, and only the new key opens the new file', async ({ page, home }) => {
  const source = join(home, 'report.txt')
  await writeFile(source, 'a report')
  await dropAndConfirm(page, [source])
  await finishedRows(page)
  const second = await createLocalKey(page, 'archive')
  await chooseDoors(page, [second.ref], 'archive')

  await chooseForRow(page, 'report.txt.encrypted', 'Move to another key…')
  await expect(page.getByText('adding or removing doors, are the same')).toBeVisible()
  await shot(page, 'move-plan')
  await commitBar(page).getByRole('button', { name: 'Move 1 file to archive' }).click()
  await commitBar(page).waitFor({ state: 'hidden' })
  const moved = (await finishedRows(page)).find((row) => row.action === 'move')
  expect(moved).toMatchObject({ phase: 'done', verified: true, original: 'kept' })
  expect(moved?.doors.map((door) => door.name)).toEqual(['archive'])
  const name = moved?.resultName ?? ''
  expect(existsSync(join(home, name))).toBe(true)
  expect(existsSync(`${source}.encrypted`), 'the old file stays').toBe(true)

  await chooseForRow(page, name, 'Inspect')
  const drawer = page.getByRole('dialog', { name: `${name}, inspected` })
  await expect(drawer.getByText('This vault can open it now')).toBeVisible()
  await expect(drawer.getByText('archive', { exact: true })).toBeVisible()
  await expect(drawer.getByText('backups', { exact: true })).toBeHidden()
  await shot(page, 'inspect')
  await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused()
  await page.keyboard.press('Escape')

  await dropAndConfirm(page, [join(home, name)])
  const opened = (await finishedRows(page)).find((row) => row.action === 'open')
  expect(opened?.doors.map((door) => door.name)).toEqual(['archive'])
  expect(await readFile(join(home, opened?.resultName ?? ''), 'utf8')).toBe('a report')
})

test('a moved file takes the place of the old one where the person says so', async ({
  page,
  home,
  userData,
}) => {
  const source = join(home, 'report.txt')
  await writeFile(source, 'a report')
  await dropAndConfirm(page, [source])
  await finishedRows(page)
  const old = await readFile(`${source}.encrypted`)
  const second = await createLocalKey(page, 'archive')
  await chooseDoors(page, [second.ref], 'archive')

  await chooseMode(page, 'Move to another key')
  await dropFiles(page, [`${source}.encrypted`])
  await turnOn(page.getByRole('switch', { name: 'Replace the old files, which go to the trash' }))
  await expect(commitBar(page)).toContainText('old files go to the trash once the results are checked')
  await confirmPlan(page)
  const moved = (await finishedRows(page)).find((row) => row.action === 'move')
  expect(moved).toMatchObject({
    phase: 'done',
    resultName: 'report.txt.encrypted',
    original: 'replaced',
    note: null,
  })
  const now = await readFile(`${source}.encrypted`)
  expect(now.equals(old)).toBe(false)
  // The host that stands in for Electron keeps its trash in the profile; a real desktop has its own.
  const inTrash = join(userData, 'Trash', 'report.txt.encrypted')
  if (existsSync(inTrash)) expect(await readFile(inTrash)).toEqual(old)
  await expect(fileRows(page).getByText('Moved to archive, old file in the trash')).toBeVisible()
})
