import type { HandlersOf } from '../../../shared/handlers-of.ts'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { draftPolicy } from '../../keys/aws-kms/policy/draft-policy.ts'
import { readPolicy } from '../../keys/aws-kms/policy/summarize-policy.ts'
import { policyScopeIn } from '../policy-scope-in.ts'
import { placeOf, rowOf, type KeyPlace, type KeyReadingOptions } from './key-place.ts'
import { readFacts } from './read-facts.ts'
import { readKeyPolicy } from './read-key-policy.ts'
import { readLastUsage } from './read-last-usage.ts'
import { readAliases, readGrants } from './read-lists.ts'
import { readPermissions } from './read-permissions.ts'
import { readRotation } from './read-rotation.ts'
import { Refusals } from './refusals.ts'

/** The calls of `key.*`: what one key's page shows, part by part, each with a failure of its own. */
export function createKeyReading(options: KeyReadingOptions): HandlersOf<'key'> {
  const refusals = new Refusals()
  const read = <Value>(ref: AwsKeyRef, how: (place: KeyPlace) => Promise<Value>): Promise<Value> =>
    refusals.noted(ref, async () => how(await placeOf(options, ref)))
  return {
    'key.facts': ({ ref }) => refusals.noted(ref, () => readFacts(options, ref)),
    'key.aliases': async ({ ref }) => ({ aliases: await read(ref, readAliases) }),
    'key.policy': ({ ref }) => read(ref, readKeyPolicy),
    'key.grants': async ({ ref }) => ({ grants: await read(ref, readGrants) }),
    'key.rotation': ({ ref }) => refusals.noted(ref, () => readRotation(options, ref)),
    'key.lastUsage': ({ ref }) => read(ref, readLastUsage),
    'key.permissions': async ({ ref }) => {
      const row = await rowOf(options, ref)
      const refused = new Set([...row.denied, ...refusals.of(ref)])
      return { permissions: await readPermissions(await placeOf(options, ref), row, refused) }
    },
    'key.readPolicy': async ({ ref, document }) => readPolicy(document, (await placeOf(options, ref)).arn),
    'key.draftPolicy': async (draft) => draftPolicy(draft, await policyScopeIn(options.sessions, draft)),
  }
}
