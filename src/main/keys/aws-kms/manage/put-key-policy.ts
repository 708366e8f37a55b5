import type { KeyPolicy } from '../../../../shared/model/key-page.ts'
import { VaultError } from '../../../../shared/vault-error.ts'
import type { KeyArn } from '../key-arn.ts'
import type { KmsCaller } from './kms-caller.ts'

/** What a key policy may have, in bytes of UTF-8. */
const mostPolicyBytes = 32_768

/** GetKeyPolicy: the document as it is kept. */
export async function getKeyPolicy(kms: KmsCaller, keyArn: KeyArn): Promise<string> {
  const answer = await kms.call({ operation: 'GetKeyPolicy', keyArn }, (sdk) =>
    sdk.getKeyPolicy({ KeyId: keyArn, PolicyName: 'default' }),
  )
  return answer.Policy ?? ''
}

/** PutKeyPolicy, with the lockout safety check of KMS always on. Throws as `sendablePolicy` and KMS_POLICY_REFUSED. */
export async function putKeyPolicy(kms: KmsCaller, keyArn: KeyArn, policy: KeyPolicy): Promise<void> {
  const document = sendablePolicy(policy)
  await kms.call({ operation: 'PutKeyPolicy', keyArn }, (sdk) =>
    sdk.putKeyPolicy({ KeyId: keyArn, PolicyName: 'default', Policy: document }),
  )
}

/**
 * The document as it is sent: without its line breaks only where it would be too long with them. Throws POLICY_LOCKS_OUT
 * where nobody could change it later, and INVALID_REQUEST {reason: policyTooLong, bytes, limit}.
 */
export function sendablePolicy({ document, mayChangePolicy }: KeyPolicy): string {
  if (mayChangePolicy.length === 0) {
    throw new VaultError(
      'POLICY_LOCKS_OUT',
      'no statement lets anybody change this policy later; keep the statement of the account, or name an administrator',
    )
  }
  if (Buffer.byteLength(document) <= mostPolicyBytes) return document
  const short = JSON.stringify(JSON.parse(document))
  const bytes = Buffer.byteLength(short)
  if (bytes <= mostPolicyBytes) return short
  throw new VaultError('INVALID_REQUEST', 'this policy is too long for aws kms; shorten it', {
    facts: { reason: 'policyTooLong', bytes, limit: mostPolicyBytes },
  })
}
