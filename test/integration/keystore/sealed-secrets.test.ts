import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { describeWithKeyring } from '../../support/describe-with-keyring.ts'
import { ForkedKeystore } from '../../support/forked-keystore.ts'
import { startKeyringSession, type KeyringSession } from '../../support/keyring-session.ts'

const name = 'connection/1'
const purpose = 'aws access key'
const text = 'canary/secret+access+key/of/forty/bytes/x'

let session: KeyringSession
let folder: string
let keystore: ForkedKeystore

const start = () => new ForkedKeystore({ directory: join(folder, 'keystore'), env: session.env })
const put = () => keystore.client.putSecret({ name, purpose, value: Uint8Array.from(Buffer.from(text)) })
const get = async () => {
  const value = await keystore.client.getSecret({ name, purpose })
  return value === null ? null : Buffer.from(value).toString()
}

describeWithKeyring('secrets sealed by the keystore process', () => {
  beforeEach(async () => {
    session = await startKeyringSession({ state: 'unlocked' })
    folder = mkdtempSync(join(tmpdir(), 'keyhold-secrets-'))
    keystore = start()
  })
  afterEach(async () => {
    await keystore.stop()
    await session.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('come back from a process that was started anew, and stand in no file and no output', async () => {
    await keystore.client.setUp()
    await put()
    await keystore.stop()
    keystore = start()
    expect(await get()).toBe(text)
    const entries = readdirSync(join(folder, 'keystore'), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name))
      for (const form of [text, Buffer.from(text).toString('base64').slice(0, 50)])
        expect(bytes.includes(form)).toBe(false)
    }
    expect(keystore.output).toBe('')
  })

  it('are refused before there is a store, and nothing is made', async () => {
    await expect(put()).rejects.toMatchObject({ code: 'KEYSTORE_NOT_SET_UP' })
    expect(await keystore.client.status()).toMatchObject({ state: 'notSetUp' })
  })

  it('of another form are refused before they reach the process', async () => {
    await keystore.client.setUp()
    const refused = { code: 'INVALID_REQUEST' }
    const empty = { name, purpose, value: new Uint8Array(0) } as const
    await expect(keystore.client.putSecret(empty)).rejects.toMatchObject(refused)
    await expect(
      keystore.client.putSecret({ ...empty, value: new Uint8Array(65_537) }),
    ).rejects.toMatchObject(refused)
    await expect(keystore.client.getSecret({ name: '../x', purpose })).rejects.toMatchObject(refused)
    await keystore.client.putSecret({ ...empty, value: new Uint8Array(65_536).fill(1) })
    expect((await keystore.client.getSecret({ name, purpose }))?.length).toBe(65_536)
  })
})
