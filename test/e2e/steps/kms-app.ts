import type { ConnectionDraft } from '../../../src/shared/model/connection.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startAwsFake, type AwsFake } from '../../fakes/aws/start-aws-fake.ts'
import type { KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { closeKeyhold } from '../support/close-keyhold.ts'
import { launchKeyhold, type RunningKeyhold } from '../support/launch.ts'
import { expect, test as base } from './keyring-app.ts'
import { callApp } from './page-calls.ts'

interface Fixtures {
  /** KMS, STS and IAM Identity Center on this computer. */
  aws: AwsFake
  /** The KMS of `aws`, its access key in the profile `work` of the fresh home. */
  kms: KmsFake
  /** Ends the app and starts it again on the same home; gives its window. */
  restart: () => Promise<Page>
}

/** A test with the app and an AWS of its own that it may connect to. */
export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures from the first parameter, which must therefore be a pattern.
  // oxlint-disable-next-line no-empty-pattern
  aws: async ({}, use) => {
    const fake = await startAwsFake()
    await use(fake)
    await fake.stop()
  },
  kms: async ({ aws, home }, use) => {
    await mkdir(join(home, '.aws'))
    await writeFile(join(home, '.aws', 'credentials'), aws.kms.credentialsFile('work'))
    await use(aws.kms)
  },
  // The profile has to be there before the app starts.
  moreEnv: async ({ kms }, use) => use({ AWS_EC2_METADATA_DISABLED: kms === undefined ? 'false' : 'true' }),
  restart: async ({ started, freshHome, appEnv }, use) => {
    let running: RunningKeyhold = started
    await use(async () => {
      await closeKeyhold(running)
      running = await launchKeyhold({
        userData: freshHome.userData,
        env: { ...freshHome.env, ...appEnv },
      })
      const page = await running.electronApp.firstWindow()
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    })
    await closeKeyhold(running)
  },
})

interface ConnectOptions {
  readonly regions?: readonly string[]
  /** How long reading its keys may take, in milliseconds. */
  readonly limit?: number
}

/** Adds the connection without its screens, for tests about what comes after them. */
export async function connectKms(
  page: Page,
  kms: Pick<KmsFake, 'region' | 'endpoint'>,
  { regions = [kms.region], limit = 20_000 }: ConnectOptions = {},
): Promise<void> {
  await callApp(page, 'settings.set', { firstRunDone: true })
  const draft = {
    name: 'Work',
    credentials: { from: 'profile' as const, profile: 'work' },
    regions: [...regions],
    roles: [],
    stsEndpoint: null,
    signInEndpoint: null,
    endpoint: kms.endpoint,
  } satisfies ConnectionDraft
  await callApp(page, 'connections.save', { id: null, draft, secret: null })
  await expect
    .poll(async () => (await callApp(page, 'connections.list', {})).connections[0]?.status.state, {
      timeout: limit,
    })
    .toBe('read')
}

export { expect } from './keyring-app.ts'
