import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rowOf } from './steps/aws-keys.ts'
import {
  chooseDoors,
  commitBar,
  confirmPlan,
  dropAndConfirm,
  finishedRows,
  turnOn,
} from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { callApp } from './steps/page-calls.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

test('one data key for a batch is a choice that says what it saves, and the files open again', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await chooseDoors(page, [(await rowOf(page, key)).ref], 'payroll')
  const folder = join(home, 'mail')
  await mkdir(folder)
  for (let index = 0; index < 6; index += 1) await writeFile(join(folder, `${index}.txt`), `text ${index}`)

  await dropFiles(page, [folder])
  await page.getByRole('button', { name: 'Options' }).click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  const reuse = page.getByRole('switch', { name: 'One data key for the batch' })
  await expect(page.getByText('2 KMS calls instead of 12.')).toBeVisible()
  const times = page.getByRole('switch', { name: 'Keep modification times' })
  await turnOn(times)
  await expect(page.getByText('No file shares a data key, because times are kept.')).toBeVisible()
  await times.click({ force: true })
  await expect(times).not.toBeChecked()
  await turnOn(reuse)
  await expect(commitBar(page)).toContainText('2 key calls to AWS')
  await reuse.scrollIntoViewIfNeeded()
  await shot(page, 'reuse')
  kms.calls.length = 0
  await confirmPlan(page)
  const rows = await finishedRows(page)
  expect(rows.map((each) => [each.phase, each.verified, each.dataKeyReused])).toEqual(
    rows.map(() => ['done', true, true]),
  )
  await expect(page.getByText('1 new data key')).toBeVisible()
  expect(kms.calls.filter((call) => call.operation === 'GenerateDataKey')).toHaveLength(1)

  await callApp(page, 'jobs.clear', {})
  await dropAndConfirm(page, [join(folder, '3.txt.encrypted')])
  expect((await finishedRows(page)).map((each) => each.phase)).toEqual(['done'])
})
