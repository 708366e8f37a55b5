import { expect, type Page } from '@playwright/test'
import type { KeyRow } from '../../../src/shared/model/key.ts'
import type { FakeKey } from '../../fakes/kms/fake-key.ts'
import { chooseDoors, dropAndConfirm, finishedRows } from './files-page.ts'
import { callApp } from './page-calls.ts'

/** The row of a key of the fake, as the app lists it by now. */
export async function rowOf(page: Page, { arn }: Pick<FakeKey, 'arn'>): Promise<KeyRow> {
  const { keys } = await callApp(page, 'keys.list', { since: 0 })
  const row = keys.find((each) => each.arn === arn)
  if (row === undefined) throw new Error(`${arn} is not listed`)
  return row
}

/** Opens a tab of a key's page by the list, as a person does. */
export async function openKey(page: Page, name: string, tab: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Keys', exact: true })
    .click()
  await page.getByRole('searchbox').fill(name)
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.getByRole('tab', { name: tab, exact: true }).click()
  await expect(page.getByRole('tab', { name: tab, exact: true })).toHaveAttribute('aria-selected', 'true')
}

/** Encrypts a file under a key of the fake that is called `alias`, and waits until the catalog has it. */
export async function encryptUnder(
  page: Page,
  key: Pick<FakeKey, 'arn'>,
  alias: string,
  file: string,
): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Files' }).click()
  const before = (await callApp(page, 'history.list', { before: null, find: '', limit: 1 })).total
  await chooseDoors(page, [(await rowOf(page, key)).ref], alias)
  await dropAndConfirm(page, [file])
  await finishedRows(page)
  await expect
    .poll(async () => (await callApp(page, 'history.list', { before: null, find: '', limit: 1 })).total)
    .toBeGreaterThan(before)
}
