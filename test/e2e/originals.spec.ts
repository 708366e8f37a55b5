import { existsSync } from 'node:fs'
import { readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commitBar, confirmPlan, dropAndConfirm, fileRows, finishedRows, turnOn } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { dropFiles } from './support/drag.ts'

test.beforeEach(async ({ page }) => {
  await haveLocalKey(page)
})

test('an original goes to the trash only by choice, and is checked first', async ({ page, home }) => {
  const source = join(home, 'report.txt')
  await writeFile(source, 'a report')
  await dropFiles(page, [source])
  await page.getByRole('button', { name: 'Options' }).click()
  await turnOn(page.getByRole('switch', { name: 'Move originals to the trash' }))
  const check = page.getByRole('switch', { name: 'Check every result' })
  await expect(check).toBeChecked()
  await expect(check).toBeDisabled()
  await expect(commitBar(page)).toContainText('originals go to the trash once the results are checked')
  await confirmPlan(page)
  const [row] = await finishedRows(page)
  expect(row).toMatchObject({ phase: 'done', verified: true, original: 'trashed', note: null })
  expect(existsSync(source)).toBe(false)
  await expect(fileRows(page).getByText('Encrypted to backups, original in the trash')).toBeVisible()

  await dropFiles(page, [`${source}.encrypted`])
  await expect(commitBar(page)).toContainText('originals stay')
  await confirmPlan(page)
  await finishedRows(page)
  expect(await readFile(source, 'utf8')).toBe('a report')
})

test('a modification time comes back where it was kept by choice, and not elsewhere', async ({
  page,
  home,
}) => {
  const long = new Date('2019-05-04T03:02:01Z')
  const kept = join(home, 'kept.txt')
  const forgotten = join(home, 'forgotten.txt')
  for (const path of [kept, forgotten]) {
    await writeFile(path, 'old')
    await utimes(path, long, long)
  }
  await dropAndConfirm(page, [forgotten])
  await finishedRows(page)
  await dropFiles(page, [kept])
  await page.getByRole('button', { name: 'Options' }).click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await turnOn(page.getByRole('switch', { name: 'Keep modification times' }))
  await confirmPlan(page)
  await finishedRows(page)

  await rename(kept, `${kept}.before`)
  await rename(forgotten, `${forgotten}.before`)
  await dropAndConfirm(page, [`${kept}.encrypted`, `${forgotten}.encrypted`])
  await finishedRows(page)
  expect((await stat(kept)).mtime).toEqual(long)
  expect((await stat(forgotten)).mtime.getFullYear()).toBeGreaterThan(2019)
})
