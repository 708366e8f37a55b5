import type { Page } from '@playwright/test'
import type { GalleryScreen } from './screens.ts'

const plan = async (page: Page) => {
  await page.getByRole('button', { name: 'Choose files', exact: true }).click()
  await page.getByRole('table', { name: 'Plan' }).waitFor()
}

/** What the Files page shows of AWS KMS: keys asked about before a start, blobs, files that wait for a sign-in. */
export const filesScreens: readonly GalleryScreen[] = [
  {
    name: '03-plan-keys-refused',
    scenario: 'refusedKeys',
    show: async (page) => {
      await plan(page)
      await page.getByText('backups-prod refused').waitFor()
    },
  },
  {
    name: '03-plan-blobs',
    scenario: 'blobs',
    show: async (page) => {
      await plan(page)
      await page.getByText('may be encrypted by AWS KMS').waitFor()
    },
  },
  {
    name: '03-plan-options-blob',
    scenario: 'usual',
    show: async (page) => {
      await plan(page)
      await page.getByRole('button', { name: 'Options', exact: true }).click()
      await page.getByRole('button', { name: 'More', exact: true }).click()
      await page.getByRole('combobox', { name: 'A file becomes' }).click()
      await page.getByRole('option', { name: 'KMS ciphertext blob', exact: true }).click()
      await page.getByText('What “aws kms encrypt” makes').scrollIntoViewIfNeeded()
    },
  },
  {
    name: '04-files-signed-out',
    scenario: 'waitingForSignIn',
    show: async (page) => {
      await page.getByText('Waits for you to sign in to “production”').first().waitFor()
    },
  },
]
