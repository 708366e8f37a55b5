import { type KeyAction, permissionFor, whyNot } from '../../../shared/kms/why-not.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { awayWords, notAllowedWords, whyNotHereWords, whyNotWords } from '../words/why-not-words.ts'
import { awayOf } from './key-away.ts'
import { awsRefOf, useKeyPart } from './key-queries.ts'
import { useConnections } from './queries.ts'

/**
 * Why an action on a key cannot be done, in a sentence, or null: from the key itself first, then where nobody can ask AWS
 * now, then from what its credentials are known not to be allowed. What is not known refuses nothing, KMS will say.
 */
export function useObstacle(row: KeyRow): (action: KeyAction) => string | null {
  const permissions = useKeyPart('key.permissions', awsRefOf(row)).data?.permissions
  const away = awayOf(useConnections().data ?? [], row)
  const isLocal = row.ref.service === 'local'
  return (action) => {
    const refusal = whyNot(action, row)
    if (refusal !== null) return isLocal ? whyNotHereWords(refusal) : whyNotWords[refusal]
    if (away !== null) return awayWords[away]
    const needed = permissionFor(action)
    const denied = permissions?.some((each) => each.action === needed && each.outcome === 'denied') === true
    return needed !== null && denied ? notAllowedWords(needed) : null
  }
}
