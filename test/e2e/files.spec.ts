import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { digestsBelow, filesBelow, moveFiles } from '../../scripts/demo/file-tree.ts'
import { dragOver, dropFiles } from './support/drag.ts'
import { stubDialog } from './support/stub-dialog.ts'
import { commitBar, confirmPlan, dropAndConfirm, fileRows, finishedRows } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'

const isEncrypted = (path: string) => path.endsWith('.encrypted')
const mebibyte = 1024 * 1024

test.beforeEach(async ({ page }) => {
  await haveLocalKey(page)
})

test('files and a folder are encrypted, dropped back, and come out as they were', async ({ page, home }) => {
  const files = join(home, 'originals')
  const names = [
    'a letter.txt',
    'empty.dat',
    'Übung/zwei Ebenen/été 🔑.txt',
    "Übung/-dash & (quote's) #1 100 %.md",
  ]
  const contents = [Buffer.from('Dear Ada\n'), Buffer.alloc(0), randomBytes(70_000), Buffer.from('odd')]
  // More than two frames of a mebibyte, and an exact multiple of one.
  names.push('large.bin', 'exact.bin', 'Übung/two\nlines.txt')
  contents.push(randomBytes(3 * mebibyte + 17), randomBytes(2 * mebibyte), Buffer.from('line break'))
  for (const [index, name] of names.entries()) {
    await mkdir(join(files, name, '..'), { recursive: true })
    await writeFile(join(files, name), contents[index] ?? '')
  }
  const before = await digestsBelow(files)
  const dropped = ['a letter.txt', 'empty.dat', 'large.bin', 'exact.bin', 'Übung'].map((name) =>
    join(files, name),
  )

  await dropAndConfirm(page, dropped)
  const encrypted = await finishedRows(page)
  expect(encrypted.map((row) => [row.phase, row.verified])).toEqual(names.map(() => ['done', true]))

  const messages = join(home, 'messages')
  const moved = await moveFiles(files, messages, isEncrypted)
  expect(moved.toSorted()).toEqual(names.map((name) => `${name}.encrypted`).toSorted())
  expect(await digestsBelow(files)).toEqual(before)

  await dropAndConfirm(
    page,
    ['a letter.txt', 'empty.dat', 'large.bin', 'exact.bin']
      .map((name) => join(messages, `${name}.encrypted`))
      .concat(join(messages, 'Übung')),
  )
  const opened = (await finishedRows(page)).filter((row) => row.action === 'open')
  expect(opened.map((row) => row.phase)).toEqual(names.map(() => 'done'))
  const after = await digestsBelow(messages)
  for (const [name, digest] of before) expect(after.get(name), name).toEqual(digest)
})

test('a plan is shown before anything happens, and Cancel takes it away', async ({ page, home }) => {
  const file = join(home, 'report.pdf')
  await writeFile(file, 'a report')
  await dragOver(page, [file])
  await expect(page.getByRole('heading', { name: 'Drop to see the plan' })).toBeVisible()

  await dropFiles(page, [file])
  await expect(commitBar(page)).toContainText('1 file to encrypt, 8 bytes')
  await expect(commitBar(page)).toContainText(
    'Key backups · no recovery door, because there is no kit · 2 key calls · originals stay',
  )
  expect(await filesBelow(home)).toEqual(expect.not.arrayContaining(['report.pdf.encrypted']))

  await commitBar(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'Drop files or folders here' })).toBeVisible()
  expect(existsSync(`${file}.encrypted`)).toBe(false)
})

test('a name that exists gets a number, and what was there stays', async ({ page, home }) => {
  const file = join(home, 'report.txt')
  await writeFile(file, 'a report')
  await writeFile(`${file}.encrypted`, 'older, not a message')
  await dropAndConfirm(page, [file])
  const [row] = await finishedRows(page)
  expect(row?.resultName).toBe('report (2).txt.encrypted')
  expect(await readFile(`${file}.encrypted`, 'utf8')).toBe('older, not a message')
  expect(existsSync(join(home, 'report (2).txt.encrypted'))).toBe(true)
})

test('a mixed drop shows both groups and does both', async ({ page, home }) => {
  const plain = join(home, 'plain.txt')
  const other = join(home, 'other.txt')
  await writeFile(plain, 'plain')
  await writeFile(other, 'other')
  await dropAndConfirm(page, [other])
  await finishedRows(page)

  await dropFiles(page, [plain, `${other}.encrypted`])
  await expect(commitBar(page)).toContainText('1 file to encrypt, 1 to open')
  const table = page.getByRole('table', { name: 'Plan' })
  await expect(table).toContainText('Encrypt 1 file')
  await expect(table).toContainText('Open 1 file')
  await confirmPlan(page)
  await finishedRows(page)
  expect(existsSync(`${plain}.encrypted`)).toBe(true)
  expect(await readFile(join(home, 'other (2).txt'), 'utf8')).toBe('other')
})

test('a large file can be cancelled, and nothing is left behind', async ({ page, home }) => {
  const large = await largeFile(home)
  await dropAndConfirm(page, [large])
  await page.getByRole('button', { name: `Cancel ${basename(large)}` }).click()
  const [row] = await finishedRows(page)
  expect(row?.phase).toBe('cancelled')
  await expect(fileRows(page).getByText('Nothing was left behind')).toBeVisible()
  expect(await namesIn(home)).toEqual([basename(large)])
})

test('each bad file says what is wrong with it, and the good one beside them is opened', async ({
  page,
  home,
}) => {
  const source = join(home, 'good.bin')
  await writeFile(source, randomBytes(mebibyte + 5))
  await dropAndConfirm(page, [source])
  await finishedRows(page)
  const message = await readFile(`${source}.encrypted`)
  const flipped = Buffer.from(message)
  flipped[message.length - 1] = (flipped[message.length - 1] ?? 0) ^ 1
  const files: Record<string, Buffer> = {
    'good.bin.encrypted': message,
    'flipped.encrypted': flipped,
    'cut.encrypted': message.subarray(0, message.length - 3),
    'longer.encrypted': Buffer.concat([message, Buffer.from('x')]),
  }
  const folder = join(home, 'mail')
  await mkdir(folder)
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes)

  await dropAndConfirm(page, [folder])
  const rows = (await finishedRows(page)).filter((row) => row.action === 'open')
  const codes = Object.fromEntries(rows.map((row) => [row.name, row.problem?.code ?? row.phase]))
  expect(codes).toEqual({
    'good.bin.encrypted': 'done',
    'flipped.encrypted': 'MESSAGE_DAMAGED',
    'cut.encrypted': 'MESSAGE_TRUNCATED',
    'longer.encrypted': 'MESSAGE_TRAILING_BYTES',
  })
  await expect(fileRows(page).getByText('Not opened')).toHaveCount(3)
  expect(await readFile(join(folder, 'good.bin'))).toEqual(await readFile(source))
  expect((await namesIn(folder)).toSorted()).toEqual([...Object.keys(files), 'good.bin'].toSorted())
})

test('a plain file that calls itself encrypted is asked about', async ({ page, home }) => {
  const file = join(home, 'notes.encrypted')
  await writeFile(file, 'only a text')
  await dropFiles(page, [file])
  await expect(page.getByText('notes.encrypted is not encrypted')).toBeVisible()
  await page.getByRole('button', { name: 'Encrypt it' }).click()
  await confirmPlan(page)
  await finishedRows(page)
  expect(existsSync(join(home, 'notes.encrypted.encrypted'))).toBe(true)
})

test('a message for a key that is not here says so, and nothing is written', async ({ page, home }) => {
  const source = join(home, 'private.txt')
  await writeFile(source, 'private')
  await dropAndConfirm(page, [source])
  await finishedRows(page)
  const message = await readFile(`${source}.encrypted`)
  // Another key id of the same form, in the door's name.
  const at = message.indexOf('keyhold') + 'keyhold'.length + 2
  message.write(message.toString('latin1', at, at + 8) === 'aaaaaaaa' ? 'bbbbbbbb' : 'aaaaaaaa', at, 'latin1')
  const foreign = join(home, 'foreign.encrypted')
  await writeFile(foreign, message)
  await dropFiles(page, [foreign])
  await expect(page.getByText('Cannot open foreign.encrypted yet')).toBeVisible()
  expect(existsSync(join(home, 'foreign'))).toBe(false)
})

test('a page that is loaded again while files are worked on shows the same rows', async ({ page, home }) => {
  const large = await largeFile(home)
  await dropAndConfirm(page, [large])
  await page.getByRole('button', { name: `Cancel ${basename(large)}` }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: `Cancel ${basename(large)}` }).click()
  const [row] = await finishedRows(page)
  expect(row?.phase).toBe('cancelled')
  expect(await namesIn(home)).toEqual([basename(large)])
})

test('quitting while files are worked on asks first, and then leaves nothing behind', async ({
  page,
  home,
  electronApp,
}) => {
  const large = await largeFile(home)
  await dropAndConfirm(page, [large])
  await page.getByRole('button', { name: `Cancel ${basename(large)}` }).waitFor()

  await stubDialog(electronApp, { button: 0 })
  await electronApp.evaluate(({ app }) => app.quit())
  expect((await callApp(page, 'jobs.snapshot', {})).batches[0]?.state).toBe('running')

  await stubDialog(electronApp, { button: 1 })
  await electronApp.close()
  expect(await namesIn(home)).toEqual([basename(large)])
})

// Zeros without a place on the disk: quick to make, and several seconds of work.
async function largeFile(folder: string): Promise<string> {
  const path = join(folder, 'large.iso')
  await (await open(path, 'w')).close()
  await truncate(path, 6 * 1024 * mebibyte)
  return path
}

// What a person sees in a folder, and what they do not: staged files are hidden ones.
async function namesIn(folder: string): Promise<string[]> {
  return (await filesBelow(folder)).filter((path) => !/^\.(config|cache|local)\//.test(path))
}
