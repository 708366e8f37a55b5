import type { KmsSession } from '../kms-session.ts'

/** Whatever runs a call of AWS KMS against one Region of a connection; `KmsSession` is one. */
export type KmsCaller = Pick<KmsSession, 'call'>
