import { VaultError } from '../../../../shared/vault-error.ts'
import { answersFor, isKeyArn, type KeyArn } from '../key-arn.ts'

export interface AskedKey {
  /** The action, such as `kms:Sign`. */
  readonly action: string
  readonly keyArn: KeyArn
}

/** The key that an answer names, once it is the one that was asked (SECURITY.md point 35). Throws KMS_ANSWER_INVALID. */
export function checkedKeyOf(answered: string | undefined, { action, keyArn }: AskedKey): KeyArn {
  if (answered !== undefined && isKeyArn(answered) && answersFor(keyArn, answered)) return answered
  throw new VaultError('KMS_ANSWER_INVALID', 'aws kms answered for another key; the answer was not used', {
    facts: { action, keyArn, ...(answered === undefined ? {} : { answeredKey: answered.slice(0, 2048) }) },
  })
}

/** Bytes that an answer must carry. Throws KMS_ANSWER_INVALID. */
export function checkedBytesOf(bytes: Uint8Array | undefined, { action, keyArn }: AskedKey): Uint8Array {
  if (bytes !== undefined && bytes.length > 0) return bytes
  throw new VaultError('KMS_ANSWER_INVALID', 'aws kms answered with nothing; the answer was not used', {
    facts: { action, keyArn },
  })
}
