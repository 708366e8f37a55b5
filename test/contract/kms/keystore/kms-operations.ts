import { cryptoOperations } from './crypto-operations.ts'
import type { KmsOperation } from './kms-fields.ts'
import { keyOperations } from './key-operations.ts'
import { materialOperations } from './material-operations.ts'

/** Operations of KMS, each over the keystore's own. What is not here the local keystore does not have. */
export const kmsOperations: Readonly<Record<string, KmsOperation | undefined>> = {
  ...keyOperations,
  ...materialOperations,
  ...cryptoOperations,
}
