import type { TryInput } from '../../../shared/model/key-page.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import { base64Bytes } from '../../keys/aws-kms/use/ciphertext-blob.ts'
import type { KeyFiles, SomeFile } from '../files/key-files.ts'

/** What a person gave to be tried. Whoever uses the bytes wipes them. */
export interface GivenBytes {
  readonly bytes: Uint8Array
  /** Of the file they came from; null for what was typed. */
  readonly fileName: string | null
  /** That file; null for what was typed. */
  readonly from: SomeFile | null
}

export interface InputRules {
  /** Title of the dialog for a file. */
  readonly title: string
  readonly mostBytes: number
  /** Of a file or a text, where it may be longer than what it holds (Base64). */
  readonly mostFileBytes?: number
}

/** The bytes of an input; null where the dialog was closed. Throws FILE_TOO_LARGE {limit}, INVALID_REQUEST {reason}. */
export async function givenBytes(
  files: KeyFiles,
  input: TryInput,
  { title, mostBytes, mostFileBytes = mostBytes }: InputRules,
): Promise<GivenBytes | null> {
  if (input.kind === 'file') {
    const file = await files.read(title, mostFileBytes, mostBytes)
    return file === null ? null : { bytes: file.bytes, fileName: file.name, from: file.from }
  }
  const bytes = input.kind === 'text' ? new TextEncoder().encode(input.text) : checkedBase64(input.base64)
  if (bytes.length > (input.kind === 'text' ? mostFileBytes : mostBytes)) {
    bytes.fill(0)
    throw tooLong(mostBytes)
  }
  return { bytes, fileName: null, from: null }
}

/** The error for more bytes than KMS takes. */
export function tooLong(limit: number): VaultError {
  return new VaultError('FILE_TOO_LARGE', `aws kms takes at most ${limit} bytes here`, { facts: { limit } })
}

/** The bytes of Base64 that was typed. Throws INVALID_REQUEST {reason: base64}. */
export function checkedBase64(text: string): Uint8Array {
  const bytes = base64Bytes(text)
  if (bytes !== null) return bytes
  throw new VaultError('INVALID_REQUEST', 'this is no base64; check what was pasted', {
    facts: { reason: 'base64' },
  })
}
