import type { ConnectionDraft } from '../../../src/shared/model/connection.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startKmsFake, type KmsFake } from '../../fakes/kms/start-kms-fake.ts'
import { expect, test as base } from './keyring-app.ts'
import { callApp } from './page-calls.ts'

interface Fixtures {
  /** The project's own KMS on this computer, its access key in the profile `work` of the fresh home. */
  kms: KmsFake
}

/** A test with the app and a KMS of its own that it may connect to. */
export const test = base.extend<Fixtures>({
  kms: async ({ home }, use) => {
    const fake = await startKmsFake()
    await mkdir(join(home, '.aws'))
    await writeFile(join(home, '.aws', 'credentials'), fake.credentialsFile('work'))
    await use(fake)
    await fake.stop()
  },
  // The profile has to be there before the app starts.
  moreEnv: async ({ kms }, use) => use({ AWS_EC2_METADATA_DISABLED: kms === undefined ? 'false' : 'true' }),
})

/** Adds the connection without its screens, for tests about what comes after them. */
export async function connectKms(page: Page, kms: KmsFake): Promise<void> {
  await callApp(page, 'settings.set', { firstRunDone: true })
  const draft = {
    name: 'Work',
    credentials: { from: 'profile' as const, profile: 'work' },
    regions: [kms.region],
    roles: [],
    stsEndpoint: null,
    signInEndpoint: null,
    endpoint: kms.endpoint,
  } satisfies ConnectionDraft
  await callApp(page, 'connections.save', { id: null, draft, secret: null })
  await expect
    .poll(async () => (await callApp(page, 'connections.list', {})).connections[0]?.status.state)
    .toBe('read')
}

export { expect } from './keyring-app.ts'
