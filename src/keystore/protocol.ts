import { z } from 'zod'
import { longestKeyName } from '../shared/key-name.ts'
import { vaultErrorCodes } from '../shared/vault-error.ts'
import { vaultStatus } from '../shared/model/vault.ts'

/**
 * The typed contract of the keystore process's port. Every message is checked by schema on both sides; a malformed
 * request ends the process. Callers name a key and an encryption context, never AAD bytes (DESIGN.md section 3).
 */
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const keyId = z.uuid()
const keyMaterialId = z.string().regex(/^[0-9a-f]{64}$/)
/** Pairs of an encryption context, each key once. What they serialize to is checked where it is serialized. */
const context = z
  .array(z.tuple([z.string().max(65_535), z.string().max(65_535)]))
  .max(65_535)
  .refine((pairs) => new Set(pairs.map(([key]) => key)).size === pairs.length)
const dataKey = bytes.refine((value) => [16, 24, 32].includes(value.length))
/** Bytes from a header: whoever wrote the file chose them, so their length is bounded here and judged by the unwrap. */
const headerBytes = bytes.refine((value) => value.length <= 65_535)

/** A secret that is kept for the main process: an access key, tokens of single sign-on. */
const secretName = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9./-]{0,127}$/)
const secretPurpose = z.enum(['aws access key', 'aws single sign-on'])
const mostSecretBytes = 65_536
const secretValue = bytes.refine((value) => value.length > 0 && value.length <= mostSecretBytes)

export const localKey = z.strictObject({
  keyId,
  alias: z.string().nullable(),
  description: z.string(),
  state: z.enum(['Enabled', 'Disabled', 'PendingDeletion']),
  spec: z.literal('SYMMETRIC_DEFAULT'),
  usage: z.literal('ENCRYPT_DECRYPT'),
  createdAt: z.string(),
  currentKeyMaterialId: keyMaterialId,
})
export type LocalKey = z.infer<typeof localKey>

export const keystoreOperations = {
  status: { in: z.strictObject({}), out: vaultStatus },
  setUp: { in: z.strictObject({}), out: vaultStatus },
  recheck: { in: z.strictObject({}), out: vaultStatus },
  acceptOlderCopy: { in: z.strictObject({}), out: vaultStatus },
  listKeys: { in: z.strictObject({}), out: z.array(localKey) },
  describeKey: { in: z.strictObject({ keyId }), out: localKey },
  createKey: {
    in: z.strictObject({ alias: z.string().max(4 * longestKeyName), description: z.string().max(8192) }),
    out: localKey,
  },
  /** Wraps a data key under the key's current material. `ciphertext` = encrypted key and its 16-byte tag. */
  wrap: {
    in: z.strictObject({ keyId, context, dataKey }),
    out: z.strictObject({ keyId, keyMaterialId, iv: bytes, ciphertext: bytes }),
  },
  unwrap: {
    in: z.strictObject({ keyId, keyMaterialId, context, iv: headerBytes, ciphertext: headerBytes }),
    out: z.strictObject({ dataKey }),
  },
  /** Seals a secret under its name, in place of an earlier one. */
  putSecret: {
    in: z.strictObject({ name: secretName, purpose: secretPurpose, value: secretValue }),
    out: z.strictObject({}),
  },
  /** Null where nothing is sealed under that name for that purpose. */
  getSecret: {
    in: z.strictObject({ name: secretName, purpose: secretPurpose }),
    out: z.strictObject({ value: secretValue.nullable() }),
  },
  /** Removes whatever is sealed under that name. */
  dropSecret: { in: z.strictObject({ name: secretName }), out: z.strictObject({}) },
} as const
export type KeystoreOperations = typeof keystoreOperations
export type KeystoreOperation = keyof KeystoreOperations
export type KeystoreInput<Op extends KeystoreOperation> = z.input<KeystoreOperations[Op]['in']>
export type KeystoreOutput<Op extends KeystoreOperation> = z.output<KeystoreOperations[Op]['out']>

export const keystoreRequest = z.strictObject({
  id: z.number().int().min(1),
  operation: z.enum([
    'status',
    'setUp',
    'recheck',
    'acceptOlderCopy',
    'listKeys',
    'describeKey',
    'createKey',
    'wrap',
    'unwrap',
    'putSecret',
    'getSecret',
    'dropSecret',
  ]),
  input: z.unknown(),
})
export type KeystoreRequest = z.infer<typeof keystoreRequest>

/** An answer to a request, or news: `status` comes unasked when the state changes. */
export const keystoreReply = z.union([
  z.strictObject({ id: z.number().int().min(1), ok: z.literal(true), value: z.unknown() }),
  z.strictObject({
    id: z.number().int().min(1),
    ok: z.literal(false),
    error: z.strictObject({
      code: z.enum(vaultErrorCodes),
      message: z.string(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
  z.strictObject({ news: z.literal('status'), status: vaultStatus }),
])
export type KeystoreReply = z.infer<typeof keystoreReply>
