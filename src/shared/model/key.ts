import { z } from 'zod'

/** A key of either service, by the one name that finds it again. */
export const keyRef = z.discriminatedUnion('service', [
  z.strictObject({ service: z.literal('local'), keyId: z.string().max(64) }),
  z.strictObject({
    service: z.literal('aws'),
    connectionId: z.string().max(64),
    keyArn: z.string().max(2048),
  }),
])
export type KeyRef = z.infer<typeof keyRef>

/** KMS's key states; the local keystore uses the same words. */
export const keyState = z.enum([
  'Enabled',
  'Disabled',
  'PendingDeletion',
  'PendingImport',
  'PendingReplicaDeletion',
  'Unavailable',
  'Creating',
  'Updating',
])
export type KeyState = z.infer<typeof keyState>

/** One row of the Keys page. `null` = the service did not say (a denied DescribeKey, for one). */
export const keyRow = z.strictObject({
  ref: keyRef,
  /** Alias without `alias/`, or null where the key has none. */
  alias: z.string().nullable(),
  moreAliases: z.number().int().min(0),
  keyId: z.string(),
  /** The key's ARN; null for a local key. */
  arn: z.string().nullable(),
  /** AWS Region, or null for this computer. */
  region: z.string().nullable(),
  description: z.string(),
  state: keyState.nullable(),
  spec: z.string().nullable(),
  usage: z.string().nullable(),
  origin: z.string().nullable(),
  manager: z.enum(['CUSTOMER', 'AWS']).nullable(),
  multiRegion: z.boolean(),
  /** ISO 8601. */
  createdAt: z.string().nullable(),
  deletionDate: z.string().nullable(),
  /** The current key material's id, where the service names it. */
  keyMaterialId: z.string().nullable(),
  /** May wrap data keys now: symmetric, for encryption, enabled, and not AWS managed. */
  canEncrypt: z.boolean(),
})
export type KeyRow = z.infer<typeof keyRow>
