import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KitProcess } from '../../../src/main/recovery/kit-process.ts'
import { KitSession } from '../../../src/main/recovery/kit-session.ts'
import { rehearse } from '../../../src/main/recovery/rehearse.ts'
import { RsaPublicKeyring } from '../../../src/main/keyrings/raw-rsa/rsa-public-keyring.ts'
import { spawnedKits } from '../../support/spawned-kits.ts'

let folder: string
let kits: ReturnType<typeof spawnedKits>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyhold-kit-'))
  kits = spawnedKits()
})
afterEach(async () => {
  await kits.stop()
  rmSync(folder, { recursive: true, force: true })
})

const now = () => new Date()
const temporary = () => join(folder, 'temporary')
const draft = { form: 'plain', passphrase: null, threshold: null, madeFor: 'test' } as const

async function made(more: object = {}, names: readonly string[] = ['kit.pdf']) {
  const process = new KitProcess(kits.options)
  const paths = names.map((name) => join(folder, name))
  try {
    return await process.call('makeKit', { ...draft, ...more, paths })
  } finally {
    process.end()
  }
}

async function sheetsOf(paths: readonly string[]): Promise<string[]> {
  const process = new KitProcess(kits.options)
  try {
    return (await process.call('readSheets', { paths: [...paths] })).sheets
  } finally {
    process.end()
  }
}

describe('a kit process', () => {
  it('makes a kit whose sheet opens a door that was made for it', async () => {
    const { kit, publicKey, savedAs } = await made()
    expect(statSync(savedAs[0] ?? '').mode & 0o777).toBe(0o600)
    const entry = { sheets: await sheetsOf(savedAs), passphrase: null }
    const session = await KitSession.open(new KitProcess(kits.options), entry, now)
    const { namespace, fingerprint } = session
    expect([session.kitId, fingerprint]).toEqual([kit.kitId, kit.fingerprint])
    const keyring = new RsaPublicKeyring({ namespace, fingerprint, publicKey })
    const { dataKey, encryptedDataKeys } = await keyring.wrap({ context: new Map(), dataKeyLength: 32 })
    const opened = await session.unwrap(encryptedDataKeys[0]?.ciphertext ?? new Uint8Array())
    expect(dataKey.use((bytes) => Buffer.compare(bytes, opened))).toBe(0)
    await expect(session.unwrap(new Uint8Array(384))).rejects.toMatchObject({ code: 'DATA_KEY_DAMAGED' })
    session.end()
    await expect(session.unwrap(new Uint8Array(384))).rejects.toMatchObject({ code: 'KEYSTORE_STOPPED' })
  })

  it('takes real scrypt for a passphrase', async () => {
    const { savedAs, kit } = await made({ form: 'passphrase', passphrase: 'a few plain words' })
    const sheets = await sheetsOf(savedAs)
    const process = new KitProcess(kits.options)
    await expect(process.call('openKit', { sheets, passphrase: 'other' })).rejects.toMatchObject({
      code: 'KIT_PASSPHRASE_WRONG',
    })
    const opened = await process.call('openKit', { sheets, passphrase: 'a few plain words' })
    expect(opened.kitId).toBe(kit.kitId)
    process.end()
  })

  it('ends at a malformed message, and knows nothing of the keystore', async () => {
    for (const message of [
      { id: 1, operation: 'status', input: {} },
      { id: 1, operation: 'openKit', input: {} },
      7,
    ]) {
      const child = kits.raw()
      child.post(message)
      expect(await child.exit).toBe(76)
    }
  })

  it('opens a sample in an empty profile, which is gone afterwards', async () => {
    const { kit, publicKey, savedAs } = await made({ form: 'shares', threshold: 2 }, [
      'a-{kit}.pdf',
      'b.pdf',
      'c.pdf',
    ])
    const sheets = await sheetsOf(savedAs.slice(1))
    rmSync(temporary(), { recursive: true, force: true })
    const at = mkdtempSync(join(tmpdir(), 'keyhold-rehearse-'))
    const known = { kitId: kit.kitId, fingerprint: kit.fingerprint, publicKey }
    const options = { kit: known, temporary: at, processIn: () => kits.options, now }
    const { seconds } = await rehearse({ ...options, entry: { sheets, passphrase: null } })
    expect(seconds).toBeGreaterThan(0)
    expect(readdirSync(at)).toEqual([])
    const other = await made({}, ['other.pdf'])
    const entry = { sheets: await sheetsOf(other.savedAs), passphrase: null }
    await expect(rehearse({ ...options, entry })).rejects.toMatchObject({ code: 'KIT_WRONG' })
    expect(readdirSync(at)).toEqual([])
    rmSync(at, { recursive: true })
  })

  it('leaves its secret on the sheet alone', async () => {
    const { savedAs } = await made()
    const [sheet = ''] = await sheetsOf(savedAs)
    expect(readFileSync(savedAs[0] ?? '', 'latin1')).toContain(sheet.split('\n')[0])
    expect(readdirSync(folder)).toEqual(['kit.pdf'])
    expect(kits.output()).not.toContain(sheet.split('\n')[0])
  })
})
