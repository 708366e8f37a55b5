import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { seededBytes } from '../../support/seeded-bytes.ts'
import type { ScanFindings, ScanRequest } from '../../support/memory-scan.ts'
import { startKeyringSession, type KeyringSession } from '../../support/keyring-session.ts'

const run = promisify(execFile)
const scanner = fileURLToPath(new URL('../../support/memory-scan.ts', import.meta.url))
// More than set-up and the first key draw in any mode: ids, probes, salt, the keychain secret, the store key, key material, IVs.
const draws = 16
const procOnly = 'only Linux shows what other processes hold'

let session: KeyringSession
let folder: string
let keystore: ForkedKeystore
/** One for each test: what another test told to this process is another draw. */
let seed: string

/** Which draws of randomness are in that process's memory, in any form. Undefined = memory is not ours to read. */
async function scan(
  pid: number,
  asked: Pick<ScanRequest, 'known' | 'passphrase'>,
): Promise<ScanFindings | undefined> {
  const request: ScanRequest = { seed, draws, ...asked }
  const args = ['--disable-warning=ExperimentalWarning', scanner, String(pid), JSON.stringify(request)]
  try {
    const { stdout } = await run(process.execPath, args, { env: {} })
    return JSON.parse(stdout)
  } catch (error) {
    if (error instanceof Error && /EACCES|EPERM/.test(error.message)) return undefined
    throw error
  }
}

/** Salt and N as the store's file tells them to anybody. */
function scryptOf(path: string): readonly [salt: string, n: number] {
  const database = new DatabaseSync(path, { readOnly: true })
  const row = database.prepare('SELECT hex(scrypt_salt) AS salt, scrypt_n AS n FROM store').get()
  database.close()
  return [String(row?.['salt']), Number(row?.['n'])]
}

describeWithKeyring('secrets of the keystore process', () => {
  beforeEach(async () => {
    seed = randomUUID()
    session = await startKeyringSession({ state: 'unlocked' })
    folder = mkdtempSync(join(tmpdir(), 'keyhold-secrecy-'))
    keystore = new ForkedKeystore({ directory: join(folder, 'keystore'), env: session.env, seed })
  })
  afterEach(async () => {
    await keystore.stop()
    await session.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('point 37: stand in no memory but its own', async ({ skip }) => {
    skip(process.platform !== 'linux', procOnly)
    await keystore.client.setUp()
    const key = await keystore.client.createKey({ alias: 'one', description: '' })
    for (let count = 0; count < 50; count += 1) {
      const wrapped = await keystore.client.wrap({
        keyId: key.keyId,
        context: [['a', 'b']],
        dataKey: new Uint8Array(32).fill(count),
      })
      await keystore.client.unwrap({ ...wrapped, context: [['a', 'b']] })
    }
    const known = [key.currentKeyMaterialId ?? '']
    const inKeystore = await scan(keystore.child.pid ?? 0, { known })
    const inThisProcess = await scan(process.pid, { known })
    if (inKeystore === undefined || inThisProcess === undefined)
      return skip('the memory of other processes is not readable here (ptrace_scope)')
    // The store key at least is in use there: the scan can find what is to be found.
    expect(inKeystore.secret).not.toEqual([])
    // One draw has a public name, the material's id; no other is known outside.
    expect(inKeystore.known).toHaveLength(1)
    expect(inThisProcess.secret).toEqual([])
  })

  it.for(['keychainAndPassphrase', 'passphrase'] as const)(
    'point 37: in the mode %s neither they nor what the passphrase gave stand elsewhere, and nothing is left once it is locked',
    { timeout: 120_000 },
    async (mode, { skip }) => {
      skip(process.platform !== 'linux', procOnly)
      const passphrase = 'correct horse battery staple'
      await keystore.client.setUp({ mode, passphrase })
      const key = await keystore.client.createKey({ alias: 'one', description: '' })
      await keystore.client.wrap({ keyId: key.keyId, context: [], dataKey: new Uint8Array(32).fill(7) })
      const { pid = 0 } = keystore.child
      await keystore.client.lock('person')
      expect(existsSync(`/proc/${pid}`)).toBe(false)
      const [salt, n] = scryptOf(join(folder, 'keystore', 'keystore.sqlite'))
      const asked = {
        known: [key.currentKeyMaterialId ?? '', salt],
        passphrase: [passphrase, salt, n],
      } as const
      await keystore.client.unlock(passphrase)
      const inKeystore = await scan(keystore.child.pid ?? 0, asked)
      const inThisProcess = await scan(process.pid, asked)
      if (inKeystore === undefined || inThisProcess === undefined)
        return skip('the memory of other processes is not readable here (ptrace_scope)')
      // The store that is open in it holds the key that the passphrase gave, and its own: the scan can find them.
      expect(inKeystore.passphraseKey).toBe(true)
      expect(inKeystore.secret).not.toEqual([])
      // The material's id and scrypt's salt are draws that the file tells to anybody.
      expect(inKeystore.known).toHaveLength(2)
      expect(inThisProcess).toMatchObject({ secret: [], passphraseKey: false })
      const second = keystore.child.pid ?? 0
      await keystore.client.lock('idle')
      expect(existsSync(`/proc/${second}`)).toBe(false)
      await expect(keystore.client.listKeys()).rejects.toMatchObject({ code: 'KEYSTORE_LOCKED' })
      expect(keystore.child.pid).not.toBe(second)
      expect(await scan(keystore.child.pid ?? 0, asked)).toMatchObject({ secret: [], passphraseKey: false })
      expect(await scan(process.pid, asked)).toMatchObject({ secret: [], passphraseKey: false })
    },
  )

  it('stand in no argument, environment, output or file', async ({ skip }) => {
    skip(process.platform !== 'linux', procOnly)
    await keystore.client.setUp()
    await keystore.client.createKey({ alias: 'one', description: '' })
    const { pid } = keystore.child
    const visible = [
      readFileSync(`/proc/${pid}/cmdline`),
      readFileSync(`/proc/${pid}/environ`),
      Buffer.from(keystore.output),
      ...readdirSync(join(folder, 'keystore'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => readFileSync(join(parentPath, name))),
    ]
    const [{ currentKeyMaterialId } = { currentKeyMaterialId: '' }] = await keystore.client.listKeys()
    const secrets = Array.from({ length: draws }, (_, index) => seededBytes(seed, index + 1, 32)).filter(
      (bytes) => bytes.toString('hex') !== currentKeyMaterialId,
    )
    for (const secret of secrets)
      for (const form of [secret, secret.toString('hex'), secret.toString('base64').slice(0, 42)])
        for (const place of visible) expect(place.includes(form)).toBe(false)
    expect(keystore.output).toBe('')
  })

  it('are not joined by the environment of the app', async ({ skip }) => {
    skip(process.platform !== 'linux', procOnly)
    const env = { ...session.env, AWS_SECRET_ACCESS_KEY: 'canary', NODE_OPTIONS: '' }
    const other = new ForkedKeystore({ directory: join(folder, 'other'), env })
    await other.client.recheck()
    const names = readFileSync(`/proc/${other.child.pid}/environ`, 'latin1')
      .split('\0')
      .map((pair) => pair.split('=')[0])
    await other.stop()
    expect(
      names.filter(
        (name) => !/^(DBUS_SESSION_BUS_ADDRESS|XDG_RUNTIME_DIR|HOME|LANG|NODE_CHANNEL_.*|)$/.test(name ?? ''),
      ),
    ).toEqual([])
  })
})
