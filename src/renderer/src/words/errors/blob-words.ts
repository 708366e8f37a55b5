import type { VaultErrorFacts } from '../../../../shared/vault-error.ts'
import type { ErrorText } from './error-text.ts'

const usual = 'Leave it out, or choose “Encrypted file” under Options.'

const words: Readonly<Record<string, Omit<ErrorText, 'title'>>> = {
  doors: {
    why: 'A blob has one key, of AWS KMS, and no other door.',
    next: 'Choose one key of AWS KMS, or “Encrypted file” under Options.',
  },
  tooLarge: { why: 'AWS KMS itself encrypts at most 4,096 bytes.', next: usual },
  empty: { why: 'AWS KMS encrypts no empty file.', next: usual },
  move: {
    why: 'A blob has no header and no doors: its one key is part of it.',
    next: 'Open it and encrypt it anew, or re-encrypt it under “Try it” on its key’s page.',
  },
  folder: { why: 'A folder in one file is larger than AWS KMS takes.', next: usual },
}

/** Why something cannot be a KMS ciphertext blob, by the fact `reason`. */
export function blobWords({ reason }: VaultErrorFacts): Omit<ErrorText, 'title'> {
  return words[String(reason)] ?? { why: 'AWS KMS does not encrypt this itself.', next: usual }
}
