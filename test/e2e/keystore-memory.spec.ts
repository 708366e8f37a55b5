import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { inProject } from '../../scripts/programs/project.ts'
import { findInMemory } from '../support/find-in-memory.ts'
import { formsOf } from '../support/forms-of.ts'
import { appProcesses, isKeystore, type AppProcess } from './steps/app-processes.ts'
import { openKey } from './steps/aws-keys.ts'
import { chooseDoors, dropAndConfirm, finishedRows } from './steps/files-page.ts'
import { expect, test } from './steps/keyring-app.ts'
import { haveLocalKey } from './steps/local-key.ts'
import { callApp } from './steps/page-calls.ts'
import { storeIn } from './steps/store-files.ts'
import { stubDialog } from './support/stub-dialog.ts'

// The memory of every process of the app, as it stands in /proc: not a heap snapshot, which hides Buffers.

const passphrase = 'violet anchor seldom marmalade 47'

/** Imports the file as the material of a new key, by the screens, and encrypts files to that key from now on. */
async function importKey(page: Page, electronApp: ElectronApplication, file: string): Promise<void> {
  const key = await callApp(page, 'manage.createLocal', {
    alias: 'canary',
    description: '',
    spec: 'SYMMETRIC_DEFAULT',
    usage: 'ENCRYPT_DECRYPT',
    origin: 'EXTERNAL',
    tags: {},
  })
  await openKey(page, 'canary', 'General')
  await stubDialog(electronApp, { paths: [file] })
  await page.locator('.khead').getByRole('button', { name: 'Import material…' }).click()
  await page.getByRole('radio', { name: 'From a file' }).check({ force: true })
  await page.getByRole('button', { name: 'Choose the file and import…' }).click()
  await expect(page.getByText('The key can be used now.')).toBeVisible()
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Files', exact: true })
    .click()
  await chooseDoors(page, [key.ref], 'canary')
}

/** Secrets of the open store by name, read from a copy of its files with the keychain's help. */
function secretsOf(userData: string, env: Readonly<Record<string, string>>): Record<string, Buffer> {
  const store = storeIn(userData)
  const copy = join(userData, '..', 'copy-of-the-store')
  cpSync(dirname(store), copy, { recursive: true })
  const child = inProject('test/support/store-secrets-child.ts')
  const args = ['--disable-warning=ExperimentalWarning', child, join(copy, basename(store)), 'Keyhold']
  const told = execFileSync(process.execPath, [...args, passphrase], { env: { ...env }, encoding: 'utf8' })
  const { keys, ...others } = JSON.parse(told) as { keys: string[] } & Record<string, string>
  const named = { ...others, ...Object.fromEntries(keys.map((key, index) => [`key ${index}`, key])) }
  return Object.fromEntries(Object.entries(named).map(([name, text]) => [name, Buffer.from(text, 'base64')]))
}

/** What it holds of the secrets, by name. It must hold its own command line, or the scan would not see its memory. */
function heldBy({ pid, command }: AppProcess, secrets: Readonly<Record<string, Buffer>>): readonly string[] {
  const forms = Object.values(secrets).flatMap((secret) =>
    formsOf(secret).map((form, index) => ({ secret, form, index })),
  )
  const control = Buffer.from((command[0] ?? '').slice(0, 60))
  const [own = 0, ...counts] = findInMemory(pid, [control, ...forms.map(({ form }) => form)])
  expect(own, `process ${pid} shows its memory`).toBeGreaterThan(0)
  return Object.entries(secrets)
    .filter(([, secret]) => forms.some((each, at) => each.secret === secret && (counts[at] ?? 0) > 0))
    .map(([name]) => name)
}

interface Holding {
  readonly kind: string
  readonly held: readonly string[]
}

/** Every process of the app, by its kind, and what it holds. */
function scanAll(main: number, secrets: Readonly<Record<string, Buffer>>): readonly Holding[] {
  const kindOf = (each: AppProcess): string => {
    if (each.pid === main) return 'main'
    return isKeystore(each) ? 'keystore' : (/--type=([a-z-]+)/.exec(each.command.join(' '))?.[1] ?? 'other')
  }
  return appProcesses(main).map((each) => ({ kind: kindOf(each), held: heldBy(each, secrets) }))
}

test('keys, brought or made here, and what leads to them are in the memory of the keystore process alone, and in none once it is locked', async ({
  page,
  electronApp,
  started,
  home,
  userData,
  keyring,
}) => {
  test.skip(process.platform !== 'linux', 'only Linux shows what other processes hold')
  test.setTimeout(300_000)
  await haveLocalKey(page)
  const canary = randomBytes(32)
  const file = join(home, 'canary.key-material')
  await writeFile(file, canary)
  await importKey(page, electronApp, file)
  await callApp(page, 'vault.setProtection', {
    current: null,
    wanted: { mode: 'keychainAndPassphrase', passphrase },
  })
  const plain = join(home, 'plain.bin')
  await writeFile(plain, randomBytes(3 * 1024 * 1024))
  await dropAndConfirm(page, [plain])
  await finishedRows(page)
  await rm(plain)
  await dropAndConfirm(page, [`${plain}.encrypted`])
  expect((await finishedRows(page)).map(({ phase }) => phase)).toEqual(['done', 'done'])
  expect(existsSync(plain)).toBe(true)

  const { 'key 0': one, 'key 1': two, ...others } = secretsOf(userData, keyring?.env ?? {})
  if (one === undefined || two === undefined) throw new Error('the store holds two keys')
  const [made, brought] = one.equals(canary) ? [two, one] : [one, two]
  expect(brought).toEqual(canary)
  const secrets = { ...others, made, brought }
  const names = ['brought', 'keychainSecret', 'made', 'passphraseKey', 'storeKey']
  expect(Object.keys(secrets).toSorted()).toEqual(names)

  const main = started.child.pid ?? 0
  const open = scanAll(main, secrets)
  const kinds = new Set(open.map(({ kind }) => kind))
  for (const kind of ['main', 'keystore', 'renderer', 'zygote', 'gpu-process', 'utility'])
    expect(kinds).toContain(kind)
  // The control: while it is open, what is in use is found where it is used.
  const [inKeystore, ...more] = open.filter(({ kind }) => kind === 'keystore')
  expect(more).toEqual([])
  for (const name of ['storeKey', 'passphraseKey']) expect(inKeystore?.held).toContain(name)
  expect(open.filter((each) => each !== inKeystore && each.held.length > 0)).toEqual([])

  const old = appProcesses(main).filter(isKeystore)
  expect(old).toHaveLength(1)
  await page.keyboard.press('Control+l')
  await expect(page.getByRole('heading', { name: 'Keyhold is locked', level: 1 })).toBeVisible()
  await expect.poll(() => old.filter(({ pid }) => existsSync(`/proc/${pid}`))).toEqual([])
  const locked = scanAll(main, secrets)
  expect(locked.map(({ kind }) => kind)).toContain('main')
  expect(locked.filter(({ held }) => held.length > 0)).toEqual([])
})
