import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { EncryptionContext } from '../../src/main/message/encryption-context.ts'
import type { CommitmentPolicy } from '../../src/main/message/commitment-policy.ts'

const commitmentPolicies = [
  'FORBID_ENCRYPT_ALLOW_DECRYPT',
  'REQUIRE_ENCRYPT_ALLOW_DECRYPT',
  'REQUIRE_ENCRYPT_REQUIRE_DECRYPT',
] as const satisfies readonly CommitmentPolicy[]

const aesKey = z.object({
  type: z.literal('aes'),
  providerId: z.string(),
  keyId: z.string(),
  material: z.base64(),
})
const rsaKey = z.object({
  type: z.literal('rsa'),
  providerId: z.string(),
  keyId: z.string(),
  materialFile: z.string(),
  padding: z.enum(['pkcs1', 'oaep-mgf1']),
  hash: z.enum(['sha1', 'sha256', 'sha384', 'sha512']).optional(),
})
const plainDataKey = z.object({ type: z.literal('data-key'), material: z.base64() })
const vectorKey = z.discriminatedUnion('type', [aesKey, rsaKey, plainDataKey])

/** A map from text to text; absent or null is an empty one. Pairs, because a record would lose the key `__proto__`. */
const context = z
  .preprocess((value) => Object.entries(value ?? {}), z.array(z.tuple([z.string(), z.string()])))
  .transform((pairs): EncryptionContext => new Map(pairs))

const vectorEntry = z.object({
  name: z.string(),
  file: z.string(),
  plaintext: z.object({ sha256: z.string(), length: z.number().int() }).nullable(),
  keys: z.array(vectorKey),
  expect: z.enum(['plaintext', 'error']),
  algorithmSuite: z.string().nullable(),
  frameLength: z.number().int().nullable(),
  edkCount: z.number().int().nullable(),
  encryptionContext: context,
  reproducedEncryptionContext: context,
  commitmentPolicy: z.enum(commitmentPolicies).optional(),
  maxEncryptedDataKeys: z.number().int().nullable().optional(),
  unsignedOnly: z.boolean().optional(),
  sweep: z.object({ op: z.enum(['truncate', 'bitflip']) }).optional(),
})

/** One wrapping key of a vector, or the plaintext data key itself. */
export type VectorKey = z.infer<typeof vectorKey>
/**
 * One entry of a manifest in the form of ../shared/vectors/README.md; fields that no run needs are left out.
 */
export type VectorEntry = z.infer<typeof vectorEntry>

/** The entries of `folder`/manifest.json. Throws where there is none or it has another form. */
export async function readManifest(folder: string): Promise<readonly VectorEntry[]> {
  const json: unknown = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))
  return z.array(vectorEntry).parse(json)
}
