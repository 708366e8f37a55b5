import { randomBytes } from 'node:crypto'
import type { FakeAccessKey } from '../kms/sigv4.ts'

/** A role that may be assumed, and what it asks of who wants to. */
export interface FakeRole {
  readonly arn: string
  readonly externalId: string | null
  /** ARN of the MFA device, and the code that it shows now. */
  readonly mfa: { readonly serial: string; code: string } | null
  /** ARNs of the users and roles that may assume it; null for everybody of any account. */
  readonly trusts: readonly string[] | null
}

/** The temporary access key of a role's session. */
export function sessionKey(options: {
  readonly account: string
  readonly role: string
  readonly session: string
  readonly expiresAt: Date
}): FakeAccessKey {
  const { account, role, session, expiresAt } = options
  return {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken: randomBytes(120).toString('base64'),
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    expired: false,
    expiresAt,
    callsLeft: null,
  }
}
