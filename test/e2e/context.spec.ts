import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  KMS,
  KmsKeyringNode,
} from '@aws-crypto/client-node'
import type { KmsFake } from '../fakes/kms/start-kms-fake.ts'
import { rowOf } from './steps/aws-keys.ts'
import {
  chooseDoors,
  chooseForRow,
  commitBar,
  confirmPlan,
  dropAndConfirm,
  fileRows,
  finishedRows,
} from './steps/files-page.ts'
import { connectKms, expect, test } from './steps/kms-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { dropFiles } from './support/drag.ts'
import { shot } from './support/shot.ts'

test('a context pair of the plan is in the file, and a file without a required one does not open', async ({
  page,
  home,
}) => {
  await haveLocalKey(page)
  const without = join(home, 'without.txt')
  const source = join(home, 'report.txt')
  await writeFile(without, 'no pair')
  await writeFile(source, 'a report')
  await dropAndConfirm(page, [without])
  await finishedRows(page)

  await dropFiles(page, [source])
  await page.getByRole('button', { name: 'Options' }).click()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('button', { name: 'Add a pair' }).click()
  await expect(page.getByRole('textbox', { name: 'Name of pair 1' })).toBeFocused()
  await page.keyboard.type('department')
  await page.getByRole('textbox', { name: 'Value of pair 1' }).fill('finance')
  await page.getByRole('textbox', { name: 'Value of pair 1' }).press('Tab')
  await expect(page.getByRole('button', { name: 'More, 1 changed' })).toBeVisible()
  await expect(page.getByText('AWS KMS writes them into its logs')).toBeVisible()
  await confirmPlan(page)
  await finishedRows(page)
  await chooseForRow(page, 'report.txt.encrypted', 'Inspect')
  const drawer = page.getByRole('dialog', { name: 'report.txt.encrypted, inspected' })
  await expect(drawer.getByText('department', { exact: true })).toBeVisible()
  await expect(drawer.getByText('finance', { exact: true })).toBeVisible()
  await expect(drawer.getByText('Nothing of this is proven yet')).toBeVisible()
  await expect(drawer.getByRole('heading', { level: 2 })).toBeFocused()
  await page.keyboard.press('Escape')

  await callApp(page, 'settings.set', { requiredContext: [{ key: 'department', value: 'finance' }] })
  await callApp(page, 'jobs.clear', {})
  await dropFiles(page, [`${source}.encrypted`, `${without}.encrypted`])
  await confirmPlan(page)
  const rows = await finishedRows(page)
  expect(new Map(rows.map((row) => [row.name, row.problem?.code ?? row.phase]))).toEqual(
    new Map([
      ['report.txt.encrypted', 'done'],
      ['without.txt.encrypted', 'REQUIRED_PAIR_MISSING'],
    ]),
  )
  await expect(fileRows(page).getByText(/The context pair “department” is missing/)).toBeVisible()
  await shot(page, 'required-pair')
  expect(existsSync(join(home, 'without (2).txt'))).toBe(false)
})

test('a message without key commitment is opened only once the person agrees', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  await chooseDoors(page, [(await rowOf(page, key)).ref], 'payroll')
  const files = ['ledger-2019.db.encrypted', 'ledger-2020.db.encrypted'].map((name) => join(home, name))
  for (const file of files)
    await writeFile(file, await sealUncommitted(kms, key.arn, 'older than commitment'))

  await dropFiles(page, files)
  await expect(page.getByText('ledger-2019.db.encrypted is not bound to one key')).toBeVisible()
  await expect(page.getByText('two keys could open it to two different contents').first()).toBeVisible()
  await expect(commitBar(page)).toContainText('Settle what needs you first')
  expect(kms.calls.filter((call) => call.operation === 'Decrypt')).toEqual([])
  await shot(page, 'uncommitted')
  await page.getByRole('button', { name: 'Agree for all 2' }).click()
  await commitBar(page).getByRole('button', { name: 'Open 2 files' }).click()
  await commitBar(page).waitFor({ state: 'hidden' })
  const rows = await finishedRows(page)
  expect(rows.map((each) => each.phase)).toEqual(['done', 'done'])
  expect(existsSync(join(home, 'ledger-2020.db'))).toBe(true)

  await callApp(page, 'settings.set', { uncommitted: 'refuse' })
  await dropFiles(page, files.slice(0, 1))
  await expect(page.getByText('Cannot open ledger-2019.db.encrypted yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open it anyway' })).toHaveCount(0)
})

test('a message whose name hides what it is, and that commits to no key, is asked about twice', async ({
  page,
  kms,
  home,
}) => {
  const key = kms.createKey({ alias: 'payroll' })
  await connectKms(page, kms)
  const file = join(home, 'ledger-2018.db')
  await writeFile(file, await sealUncommitted(kms, key.arn, 'older than commitment'))

  await dropFiles(page, [file])
  await expect(page.getByText('ledger-2018.db is encrypted')).toBeVisible()
  await page.getByRole('button', { name: 'Open it', exact: true }).click()
  await expect(page.getByText('ledger-2018.db is not bound to one key')).toBeVisible()
  await expect(commitBar(page)).toContainText('Settle what needs you first')
  expect(kms.calls.filter((call) => call.operation === 'Decrypt')).toEqual([])
  await page.getByRole('button', { name: 'Open it anyway' }).click()
  await confirmPlan(page)
  const [row] = await finishedRows(page)
  expect(row).toMatchObject({ action: 'open', phase: 'done', resultName: 'ledger-2018.db.opened' })
  expect(await readFile(`${file}.opened`, 'utf8')).toBe('older than commitment')
})

type ClientProvider = NonNullable<
  NonNullable<ConstructorParameters<typeof KmsKeyringNode>[0]>['clientProvider']
>

/** A message of suite 0178 by the JavaScript SDK: Keyhold writes none that does not commit to its key. */
async function sealUncommitted(kms: KmsFake, keyArn: string, text: string): Promise<Uint8Array> {
  const { endpoint, region, accessKey } = kms
  const { accessKeyId, secretAccessKey } = accessKey
  const client = new KMS({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  // Its types want the callback overloads gone from the client; its code only awaits promises.
  const clientProvider = (() => client) as unknown as ClientProvider
  const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT)
  const { result } = await encrypt(new KmsKeyringNode({ clientProvider, generatorKeyId: keyArn }), text, {
    suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA256,
  })
  client.destroy()
  return result
}
