import type { KeyPolicy } from '../../../shared/model/key-page.ts'
import { summarizePolicy } from '../../keys/aws-kms/policy/summarize-policy.ts'
import type { KeyPlace } from './key-place.ts'

/** A key has exactly one policy, and this is its name. */
const PolicyName = 'default'

/** The key's policy with what it says. Throws VaultError. */
export async function readKeyPolicy({ session, ref: { keyArn }, arn }: KeyPlace): Promise<KeyPolicy> {
  const { Policy = '' } = await session.call({ operation: 'GetKeyPolicy', keyArn }, (kms, call) =>
    kms.getKeyPolicy({ KeyId: keyArn, PolicyName }, call),
  )
  return summarizePolicy(Policy, arn)
}
