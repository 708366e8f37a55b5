import { z } from 'zod'
import { problem } from './problem.ts'
import { keyRow } from './key.ts'

const iso = z.string().max(40)

/** Parts of a key's page that could not be read: the others are shown all the same. */
const part = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), problem }),
  ])

export const customKeyStore = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  /** CONNECTED, CONNECTING, FAILED, DISCONNECTED, DISCONNECTING. */
  connection: z.string(),
  connectionErrorCode: z.string().nullable(),
  cloudHsmClusterId: z.string().nullable(),
  /** Of an external key store's proxy. */
  proxyConnectivity: z.string().nullable(),
  proxyEndpoint: z.string().nullable(),
  proxyPath: z.string().nullable(),
  proxyVpcEndpointService: z.string().nullable(),
})
export type CustomKeyStore = z.infer<typeof customKeyStore>

/** Every field of DescribeKey that a row has no room for. */
export const keyFacts = z.strictObject({
  row: keyRow,
  account: z.string().nullable(),
  encryptionAlgorithms: z.array(z.string()),
  signingAlgorithms: z.array(z.string()),
  macAlgorithms: z.array(z.string()),
  keyAgreementAlgorithms: z.array(z.string()),
  expirationModel: z.string().nullable(),
  cloudHsmClusterId: z.string().nullable(),
  xksKeyId: z.string().nullable(),
  pendingDeletionWindowDays: z.number().int().nullable(),
  primary: z.strictObject({ arn: z.string(), region: z.string() }).nullable(),
  replicas: z.array(z.strictObject({ arn: z.string(), region: z.string() })),
  customKeyStore: part(customKeyStore).nullable(),
})
export type KeyFacts = z.infer<typeof keyFacts>

export const keyAlias = z.strictObject({
  /** Without `alias/`. */
  name: z.string(),
  createdAt: iso.nullable(),
  updatedAt: iso.nullable(),
})
export type KeyAlias = z.infer<typeof keyAlias>

/** One statement of a key policy in plain words' reach. `lines`: first and last line of it in `document`, from 1. */
export const policyStatement = z.strictObject({
  sid: z.string().nullable(),
  allows: z.boolean(),
  /** Principals as the policy writes them; `*` for everybody. */
  principals: z.array(
    z.strictObject({
      kind: z.enum(['account', 'user', 'role', 'service', 'federated', 'everybody', 'other']),
      id: z.string(),
      /** False where it belongs to another account than the key. */
      ownAccount: z.boolean(),
    }),
  ),
  negatedPrincipal: z.boolean(),
  /** What the actions come to. */
  may: z.array(z.enum(['everything', 'administer', 'use', 'grant', 'read', 'delete', 'other'])),
  actions: z.array(z.string()),
  /** Conditions in their own words, such as `kms:ViaService is s3.eu-central-1.amazonaws.com`. */
  conditions: z.array(z.string()),
  /** AWS services it ties the key to, by `kms:ViaService` or a service principal: `s3`, `ec2`, `rds`, `dynamodb`. */
  services: z.array(z.string()),
  lines: z.strictObject({ first: z.number().int(), last: z.number().int() }),
})
export type PolicyStatement = z.infer<typeof policyStatement>

export const keyPolicy = z.strictObject({
  /** JSON, formatted with two spaces. */
  document: z.string(),
  statements: z.array(policyStatement),
  /** IAM policies of the account may give access: the root statement is there. */
  iamDecides: z.boolean(),
  /** Whom it lets change the policy later, as it writes them. None: nobody could, and it is not sent to KMS. */
  mayChangePolicy: z.array(z.string()),
})
export type KeyPolicy = z.infer<typeof keyPolicy>

export const grantOperation = z.enum([
  'Decrypt',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'ReEncryptFrom',
  'ReEncryptTo',
  'Sign',
  'Verify',
  'GetPublicKey',
  'CreateGrant',
  'RetireGrant',
  'DescribeKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateMac',
  'VerifyMac',
  'DeriveSharedSecret',
])
export type GrantOperation = z.infer<typeof grantOperation>

const contextRecord = z.record(z.string().min(1).max(8192), z.string().max(8192))

export const grantDraft = z.strictObject({
  /** ARN of who gets it, or the principal of an AWS service, such as `rds.amazonaws.com`. */
  grantee: z.string().min(1).max(256),
  retiring: z.string().min(1).max(256).nullable(),
  operations: z.array(grantOperation).min(1).max(grantOperation.options.length),
  name: z
    .string()
    .regex(/^[a-zA-Z0-9:/_-]{1,256}$/)
    .nullable(),
  /** The encryption context must hold these pairs, or be exactly these. */
  constraint: z.strictObject({ kind: z.enum(['subset', 'equals']), pairs: contextRecord }).nullable(),
  /** The only resource on whose behalf it may be used. An AWS service gets no grant without one. */
  sourceArn: z.string().min(1).max(2048).nullable(),
})
export type GrantDraft = z.infer<typeof grantDraft>

export const keyGrant = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  grantee: z.string(),
  retiring: z.string().nullable(),
  issuedBy: z.string().nullable(),
  operations: z.array(z.string()),
  constraint: grantDraft.shape.constraint,
  sourceArn: z.string().nullable(),
  createdAt: iso.nullable(),
  /** The AWS service that the grantee is, such as `rds`; null where it is none. */
  service: z.string().nullable(),
})
export type KeyGrant = z.infer<typeof keyGrant>

export const keyMaterial = z.strictObject({
  id: z.string(),
  state: z.enum(['CURRENT', 'NON_CURRENT', 'PENDING_ROTATION', 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION']),
  /** Rotation that began it; null for the first material and one that waits. */
  rotatedAt: iso.nullable(),
  rotationType: z.enum(['AUTOMATIC', 'ON_DEMAND']).nullable(),
  /** Of imported material only. */
  importState: z.enum(['IMPORTED', 'PENDING_IMPORT']).nullable(),
  description: z.string().nullable(),
  validTo: iso.nullable(),
})
export type KeyMaterial = z.infer<typeof keyMaterial>

/** A key's rotation as its tab shows it. Oldest material first. */
export const keyRotationPage = z.strictObject({
  row: keyRow,
  /** Null with `materialsProblem` where they were denied or the service has none for this key. */
  materials: z.array(keyMaterial).nullable(),
  materialsProblem: problem.nullable(),
  statusProblem: problem.nullable(),
  /** Rotation by hand that runs now. */
  inProgressSince: iso.nullable(),
  onDemandUsed: z.number().int().nullable(),
  onDemandMost: z.number().int(),
  /** Encryptions made under the current material, or some more; null where the service does not count them. */
  currentUses: z.number().int().nullable(),
})
export type KeyRotationPage = z.infer<typeof keyRotationPage>

export const keyLastUsage = z.strictObject({
  operation: z.string().nullable(),
  at: iso.nullable(),
  cloudTrailEventId: z.string().nullable(),
  /** AWS keeps track since then: no use is known before it. */
  trackedSince: iso.nullable(),
})
export type KeyLastUsage = z.infer<typeof keyLastUsage>

/** Whether these credentials may do it: by DryRun where KMS has one, else by what was already refused. */
export const keyPermission = z.strictObject({
  /** Such as `kms:Decrypt`. */
  action: z.string(),
  outcome: z.enum(['allowed', 'denied', 'unknown']),
})
export type KeyPermission = z.infer<typeof keyPermission>

/** A key as the wizard makes it. */
export const newKeyDraft = z.strictObject({
  connectionId: z.string().max(64),
  region: z.string().max(32),
  spec: z.string().max(64),
  usage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY', 'GENERATE_VERIFY_MAC', 'KEY_AGREEMENT']),
  origin: z.enum(['AWS_KMS', 'EXTERNAL']),
  multiRegion: z.boolean(),
  alias: z.string().max(250).nullable(),
  description: z.string().max(8192),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)),
  /** ARNs of users and roles that may administer and use it; the account itself may always, unless `accountRoot` is off. */
  administrators: z.array(z.string().max(256)).max(50),
  users: z.array(z.string().max(256)).max(50),
  /** The statement that lets the account's IAM policies decide, so that the key cannot be locked out. */
  accountRoot: z.boolean(),
})
export type NewKeyDraft = z.infer<typeof newKeyDraft>

/** Pairs of an encryption context as typed on a key's page. */
export const tryContext = contextRecord
/** A short text, or bytes that a person chose as a file (its content is read by the main process). */
export const tryInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().max(4096) }),
  z.strictObject({ kind: z.literal('base64'), base64: z.string().max(12_288) }),
  /** Asks for a file in a dialog; at most 4,096 bytes are read (6,144 to decrypt). */
  z.strictObject({ kind: z.literal('file') }),
])
export type TryInput = z.infer<typeof tryInput>

/** What a call of "Try it" gave. Plaintext is shown as text where it is UTF-8; files are written by a save dialog only. */
export const tryResult = z.strictObject({
  /** Base64 of a ciphertext, signature, MAC or public key (PEM is text). */
  base64: z.string().nullable(),
  /** Text of a plaintext that is UTF-8, or a PEM public key. */
  text: z.string().nullable(),
  /** Name of the file that was written, where one was asked for. */
  savedAs: z.string().nullable(),
  /** Bytes of the result. */
  bytes: z.number().int(),
  keyArn: z.string().nullable(),
  keyMaterialId: z.string().nullable(),
  algorithm: z.string().nullable(),
  /** Of verify: whether it holds. */
  valid: z.boolean().nullable(),
})
export type TryResult = z.infer<typeof tryResult>

/** Key material to import, with what it will be to the key. */
export const importDraft = z.strictObject({
  wrapping: z.enum(['RSAES_OAEP_SHA_256', 'RSA_AES_KEY_WRAP_SHA_256']),
  wrappingSpec: z.enum(['RSA_2048', 'RSA_3072', 'RSA_4096']),
  /** `wrappedFile`: material that was wrapped elsewhere with the public key of `manage.importParameters` (local keys only). `file`: raw key material in a file the person chooses (32 bytes; PKCS #8 DER for key pairs). `generate`: made here, and kept only in a file the person names. */
  from: z.enum(['file', 'generate', 'wrappedFile']),
  type: z.enum(['EXISTING_KEY_MATERIAL', 'NEW_KEY_MATERIAL']),
  /** ISO 8601; null = it does not expire. */
  validTo: iso.nullable(),
  description: z.string().max(256).nullable(),
  /** Of the material that is imported again; null for a new one or the only one. */
  keyMaterialId: z.string().max(64).nullable(),
})
export type ImportDraft = z.infer<typeof importDraft>

export const importResult = z.strictObject({
  keyMaterialId: z.string().nullable(),
  /** Name of the file that keeps the generated material. */
  savedAs: z.string().nullable(),
})
export type ImportResult = z.infer<typeof importResult>
