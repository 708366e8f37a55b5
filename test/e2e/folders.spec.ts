import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestsBelow } from '../../scripts/demo/file-tree.ts'
import { commitBar, confirmPlan, dropAndConfirm, finishedRows, turnOn } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

test('a folder becomes one file whose names are hidden, and comes back as it was', async ({ page, home }) => {
  await haveLocalKey(page)
  const folder = join(home, 'Photos')
  await mkdir(join(folder, 'two', 'deep'), { recursive: true })
  await mkdir(join(folder, 'empty'))
  const files = ['a letter.txt', 'two/été 🔑.txt', 'two/deep/zero.dat']
  for (const [index, name] of files.entries()) await writeFile(join(folder, name), 'x'.repeat(index * 70_000))
  const before = await digestsBelow(folder)

  await dropFiles(page, [folder])
  await expect(commitBar(page)).toContainText('3 files to encrypt')
  await turnOn(page.getByRole('radio', { name: 'One file, names hidden' }))
  await expect(page.getByRole('cell', { name: 'Folder, 3 files' })).toBeVisible()
  await shot(page, 'folder-plan')
  await confirmPlan(page)
  const [packed] = await finishedRows(page)
  expect(packed).toMatchObject({ action: 'pack', phase: 'done', members: 3, verified: true })
  const message = join(home, 'Photos.tar.encrypted')
  expect(existsSync(message)).toBe(true)

  await rename(folder, join(home, 'Photos before'))
  await dropAndConfirm(page, [message])
  const unpacked = (await finishedRows(page)).find((row) => row.action === 'unpack')
  expect(unpacked).toMatchObject({ phase: 'done', resultName: 'Photos', members: 3 })
  expect(await digestsBelow(folder)).toEqual(before)
  expect(existsSync(join(folder, 'empty'))).toBe(true)
})
