import { mkdir, writeFile } from 'node:fs/promises'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startAwsFake, type AwsFake } from '../fakes/aws/start-aws-fake.ts'
import { expect, test as base } from './steps/keyring-app.ts'
import { callApp } from './steps/page-calls.ts'
import { shot } from './support/shot.ts'

/** The app with a KMS, an STS and an Identity Center of its own on this computer. */
const test = base.extend<{ aws: AwsFake }>({
  aws: async ({ home }, use) => {
    const aws = await startAwsFake()
    aws.kms.createKey({ alias: 'payroll' })
    await mkdir(join(home, '.aws'))
    await writeFile(join(home, '.aws', 'credentials'), aws.kms.credentialsFile('work'))
    await use(aws)
    await aws.stop()
  },
  moreEnv: async ({ aws }, use) => use({ AWS_EC2_METADATA_DISABLED: aws === undefined ? 'false' : 'true' }),
})

const card = (page: Page, name: string) => page.getByRole('article', { name })

const showConnections = async (page: Page) => {
  await callApp(page, 'settings.set', { firstRunDone: true })
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
}

const fillPlace = async (page: Page, { name, aws }: { name: string; aws: AwsFake }) => {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  const regions = page.getByRole('combobox', { name: 'Regions' })
  await regions.fill('eu-central-1')
  await regions.press('Tab')
  await page.getByRole('button', { name: 'Endpoints and roles' }).click()
  await page.getByRole('textbox', { name: 'Endpoint', exact: true }).fill(aws.endpoint)
  await page.getByRole('textbox', { name: 'Endpoint of AWS STS' }).fill(aws.endpoint)
}

const chooseSource = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'Add connection' }).click()
  await page.getByRole('combobox', { name: 'Credentials from' }).click()
  await page.getByRole('option', { name }).click()
}

const textBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      try {
        return readFileSync(join(entry.parentPath, entry.name)).toString('latin1')
      } catch {
        return ''
      }
    })
    .join('\n')

test('an access key typed in by hand is sealed: it works, and no file and no answer holds its secret', async ({
  page,
  home,
  aws,
}) => {
  const { accessKeyId, secretAccessKey } = aws.kms.accessKey
  await callApp(page, 'vault.setUp', { mode: 'keychain', passphrase: null })
  await showConnections(page)
  await chooseSource(page, 'An access key, typed in here')
  await page.getByRole('textbox', { name: 'Access key ID' }).fill(accessKeyId)
  await page.getByLabel('Secret access key', { exact: true }).fill(secretAccessKey)
  await fillPlace(page, { name: 'by hand', aws })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card(page, 'by hand').getByText('Reachable')).toBeVisible()
  await shot(page, 'connection-access-key')

  const answers = JSON.stringify([
    await callApp(page, 'connections.list', {}),
    await callApp(page, 'connections.profiles', {}),
  ])
  expect(answers).not.toContain(secretAccessKey)
  const written = textBelow(home)
  // The scan finds what is there: the profile's own file holds the very same key.
  expect(written.split(secretAccessKey).length - 1).toBe(1)
  expect(written).not.toContain(Buffer.from(secretAccessKey).toString('base64'))
})
