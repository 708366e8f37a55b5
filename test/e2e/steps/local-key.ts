import { expect, type Page } from '@playwright/test'
import type { KeyRow } from '../../../src/shared/model/key.ts'
import { chooseDoors } from './files-page.ts'
import { callApp } from './page-calls.ts'

/**
 * Sets the vault up and chooses a new local key to encrypt to, without the first-run screens: for specs about what comes
 * after them.
 */
export async function haveLocalKey(page: Page, name = 'backups'): Promise<KeyRow> {
  await expect
    .poll(async () => (await callApp(page, 'vault.status', {})).state, { message: 'the keychain answers' })
    .toBe('notSetUp')
  await callApp(page, 'vault.setUp', { mode: 'keychain', passphrase: null })
  const key = await callApp(page, 'keys.createLocal', { name, description: '' })
  await chooseDoors(page, [key.ref], name)
  await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible()
  return key
}
