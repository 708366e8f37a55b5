import { z } from 'zod'
import { contextPair } from './context-pair.ts'

/** What a key of this computer may be: DESIGN.md section 3, in KMS's words. */
export const localKeySpec = z.enum([
  'SYMMETRIC_DEFAULT',
  'HMAC_256',
  'HMAC_384',
  'HMAC_512',
  'ECC_NIST_P256',
  'ECC_NIST_P384',
  'RSA_2048',
  'RSA_3072',
  'RSA_4096',
])
export type LocalKeySpec = z.infer<typeof localKeySpec>

export const localKeyUsage = z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC'])
export type LocalKeyUsage = z.infer<typeof localKeyUsage>

/** `AWS_KMS`, in KMS's words, is material that the key service made: here, the keystore itself. */
export const localKeyOrigin = z.enum(['AWS_KMS', 'EXTERNAL'])
export type LocalKeyOrigin = z.infer<typeof localKeyOrigin>

export const localKeyState = z.enum(['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport'])
export type LocalKeyState = z.infer<typeof localKeyState>

/** The operations that a key's rules can allow or forbid, by their names in KMS. Wrapping a data key counts as GenerateDataKey, unwrapping as Decrypt. */
export const ruledOperation = z.enum([
  'Encrypt',
  'Decrypt',
  'ReEncrypt',
  'GenerateDataKey',
  'GenerateMac',
  'VerifyMac',
  'Sign',
  'Verify',
  'GetPublicKey',
])
export type RuledOperation = z.infer<typeof ruledOperation>

/** What one key of this computer may be used for. Administering it is not ruled by them. */
export const keyRules = z.strictObject({
  /** Null = everything that its usage allows. */
  operations: z.array(ruledOperation).max(ruledOperation.options.length).nullable(),
  /** Pairs that the encryption context must hold, of symmetric keys. */
  requiredContext: z.array(contextPair).max(20),
  /** ISO 8601; before and after these nothing is encrypted or signed, and from `notAfter` on it still decrypts and verifies. */
  notBefore: z.string().max(40).nullable(),
  notAfter: z.string().max(40).nullable(),
})
export type KeyRules = z.infer<typeof keyRules>

/** A key of this computer as the new-key dialog makes it. */
export const localKeyDraft = z.strictObject({
  alias: z.string().max(1024).nullable(),
  description: z.string().max(8192),
  spec: localKeySpec,
  usage: localKeyUsage,
  origin: localKeyOrigin,
  tags: z.record(z.string().min(1).max(128), z.string().max(256)),
})
export type LocalKeyDraft = z.infer<typeof localKeyDraft>
