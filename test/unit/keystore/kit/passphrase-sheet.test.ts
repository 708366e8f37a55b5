import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { openPassphraseSheet, sealForSheet } from '../../../../src/keystore/kit/sheet-passphrase.ts'
import type { DeriveFromPassphrase } from '../../../../src/keystore/protection/scrypt.ts'
import { Secret } from '../../../../src/main/secret/secret.ts'

const passphrase = 'four words or more'
const id = Buffer.from('0102030405', 'hex')
/** The same key comes out whatever N and salt say: only the seal can notice. */
const always: DeriveFromPassphrase = async () => Secret.take(Buffer.alloc(32, 7))

it('what a sheet says beside its seal is bound by it: the kit, how hard scrypt works, the salt', async () => {
  const deps = { random: randomBytes, derive: always }
  const sheet = await sealForSheet(Secret.random(32), { id, passphrase }, deps)
  const open = (changed: object) => openPassphraseSheet({ ...sheet, ...changed }, passphrase, always)
  await expect(open({})).resolves.toMatchObject({ length: 32 })
  const salt = Uint8Array.from(sheet.salt)
  for (const changed of [
    { id: Buffer.from('0102030406', 'hex') },
    { logN: sheet.logN - 1 },
    { salt: salt.with(15, (salt[15] ?? 0) ^ 1) },
  ])
    await expect(open(changed)).rejects.toMatchObject({ code: 'KIT_PASSPHRASE_WRONG' })
})
