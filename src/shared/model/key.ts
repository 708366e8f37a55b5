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

/** A key of this computer. */
export const localKeyRef = keyRef.options[0]
export type LocalKeyRef = z.infer<typeof localKeyRef>

/** A key of AWS KMS. */
export const awsKeyRef = keyRef.options[1]
export type AwsKeyRef = z.infer<typeof awsKeyRef>

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

/** How a key's rotation stands, as the service last said it. Dates are ISO 8601. */
export const keyRotation = z.strictObject({
  automatic: z.boolean(),
  periodDays: z.number().int().nullable(),
  nextAt: z.string().nullable(),
  /** When the current key material came into use by a rotation; null where it is the first one, or not read yet. */
  lastAt: z.string().nullable(),
  /** Key materials of the key; null until ListKeyRotations was read. */
  materials: z.number().int().nullable(),
  /** Rotations by hand so far; null until ListKeyRotations was read. */
  onDemand: z.number().int().nullable(),
})
export type KeyRotation = z.infer<typeof keyRotation>

/** One row of the Keys page. `null` = the service did not say (a denied DescribeKey, for one). */
export const keyRow = z.strictObject({
  ref: keyRef,
  /** Alias without `alias/`, or null where the key has none. */
  alias: z.string().nullable(),
  moreAliases: z.number().int().min(0),
  /** Every alias without `alias/`, by name. */
  aliases: z.array(z.string()),
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
  /** Null for a single-Region key, and where it is not known. */
  multiRegionRole: z.enum(['PRIMARY', 'REPLICA']).nullable(),
  customKeyStoreId: z.string().nullable(),
  /** ISO 8601. */
  createdAt: z.string().nullable(),
  deletionDate: z.string().nullable(),
  /** A key of this computer whose waiting time has run out: it can be deleted for good. Left out for every other. */
  deletable: z.literal(true).optional(),
  /** When imported key material expires; null where it does not. */
  validTo: z.string().nullable(),
  /** The current key material's id, where the service names it. */
  keyMaterialId: z.string().nullable(),
  /** Null where tags were denied or not read yet. */
  tags: z.record(z.string(), z.string()).nullable(),
  /** Null where the status was denied, not read yet, or the key has none (see `rotationAbility`). */
  rotation: keyRotation.nullable(),
  /** What was denied for this key alone or for the whole reading, by action name: these columns are unknown. */
  denied: z.array(z.string()),
  /** When the service said so (ISO 8601): older than the session where it is from the cache. */
  readAt: z.string(),
  /** May wrap data keys now: symmetric, for encryption, enabled, and not AWS managed. */
  canEncrypt: z.boolean(),
})
export type KeyRow = z.infer<typeof keyRow>
