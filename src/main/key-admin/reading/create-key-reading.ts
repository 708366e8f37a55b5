import type { AwsHandlersOf } from '../../../shared/handlers-of.ts'
import { draftPolicy } from '../../keys/aws-kms/policy/draft-policy.ts'
import { readPolicy } from '../../keys/aws-kms/policy/summarize-policy.ts'
import { policyScopeIn } from '../policy-scope-in.ts'
import { placeOf, rowOf, type KeyReadingOptions } from './key-place.ts'
import { readFacts } from './read-facts.ts'
import { readKeyPolicy } from './read-key-policy.ts'
import { readLastUsage } from './read-last-usage.ts'
import { readAliases, readGrants } from './read-lists.ts'
import { readPermissions } from './read-permissions.ts'
import { readRotation } from './read-rotation.ts'
import { noteRefusals } from './note-refusals.ts'

/** The calls of `key.*`: what one key's page shows, part by part, each with a failure of its own. */
export function createKeyReading(options: KeyReadingOptions): AwsHandlersOf<'key'> {
  const { refusals } = options
  return noteRefusals(refusals, {
    'key.facts': ({ ref }) => readFacts(options, ref),
    'key.aliases': async ({ ref }) => ({ aliases: await readAliases(await placeOf(options, ref)) }),
    'key.policy': async ({ ref }) => readKeyPolicy(await placeOf(options, ref)),
    'key.grants': async ({ ref }) => ({ grants: await readGrants(await placeOf(options, ref)) }),
    'key.rotation': ({ ref }) => readRotation(options, ref),
    'key.lastUsage': async ({ ref }) => readLastUsage(await placeOf(options, ref)),
    'key.permissions': async ({ ref }) => {
      const row = await rowOf(options, ref)
      const refused = new Set([...row.denied, ...refusals.of(ref)])
      return { permissions: await readPermissions(await placeOf(options, ref), row, refused) }
    },
    'key.readPolicy': async ({ ref, document }) => readPolicy(document, (await placeOf(options, ref)).arn),
    'key.draftPolicy': async (draft) => draftPolicy(draft, await policyScopeIn(options.sessions, draft)),
  } satisfies AwsHandlersOf<'key'>)
}
