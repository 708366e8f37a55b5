import { createHash } from 'node:crypto'
import { mostMessageBytes } from '../../../shared/kms/key-specs.ts'
import type { TryInput } from '../../../shared/model/key-page.ts'
import type { SignedMessage } from '../../keys/aws-kms/use/sign-and-verify.ts'
import type { SigningRule } from '../../keys/aws-kms/use/signing-hash.ts'
import type { KeyFiles } from '../files/key-files.ts'
import { givenBytes, type GivenBytes } from './try-input.ts'

/** What a person gave is plaintext: it is wiped once KMS has answered, or nobody is asked. */
export async function wiping<Answer>(message: Uint8Array, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask()
  } finally {
    message.fill(0)
  }
}

/** A short text or file; null where the dialog was closed. */
export async function shortMessage(files: KeyFiles, input: TryInput): Promise<GivenBytes | null> {
  return await givenBytes(files, input, { title: 'Choose a file', mostBytes: mostMessageBytes })
}

/** The message as KMS takes it: itself where that is allowed and short enough, else its digest. Null: a dialog was closed. */
export async function messageOf(
  files: KeyFiles,
  input: TryInput,
  { digest, raw }: SigningRule,
): Promise<(SignedMessage & Pick<GivenBytes, 'fileName'>) | null> {
  if (input.kind !== 'file' || digest === null) {
    const given = await shortMessage(files, input)
    if (given === null || raw) return given === null ? null : { type: 'RAW', ...given }
    const hash = createHash(digest ?? 'sha512').update(given.bytes)
    given.bytes.fill(0)
    const bytes = hash.digest()
    return { type: 'DIGEST', bytes, fileName: given.fileName }
  }
  const mostBytes = raw ? mostMessageBytes : 0
  const file = await files.readOrHash('Choose a file', { mostBytes, hash: digest })
  if (file === null) return null
  return 'digest' in file
    ? { type: 'DIGEST', bytes: file.digest, fileName: file.name }
    : { type: 'RAW', bytes: file.bytes, fileName: file.name }
}
