import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inProject } from '../../scripts/programs/project.ts'
import { defaultPlanOptions } from '../support/default-plan-options.ts'
import type { KeyringSession } from '../support/keyring-session.ts'
import { expect, test as base } from './steps/keyring-app.ts'
import { createLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { stubDialog } from './support/stub-dialog.ts'

const canary = 'CANARY-b1946ac92492d234-PLAINTEXT'
/** Of its own on machines whose one keychain is the person's. */
const label = 'trace scan'

/** The app with a folder of its own for temporary files. */
const test = base.extend<{ temporary: string }>({
  appArgs: [`--keyhold-host=${label}`],
  temporary: async ({ freshHome }, use) => {
    // A short name: Chromium's sockets lie below it, and a socket's path has 107 bytes.
    const folder = join(freshHome.home, '../t')
    mkdirSync(folder)
    await use(folder)
  },
  moreEnv: ({ temporary }, use) => use({ TMPDIR: temporary, TMP: temporary, TEMP: temporary }),
})

/** Every file below a folder with its bytes; sockets, links and what vanishes meanwhile are left out. */
function filesBelow(folder: string): { path: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name)
      try {
        return [{ path, bytes: readFileSync(path) }]
      } catch {
        return []
      }
    })
}

/** The keychain's own text of a store's secret, read by another process in the same session. */
function secretOf(storeId: string, keyring: KeyringSession | null): string {
  const names = [`Keyhold (${label})`, storeId].map((name) => JSON.stringify(name)).join(', ')
  const script = `require('keytar').getPassword(${names}).then((text) => process.stdout.write(text))`
  return execFileSync(process.execPath, ['-e', script], {
    cwd: inProject('.'),
    env: { ...process.env, ...keyring?.env },
    encoding: 'utf8',
  })
}

/** A secret in every form that could be written by mistake. */
function formsOf(secret: Buffer): readonly Buffer[] {
  const texts = (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(secret.toString(form)))
  return [secret, Buffer.from(secret.toString('hex').toUpperCase()), ...texts]
}

test('point 38: after a whole run nothing of a file or key is left in the profile, in temporary files or in what was printed', async ({
  page,
  electronApp,
  printed,
  home,
  userData,
  temporary,
  keyring,
}) => {
  await page.waitForSelector('#root > *', { state: 'attached' })
  await expect.poll(async () => (await callApp(page, 'vault.status', {})).state).toBe('notSetUp')
  const vault = await callApp(page, 'vault.setUp', { mode: 'keychain', passphrase: null })
  if (vault.state !== 'open') throw new Error(`the vault is ${vault.state}`)
  const { ref } = await createLocalKey(page, 'traces')
  const options = { ...defaultPlanOptions, doors: [ref] }

  const files = join(home, 'files')
  mkdirSync(files)
  const source = join(files, 'plain.txt')
  writeFileSync(source, `${canary}\n`.repeat(50_000))
  for (const path of [source, `${source}.encrypted`]) {
    await stubDialog(electronApp, { paths: [path] })
    const plan = await callApp(page, 'plan.fromDialog', { choose: 'files', options })
    await callApp(page, 'jobs.start', { planId: plan?.id ?? '' })
    await expect
      .poll(async () => (await callApp(page, 'jobs.snapshot', {})).batches.map(({ state }) => state))
      .not.toContain('running')
  }
  expect(readFileSync(join(files, 'plain (2).txt'), 'utf8')).toBe(readFileSync(source, 'utf8'))

  const text = secretOf(vault.storeId, keyring)
  const secret = Buffer.from(text.replace(/^v1:/, ''), 'base64url')
  expect(secret).toHaveLength(32)
  const left = [userData, temporary, home].flatMap(filesBelow).filter(({ path }) => !path.startsWith(files))
  const messages = filesBelow(files).filter(({ path }) => path.endsWith('.encrypted'))
  const output = { path: 'what was printed', bytes: Buffer.from(printed.stdout + printed.stderr) }
  expect(left.some(({ path }) => path.startsWith(join(userData, 'keystore')))).toBe(true)
  expect(messages).toHaveLength(1)
  expect(printed.stdout + printed.stderr).not.toContain('keyhold:')
  const traces = [Buffer.from(canary), Buffer.from(text), ...formsOf(secret)]
  for (const { path, bytes } of [...left, ...messages, output]) {
    expect(traces.filter((trace) => bytes.includes(trace)).length, `traces in ${path}`).toBe(0)
  }
})

test('point 38: the scan finds a trace where there is one', ({ temporary }) => {
  const secret = Buffer.alloc(32, 7)
  writeFileSync(join(temporary, 'leak'), `x${secret.toString('base64')}y`)
  const found = filesBelow(temporary).filter(({ bytes }) =>
    formsOf(secret).some((form) => bytes.includes(form)),
  )
  expect(found).toHaveLength(1)
})
