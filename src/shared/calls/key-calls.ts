import { z } from 'zod'
import {
  keyAlias,
  keyFacts,
  keyGrant,
  keyLastUsage,
  keyPermission,
  keyPolicy,
  keyRotationPage,
  newKeyDraft,
} from '../model/key-page.ts'
import { awsKeyRef, localKeyRef } from '../model/key.ts'
import { keyRules } from '../model/local-key.ts'
import { oneKey } from './parts.ts'

/** Calls that read one key, tab by tab. Each throws the problem of its own part. */
export const keyCalls = {
  'key.facts': { in: oneKey, out: keyFacts },
  'key.aliases': { in: oneKey, out: z.strictObject({ aliases: z.array(keyAlias) }) },
  'key.policy': { in: oneKey, out: keyPolicy },
  'key.grants': { in: oneKey, out: z.strictObject({ grants: z.array(keyGrant) }) },
  'key.rotation': { in: oneKey, out: keyRotationPage },
  'key.lastUsage': { in: oneKey, out: keyLastUsage },
  'key.permissions': { in: oneKey, out: z.strictObject({ permissions: z.array(keyPermission) }) },
  /** What a policy that is being written says. Throws INVALID_REQUEST with facts {line} where it is no policy. */
  'key.readPolicy': {
    in: z.strictObject({ ref: awsKeyRef, document: z.string().max(131_072) }),
    out: keyPolicy,
  },
  /** The policy that the wizard would give a key. */
  'key.draftPolicy': { in: newKeyDraft, out: keyPolicy },
  'key.rules': { in: z.strictObject({ ref: localKeyRef }), out: keyRules },
} as const
