import { createCipheriv, createPublicKey, publicEncrypt, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestOf, readParts, writeHead } from '../../../src/keystore/backup/backup-form.ts'
import type { BackupHeader } from '../../../src/keystore/backup/backup-header.ts'
import { openBackup } from '../../../src/keystore/backup/open-backup.ts'
import { startMac } from '../../../src/keystore/hierarchy/mac.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { oaepSha256 } from '../../../src/main/keyrings/raw-rsa/oaep.ts'
import { adopt, BackupRoom, testKit, type TestKit } from '../../support/backup-room.ts'
import { acts, operate } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'

// Whoever has the kit can write a backup that the kit vouches for. What it holds is looked at all the same.

let kit: TestKit
let otherKit: TestKit
let bench: VaultBench
let room: BackupRoom
beforeAll(async () => {
  ;[kit, otherKit] = [await testKit('content'), await testKit('other content')]
})
beforeEach(() => {
  ;[bench, room] = [new VaultBench(), new BackupRoom()]
})
afterEach(() => {
  for (const each of [bench, room]) each.remove()
})

interface Changes {
  readonly header?: Partial<BackupHeader>
  readonly alter?: (store: DatabaseSync) => void
}

/** The same backup with other content, sealed and vouched for with the kit as the product would. */
function writtenAnew(whole: Buffer, { header = {}, alter }: Changes): Buffer {
  const parts = readParts(whole)
  const content = openBackup(parts, kit.keys)
  const copy = alter === undefined ? content.copy : altered(content.copy, alter)
  const contentKey = randomBytes(32)
  const key = createPublicKey({ key: Buffer.from(kit.keys.publicKey), format: 'der', type: 'spki' })
  const iv = randomBytes(12)
  const head = writeHead(
    { ...parts.header, ...header },
    publicEncrypt({ key, ...oaepSha256 }, contentKey),
    iv,
  )
  const cipher = createCipheriv('aes-256-gcm', contentKey, iv, { authTagLength: 16 }).setAAD(head)
  const storeKey = content.storeKey.use((bytes) => cipher.update(bytes))
  const sealed = Buffer.concat([storeKey, cipher.update(copy), cipher.final(), cipher.getAuthTag()])
  const mac = startMac(kit.keys.backupKey).update(head).update(sealed).digest()
  return Buffer.concat([head, sealed, mac, digestOf(head, sealed, mac)])
}

function altered(copy: Uint8Array, alter: (store: DatabaseSync) => void): Buffer {
  writeFileSync(room.path('copy'), copy)
  const database = new DatabaseSync(room.path('copy'))
  alter(database)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
  return readFileSync(room.path('copy'))
}

async function withBackup(changes: Changes): Promise<Vault> {
  const vault = await bench.startOpen()
  await adopt(vault, kit)
  await acts(vault).createKey({ alias: 'one', description: 'mine' })
  const whole = await room.write(vault, 'whole')
  writeFileSync(room.path('anew'), writtenAnew(whole, changes))
  await acts(vault).createKey({ alias: 'later', description: '' })
  return vault
}

const restore = (vault: Vault, agreed: boolean) =>
  operate(vault, 'restoreBackup', {
    path: room.path('anew'),
    kit: { sheets: [kit.sheet], passphrase: null },
    mode: 'keychain',
    passphrase: null,
    agreed,
  })

const kept = (vault: Vault) =>
  vault.read(({ rows }) => rows.secrets.filter(({ purpose }) => purpose === 'kit backup key'))

describe('a backup that its kit vouches for', () => {
  it('opens where nothing in it was changed', async () => {
    const vault = await withBackup({})
    expect(await restore(vault, true)).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('does not say that it is newer than the store in it: nobody would be asked then', async () => {
    const vault = await withBackup({ header: { epoch: 1_000_000 } })
    await expect(restore(vault, false)).rejects.toMatchObject({ code: 'BACKUP_INVALID' })
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 2 })
  })

  it('does not say that it is of another store than the one in it', async () => {
    const vault = await withBackup({ header: { storeId: '5f0c2b6e-6d3c-4c0f-9c58-0a1b2c3d4e5f' } })
    await expect(restore(vault, true)).rejects.toMatchObject({ code: 'BACKUP_INVALID' })
  })

  it('holds a store whose rows are those that were written', async () => {
    const vault = await withBackup({
      alter: (store) => store.exec("UPDATE keys SET description = 'theirs'"),
    })
    await expect(restore(vault, true)).rejects.toMatchObject({ code: 'BACKUP_INVALID' })
    expect(vault.status).toMatchObject({ state: 'open', keyCount: 2 })
  })
})

describe('the key that vouches for backups', () => {
  it('goes with a kit that is revoked or replaced: no further backup is made in its name', async () => {
    const vault = await bench.startOpen()
    await adopt(vault, kit)
    await adopt(vault, otherKit)
    expect((await kept(vault)).map(({ name }) => name)).toEqual([`/kit/${otherKit.keys.kitId}/backup-key`])
    await operate(vault, 'revokeKit', { kitId: otherKit.keys.kitId })
    expect(await kept(vault)).toEqual([])
  })
})
