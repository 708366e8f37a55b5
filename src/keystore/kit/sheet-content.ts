import { createHash } from 'node:crypto'
import { Secret } from '../../main/secret/secret.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { fromFives } from './base32.ts'
import { kitIdLength, kitIdOf, kitSecretLength } from './kit-keys.ts'
import { contentOfLine } from './line-check.ts'
import { invalidText, readLines, writeLines } from './sheet-lines.ts'

/** What every sheet has: the 40 bits that the kit's id stands for. */
interface AnySheet {
  readonly id: Uint8Array
}
export interface PlainSheet extends AnySheet {
  readonly form: 'plain'
  readonly secret: Secret
}
export interface PassphraseSheet extends AnySheet {
  readonly form: 'passphrase'
  /** Binary logarithm of scrypt's N. */
  readonly logN: number
  readonly salt: Uint8Array
  /** The secret under AES-256-GCM, its tag behind it. */
  readonly sealed: Uint8Array
}
export interface ShareSheet extends AnySheet {
  readonly form: 'shares'
  readonly threshold: number
  readonly sheets: number
  /** 1 for the first sheet. */
  readonly index: number
  /** Shamir's, with its own x in the last byte. */
  readonly share: Secret
}
/** One sheet, as bytes. docs/adr/0018. */
export type Sheet = PlainSheet | PassphraseSheet | ShareSheet

export const saltLength = 16
const sealedLength = kitSecretLength + 16
const shareLength = kitSecretLength + 1
const checksumLength = 4
const mostSheets = 16
/** The first byte: the version in the high half, the form in the low one. */
const firstBytes = { plain: 0x11, passphrase: 0x12, shares: 0x13 } as const
const bodyLengths = {
  plain: kitSecretLength,
  passphrase: 1 + saltLength + sealedLength,
  shares: 3 + shareLength,
}

export function writeSheet(sheet: Sheet): readonly string[] {
  const content = Buffer.alloc(contentLength(sheet.form))
  try {
    content[0] = firstBytes[sheet.form]
    content.set(sheet.id, 1)
    writeBody(sheet, content.subarray(1 + kitIdLength))
    content.set(checksumOf(content), content.length - checksumLength)
    return writeLines(content)
  } finally {
    content.fill(0)
  }
}

/** Throws KIT_TEXT_INVALID. The caller wipes the secret in it: `wipeSheet`. */
export function readSheet(text: string): Sheet {
  const values = readLines(text)
  const form = formOf(values)
  const length = contentLength(form)
  const lines = Math.ceil((length * 8) / 5 / contentOfLine)
  const present = values.length / contentOfLine
  if (present !== lines) throw invalidText(Math.min(present, lines) + 1)
  const content = fromFives(values, length)
  if (content === undefined) throw invalidText(lines)
  try {
    if (!content.subarray(-checksumLength).equals(checksumOf(content))) throw invalidText()
    const id = Uint8Array.from(content.subarray(1, 1 + kitIdLength))
    return { id, ...readBody(form, content.subarray(1 + kitIdLength)) }
  } finally {
    content.fill(0)
  }
}

export function kitIdOfSheet({ id }: Sheet): string {
  return kitIdOf(id)
}

export function wipeSheet(sheet: Sheet): void {
  if (sheet.form === 'plain') sheet.secret.wipe()
  if (sheet.form === 'shares') sheet.share.wipe()
}

function formOf(values: readonly number[]): Sheet['form'] {
  const first = ((values[0] ?? 0) << 3) | ((values[1] ?? 0) >> 2)
  const version = first >> 4
  if (version > 1)
    throw new VaultError('KIT_TEXT_INVALID', 'this sheet is from a newer Keyhold', { facts: { version } })
  for (const form of ['plain', 'passphrase', 'shares'] as const) if (firstBytes[form] === first) return form
  throw invalidText(1)
}

function contentLength(form: Sheet['form']): number {
  return 1 + kitIdLength + bodyLengths[form] + checksumLength
}

function writeBody(sheet: Sheet, body: Uint8Array): void {
  if (sheet.form === 'plain') sheet.secret.use((bytes) => body.set(bytes))
  else if (sheet.form === 'passphrase') {
    body[0] = sheet.logN
    body.set(sheet.salt, 1)
    body.set(sheet.sealed, 1 + saltLength)
  } else {
    body.set([sheet.threshold, sheet.sheets, sheet.index])
    sheet.share.use((bytes) => body.set(bytes, 3))
  }
}

type Body<Form extends Sheet['form']> = Omit<Extract<Sheet, { form: Form }>, 'id'>

function readBody(form: Sheet['form'], body: Buffer): Body<'plain'> | Body<'passphrase'> | Body<'shares'> {
  if (form === 'plain') return { form, secret: Secret.take(body.subarray(0, kitSecretLength)) }
  if (form === 'passphrase')
    return {
      form,
      logN: body[0] ?? 0,
      salt: Uint8Array.from(body.subarray(1, 1 + saltLength)),
      sealed: Uint8Array.from(body.subarray(1 + saltLength, 1 + saltLength + sealedLength)),
    }
  const [threshold = 0, sheets = 0, index = 0] = body
  if (threshold < 2 || sheets < threshold || sheets > mostSheets || index < 1 || index > sheets)
    throw invalidText()
  return { form, threshold, sheets, index, share: Secret.take(body.subarray(3, 3 + shareLength)) }
}

/** Over everything before it: lines of two sheets, each right by itself, are not taken for one. */
function checksumOf(content: Buffer): Buffer {
  return createHash('sha256')
    .update('keyhold sheet v1')
    .update(content.subarray(0, content.length - checksumLength))
    .digest()
    .subarray(0, checksumLength)
}
