import type { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { encodeFields } from '../hierarchy/encode-fields.ts'
import { seal, unseal } from '../hierarchy/sealed.ts'
import { passphraseBytes } from '../protection/passphrase-bytes.ts'
import type { DeriveFromPassphrase } from '../protection/scrypt.ts'
import { scryptLimits } from '../protection/scrypt-parameters.ts'
import type { RandomBytes } from '../random-bytes.ts'
import { invalidText } from './sheet-lines.ts'
import { saltLength, type PassphraseSheet } from './sheet-content.ts'

/** N = 2^18: 256 MiB, about a second. A sheet is opened seldom, and lies about for years. */
const logOfNew = 18
const lowest = Math.log2(scryptLimits.floor)
const highest = Math.log2(scryptLimits.highest)

export interface PassphraseDeps {
  readonly random: RandomBytes
  readonly derive: DeriveFromPassphrase
}

/** The sheet of a kit whose secret opens only with a passphrase. `id`: the bytes that the kit's id stands for. */
export async function sealForSheet(
  secret: Secret,
  { id, passphrase }: { readonly id: Uint8Array; readonly passphrase: string },
  { random, derive }: PassphraseDeps,
): Promise<PassphraseSheet> {
  const head = { id, logN: logOfNew, salt: Uint8Array.from(random(saltLength)) }
  const under = await keyOf(passphrase, head, derive)
  try {
    const { sealed } = seal(secret, { under, aad: aadOf(head) }, () => ivOf(head.salt))
    return { form: 'passphrase', ...head, sealed }
  } finally {
    under.wipe()
  }
}

/** Throws KIT_PASSPHRASE_WRONG, also where none was typed. The caller wipes the secret. */
export async function openPassphraseSheet(
  sheet: PassphraseSheet,
  passphrase: string | null,
  derive: DeriveFromPassphrase,
): Promise<Secret> {
  if (sheet.logN < lowest || sheet.logN > highest) throw invalidText()
  if (passphrase === null)
    throw new VaultError('KIT_PASSPHRASE_WRONG', 'this kit has a passphrase, and none was typed')
  const under = await keyOf(passphrase, sheet, derive)
  try {
    const secret = unseal({ iv: ivOf(sheet.salt), sealed: sheet.sealed }, { under, aad: aadOf(sheet) })
    if (secret !== undefined) return secret
    throw new VaultError('KIT_PASSPHRASE_WRONG', 'that is not the passphrase of this kit')
  } finally {
    under.wipe()
  }
}

type Head = Pick<PassphraseSheet, 'id' | 'logN' | 'salt'>

async function keyOf(
  passphrase: string,
  { logN, salt }: Head,
  derive: DeriveFromPassphrase,
): Promise<Secret> {
  const bytes = passphraseBytes(passphrase)
  try {
    return await derive(bytes, { salt, n: 2 ** logN, r: scryptLimits.r, p: scryptLimits.p })
  } finally {
    bytes.wipe()
  }
}

/** The key seals this one thing, because its salt is random; so the IV need not be, and the paper is shorter by it. */
function ivOf(salt: Uint8Array): Buffer {
  return Buffer.from(salt.slice(0, 12))
}

function aadOf({ id, logN, salt }: Head): Buffer {
  return encodeFields(['keyhold kit sheet', 1, id, logN, salt])
}
