import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMac } from '../../../src/keystore/hierarchy/mac.ts'
import { digestOf } from '../../../src/keystore/backup/backup-form.ts'
import type { KeystoreInput } from '../../../src/keystore/protocol.ts'
import type { Vault } from '../../../src/keystore/vault.ts'
import { Secret } from '../../../src/main/secret/secret.ts'
import { acts, operate } from '../../support/vault-acts.ts'
import { VaultBench } from '../../support/vault-bench.ts'
import { adopt, BackupRoom, testKit, type TestKit } from '../../support/backup-room.ts'

let kit: TestKit
let otherKit: TestKit
let bench: VaultBench
let elsewhere: VaultBench
let room: BackupRoom

beforeAll(async () => {
  ;[kit, otherKit] = [await testKit('one'), await testKit('two')]
})
beforeEach(() => {
  ;[bench, elsewhere, room] = [new VaultBench(), new VaultBench(), new BackupRoom()]
})
afterEach(() => {
  for (const each of [bench, elsewhere, room]) each.remove()
})

const aliasOf = (alias: string) => ({ alias, description: '' })
const dataKey = () => Secret.take(Buffer.alloc(32, 9))
const context = new Map([['purpose', 'test']])

async function openWithKit(): Promise<Vault> {
  const vault = await bench.startOpen()
  await adopt(vault, kit)
  return vault
}

const restore = (vault: Vault, name: string, more: Partial<KeystoreInput<'restoreBackup'>> = {}) =>
  operate(vault, 'restoreBackup', {
    path: room.path(name),
    kit: { sheets: [kit.sheet], passphrase: null },
    mode: 'keychain',
    passphrase: null,
    agreed: false,
    ...more,
  })

describe('a backup', () => {
  it('brings the keys to another computer, with the kit alone', async () => {
    const vault = await openWithKit()
    const { keyId } = await acts(vault).createKey(aliasOf('backups'))
    const wrapped = await acts(vault).wrap(keyId, context, dataKey())
    await room.write(vault, 'b')
    const there = await elsewhere.start()
    expect(await restore(there, 'b')).toMatchObject({ state: 'open', keyCount: 1 })
    const opened = await acts(there).unwrap({ ...wrapped, context: [] }, context)
    expect(opened.use((bytes) => bytes[0])).toBe(9)
    // And its kit goes on making backups.
    await room.write(there, 'c')
  })

  it('is for its owner alone, never over a file, and leaves nothing beside it', async () => {
    const vault = await openWithKit()
    await room.write(vault, 'b')
    expect(statSync(room.path('b')).mode & 0o777).toBe(0o600)
    const before = readFileSync(room.path('b'))
    await expect(room.write(vault, 'b')).rejects.toThrow()
    expect(readFileSync(room.path('b'))).toEqual(before)
    expect(readdirSync(room.folder)).toEqual(['b'])
    expect(readdirSync(bench.paths.folder).filter((name) => name.includes('.new-'))).toEqual([])
  })

  it('needs a kit in use', async () => {
    const vault = await bench.startOpen()
    await expect(room.write(vault, 'b')).rejects.toMatchObject({ code: 'KIT_NOT_MADE' })
    await adopt(vault, kit)
    await operate(vault, 'revokeKit', { kitId: kit.keys.kitId })
    await expect(room.write(vault, 'b')).rejects.toMatchObject({ code: 'KIT_NOT_MADE' })
  })

  it('says what it is without its kit', async () => {
    const vault = await openWithKit()
    await acts(vault).createKey(aliasOf('backups'))
    await room.write(vault, 'b')
    const found = await operate(vault, 'findBackup', { path: room.path('b') })
    expect(found).toMatchObject({ kitId: kit.keys.kitId, keyCount: 1, compared: 'same' })
    await acts(vault).createKey(aliasOf('more'))
    expect(await operate(vault, 'findBackup', { path: room.path('b') })).toMatchObject({ compared: 'older' })
    const there = await elsewhere.start()
    expect(await operate(there, 'findBackup', { path: room.path('b') })).toMatchObject({ compared: null })
  })

  it('that is older comes back only where a person agreed, and what was here is set aside', async () => {
    const vault = await openWithKit()
    await room.write(vault, 'b')
    await acts(vault).createKey(aliasOf('later'))
    await expect(restore(vault, 'b')).rejects.toMatchObject({
      code: 'BACKUP_NOT_AGREED',
      facts: { compared: 'older' },
    })
    expect(await acts(vault).listKeys()).toHaveLength(1)
    expect(await restore(vault, 'b', { agreed: true })).toMatchObject({ state: 'open', keyCount: 0 })
    expect(readdirSync(bench.paths.folder).some((name) => name.includes('set-aside'))).toBe(true)
  })

  it('of another store comes only where a person agreed', async () => {
    await room.write(await openWithKit(), 'b')
    elsewhere.now = new Date('2026-11-23T09:30:00.000Z')
    const there = await elsewhere.startOpen()
    await expect(restore(there, 'b')).rejects.toMatchObject({ facts: { compared: 'anotherStore' } })
    expect(await restore(there, 'b', { agreed: true })).toMatchObject({ state: 'open' })
  })

  it('is still of this line after the store was sealed anew', async () => {
    const vault = await openWithKit()
    await room.write(vault, 'b')
    await vault.setProtection(null, { mode: 'passphrase', passphrase: 'four words' })
    expect(await operate(vault, 'findBackup', { path: room.path('b') })).toMatchObject({ compared: 'older' })
  })

  it('comes back where the store is damaged', async () => {
    const vault = await openWithKit()
    await acts(vault).createKey(aliasOf('backups'))
    await room.write(vault, 'b')
    vault.close()
    writeFileSync(bench.paths.file, 'no store')
    const again = await bench.start()
    expect(again.status.state).toBe('damaged')
    expect(await restore(again, 'b')).toMatchObject({ state: 'open', keyCount: 1 })
  })

  it('of another kit names it', async () => {
    await room.write(await openWithKit(), 'b')
    const there = await elsewhere.start()
    const entry = { kit: { sheets: [otherKit.sheet], passphrase: null } }
    await expect(restore(there, 'b', entry)).rejects.toMatchObject({
      code: 'BACKUP_OTHER_KIT',
      facts: { kit: kit.keys.kitId },
    })
    expect(there.status.state).toBe('notSetUp')
  })

  it('that was only sealed to the public key is forged', async () => {
    const whole = await room.write(await openWithKit(), 'b')
    const covered = whole.subarray(0, -64)
    const mac = startMac(otherKit.keys.backupKey).update(covered).digest()
    writeFileSync(room.path('forged'), Buffer.concat([covered, mac, digestOf(covered, mac)]))
    const there = await elsewhere.start()
    await expect(restore(there, 'forged')).rejects.toMatchObject({ code: 'BACKUP_FORGED' })
    expect([elsewhere.keychain.items.size, there.status.state]).toEqual([0, 'notSetUp'])
  })

  it('of a later version is left alone', async () => {
    const whole = await room.write(await openWithKit(), 'b')
    whole[8] = 2
    writeFileSync(room.path('later'), whole)
    await expect(restore(await elsewhere.start(), 'later')).rejects.toMatchObject({
      code: 'BACKUP_NEWER_VERSION',
    })
  })

  it('with any bit turned or any end missing is refused, and nothing is changed', async () => {
    const vault = await openWithKit()
    const whole = await room.write(vault, 'b')
    await acts(vault).createKey(aliasOf('later'))
    const before = readFileSync(bench.paths.file)
    const files = () => readdirSync(bench.paths.folder).sort()
    const names = files()
    const damage = fc.oneof(
      fc.tuple(fc.nat(whole.length - 1), fc.nat(7)).map(([at, bit]) => {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        return changed
      }),
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.uint8Array({ minLength: 1, maxLength: 50 }).map((more) => Buffer.concat([whole, more])),
      fc.uint8Array({ maxLength: 600 }),
    )
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        writeFileSync(room.path('changed'), bytes)
        await expect(restore(vault, 'changed', { agreed: true })).rejects.toMatchObject({
          code: expect.stringMatching(/^BACKUP_(INVALID|NEWER_VERSION)$/) as unknown,
        })
        expect(readFileSync(bench.paths.file).equals(before)).toBe(true)
        expect(files()).toEqual(names)
      }),
      { numRuns: 300 },
    )
  })

  it('whose bits turn behind a digest that was made anew is forged or invalid', async () => {
    const vault = await openWithKit()
    const covered = (await room.write(vault, 'b')).subarray(0, -32)
    await fc.assert(
      fc.asyncProperty(fc.nat(covered.length - 1), async (at) => {
        const changed = Buffer.from(covered)
        changed[at] = (changed[at] ?? 0) ^ 1
        writeFileSync(room.path('changed'), Buffer.concat([changed, digestOf(changed)]))
        await expect(restore(vault, 'changed', { agreed: true })).rejects.toMatchObject({
          code: expect.stringMatching(/^(BACKUP_|KIT_)/) as unknown,
        })
      }),
      { numRuns: 8 },
    )
  })
})

describe('kits in the store', () => {
  it('are listed newest first, and the one before gets no doors any more', async () => {
    const vault = await openWithKit()
    await adopt(vault, otherKit)
    const kits = await operate(vault, 'listKits', {})
    expect(kits.map(({ revokedAt }) => revokedAt === null)).toContain(false)
    expect(kits.filter(({ revokedAt }) => revokedAt === null).map(({ kitId }) => kitId)).toEqual([
      otherKit.keys.kitId,
    ])
    expect(await operate(vault, 'kitPublicKey', {})).toMatchObject({ kitId: otherKit.keys.kitId })
    await operate(vault, 'revokeKit', { kitId: otherKit.keys.kitId })
    expect(await operate(vault, 'kitPublicKey', {})).toBeNull()
  })

  it('are not taken where id and key do not belong together', async () => {
    const vault = await bench.startOpen()
    const mixed = { ...kit, keys: { ...kit.keys, publicKey: otherKit.keys.publicKey } }
    await expect(adopt(vault, mixed)).rejects.toMatchObject({ code: 'KIT_WRONG' })
  })

  it('note a rehearsal', async () => {
    const vault = await openWithKit()
    const at = '2026-11-23T10:00:00.000Z'
    const { kitId } = kit.keys
    expect(await operate(vault, 'noteRehearsal', { kitId, at })).toMatchObject({ rehearsedAt: at })
    await expect(operate(vault, 'noteRehearsal', { kitId: 'KH-00000000', at })).rejects.toMatchObject({
      code: 'KIT_WRONG',
    })
  })
})
