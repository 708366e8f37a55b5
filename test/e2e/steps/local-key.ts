import { expect, type Page } from '@playwright/test'
import type { KeyRow } from '../../../src/shared/model/key.ts'
import { chooseDoors } from './files-page.ts'
import { callApp } from './page-calls.ts'

const usual = {
  description: '',
  spec: 'SYMMETRIC_DEFAULT',
  usage: 'ENCRYPT_DECRYPT',
  origin: 'AWS_KMS',
  tags: {},
} as const

/** Makes a key of this computer that encrypts files, in a vault that is open. */
export const createLocalKey = (page: Page, alias: string): Promise<KeyRow> =>
  callApp(page, 'manage.createLocal', { ...usual, alias })

/**
 * Sets the vault up and chooses a new local key to encrypt to, without the first-run screens: for specs about what comes
 * after them.
 */
export async function haveLocalKey(page: Page, name = 'backups'): Promise<KeyRow> {
  await expect
    .poll(async () => (await callApp(page, 'vault.status', {})).state, { message: 'the keychain answers' })
    .toBe('notSetUp')
  await callApp(page, 'vault.setUp', { mode: 'keychain', passphrase: null })
  const key = await createLocalKey(page, name)
  await chooseDoors(page, [key.ref], name)
  await expect(page.getByRole('heading', { name: 'Files', level: 1 })).toBeVisible()
  return key
}
