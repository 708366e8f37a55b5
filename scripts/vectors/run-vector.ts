import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { nodeFiles } from '../../src/main/jobs/files/node-files.ts'
import { decryptFile } from '../../src/main/jobs/file/decrypt-file.ts'
import { defaultMessageLimits } from '../../src/main/message/message-limits.ts'
import type { MessageLimits } from '../../src/main/message/message-limits.ts'
import type { ParsedHeader } from '../../src/main/message/parsed-header.ts'
import { isVaultError } from '../../src/shared/vault-error.ts'
import type { VaultErrorCode } from '../../src/shared/vault-error.ts'
import type { VectorEntry } from './manifest.ts'
import { vectorKeyring } from './vector-keyring.ts'

/** What became of one entry. */
export interface VectorResult {
  readonly name: string
  readonly passed: boolean
  readonly why: string
}

type Decrypted =
  | { readonly plaintext: Buffer; readonly header: ParsedHeader }
  | { readonly code: VaultErrorCode; readonly message: string }

/**
 * Decrypts one entry of the manifest in `folder`, file to file, and compares the outcome with what it
 * expects.
 */
export async function runVector(folder: string, entry: VectorEntry): Promise<VectorResult> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'keyhold-vector-'))
  try {
    const decrypt = await decryptor(folder, entry, scratch)
    const message = await readFile(path.join(folder, entry.file))
    const result = entry.sweep
      ? sweep(entry.sweep.op, message, decrypt)
      : single(entry, await decrypt(message))
    return { name: entry.name, ...(await result) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { name: entry.name, passed: false, why }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

type Verdict = Omit<VectorResult, 'name'>

function single(entry: VectorEntry, outcome: Decrypted): Verdict {
  if ('code' in outcome) {
    const { code, message } = outcome
    return { passed: entry.expect === 'error', why: `${code}: ${message}` }
  }
  if (entry.expect === 'error') return { passed: false, why: 'was opened, and should have been refused' }
  const sha256 = createHash('sha256').update(outcome.plaintext).digest('hex')
  const same = sha256 === entry.plaintext?.sha256 && outcome.plaintext.length === entry.plaintext.length
  if (!same) return { passed: false, why: 'opened to another plaintext' }
  const asListed = isAsListed(outcome.header, entry)
  return {
    passed: asListed,
    why: asListed ? 'opened' : 'its header was read otherwise than the manifest says',
  }
}

function isAsListed(header: ParsedHeader, entry: VectorEntry): boolean {
  const stored = [...entry.encryptionContext]
  return (
    header.suite === entry.algorithmSuite &&
    header.frameLength === entry.frameLength &&
    header.encryptedDataKeys.length === entry.edkCount &&
    header.context.size === stored.length &&
    stored.every(([key, value]) => header.context.get(key) === value)
  )
}

/** The client settings of an entry; what it leaves out is as open as the format allows. ../shared/vectors/README.md. */
export function limitsOf(entry: VectorEntry): MessageLimits {
  return {
    ...defaultMessageLimits,
    maxEncryptedDataKeys: entry.maxEncryptedDataKeys ?? null,
    commitmentPolicy: entry.commitmentPolicy ?? 'FORBID_ENCRYPT_ALLOW_DECRYPT',
    unsignedOnly: entry.unsignedOnly ?? false,
  }
}

async function sweep(
  op: 'truncate' | 'bitflip',
  message: Buffer,
  decrypt: (bytes: Uint8Array) => Promise<Decrypted>,
): Promise<Verdict> {
  const whole = await decrypt(message)
  if ('code' in whole) {
    const { code } = whole
    return { passed: false, why: `${code}: the message does not open as it is` }
  }
  const variants = op === 'truncate' ? message.length : message.length * 8
  for (let variant = 0; variant < variants; variant += 1) {
    const bytes = op === 'truncate' ? message.subarray(0, variant) : withBitFlipped(message, variant)
    if ('plaintext' in (await decrypt(bytes))) return { passed: false, why: `${op} ${variant} was opened` }
  }
  return { passed: true, why: `${variants} variants refused` }
}

function withBitFlipped(message: Buffer, bit: number): Uint8Array {
  const bytes = Uint8Array.from(message)
  bytes[bit >>> 3] = (bytes[bit >>> 3] ?? 0) ^ (1 << (bit & 7))
  return bytes
}

/**
 * The product's own file-to-file decrypt of the bytes in a scratch folder, with the client settings of the
 * entry.
 */
async function decryptor(folder: string, entry: VectorEntry, scratch: string) {
  const keyring = await vectorKeyring(folder, entry)
  const source = path.join(scratch, 'message.encrypted')
  const target = path.join(scratch, 'plaintext')
  const limits = limitsOf(entry)
  const requiredContext = entry.reproducedEncryptionContext
  return async (bytes: Uint8Array): Promise<Decrypted> => {
    await writeFile(source, bytes)
    const work = { files: nodeFiles, source, target, keyring, limits, requiredContext }
    try {
      const { header } = await decryptFile({ ...work, ifExists: 'refuse' })
      const plaintext = await readFile(target)
      await rm(target)
      return { plaintext, header }
    } catch (error) {
      if (!isVaultError(error)) throw error
      await checkNothingLeft(scratch)
      return { code: error.code, message: error.message }
    }
  }
}

async function checkNothingLeft(scratch: string): Promise<void> {
  const left = await readdir(scratch)
  if (left.join() !== 'message.encrypted') throw new Error('a refused message left a file behind')
}
