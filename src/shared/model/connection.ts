import { z } from 'zod'
import { problem } from './problem.ts'

/** The name of an AWS Region. */
export const regionName = z
  .string()
  .max(32)
  .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/)

/** https, or http to this machine only (an emulator). */
const endpoint = z.url().max(512).nullable()
const arn = z.string().min(20).max(2048)
const account = z.string().regex(/^\d{12}$/)

/** Where a connection's credentials come from. Never a secret: access keys and tokens are sealed in the keystore. */
export const credentialsSource = z.discriminatedUnion('from', [
  /** Of the shared config files: access keys, roles and their chains, a credential process, single sign-on of the AWS CLI. */
  z.strictObject({ from: z.literal('profile'), profile: z.string().min(1).max(256) }),
  z.strictObject({ from: z.literal('environment') }),
  /** A container's or an instance's own role. */
  z.strictObject({ from: z.literal('machine') }),
  z.strictObject({
    from: z.literal('accessKey'),
    accessKeyId: z
      .string()
      .trim()
      .regex(/^[A-Z0-9]{16,128}$/),
  }),
  /** IAM Identity Center, signed in to from here. */
  z.strictObject({
    from: z.literal('sso'),
    startUrl: z.url().max(512),
    ssoRegion: regionName,
    /** Null until they were chosen, which can be done once signed in. */
    account: account.nullable(),
    role: z.string().min(1).max(64).nullable(),
  }),
])
export type CredentialsSource = z.infer<typeof credentialsSource>

/** A role that is assumed with the credentials before it. */
export const assumedRole = z.strictObject({
  arn,
  externalId: z.string().min(2).max(1224).nullable(),
  /** Serial number or ARN of the MFA device whose code is asked for. */
  mfaSerial: z.string().min(9).max(256).nullable(),
})
export type AssumedRole = z.infer<typeof assumedRole>

export const connectionDraft = z.strictObject({
  name: z.string().trim().min(1).max(64),
  credentials: credentialsSource,
  /** Assumed one after the other. */
  roles: z.array(assumedRole).max(4),
  /** The first one is where a new key is made unless said otherwise. */
  regions: z.array(regionName).min(1).max(40),
  /** Of AWS KMS: VPC, FIPS, an emulator. With one, every Region is asked there. */
  endpoint,
  /** Of AWS STS and of IAM Identity Center, where they are not AWS's own. */
  stsEndpoint: endpoint,
  signInEndpoint: endpoint,
})
export type ConnectionDraft = z.infer<typeof connectionDraft>

/** How reading keys stands, from the last time it was tried. */
export const readingStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('notRead') }),
  /** `done` of `total` keys are described; `total` is null while they are still being listed. */
  z.strictObject({
    state: z.literal('reading'),
    done: z.number().int().min(0),
    total: z.number().int().nullable(),
    /** Calls per second that AWS lets through now, where it refused some for their rate; left out where it did not. */
    slowedTo: z.number().positive().optional(),
  }),
  z.strictObject({
    state: z.literal('read'),
    readAt: z.string(),
    keyCount: z.number().int().min(0),
    /** What was denied while reading (an action name such as kms:ListAliases): the list is still shown. */
    denied: z.array(z.string()),
  }),
  /** What is shown of this Region is from the cache, as it was at `readAt`; null where nothing is known. */
  z.strictObject({ state: z.literal('failed'), problem, readAt: z.string().nullable() }),
])
export type ReadingStatus = z.infer<typeof readingStatus>

/** How far reading the key materials is: `done` of the `total` keys that were to be read. */
export const rotationProgress = z.strictObject({
  done: z.number().int().min(0),
  total: z.number().int().min(0),
})
export type RotationProgress = z.infer<typeof rotationProgress>

/** Who the credentials are, as STS says it. */
export const identity = z.strictObject({ account: z.string(), arn: z.string() })
export type Identity = z.infer<typeof identity>

/** Signing in with IAM Identity Center. Only `needed` and `waiting` ask something of a person. */
export const signInStatus = z.discriminatedUnion('state', [
  /** The source has no sign-in of ours. */
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('needed') }),
  /** The browser was opened (`browser`), or a code is to be typed at `url` (`device`). */
  z.strictObject({
    state: z.literal('waiting'),
    by: z.enum(['browser', 'device']),
    url: z.string(),
    userCode: z.string().nullable(),
  }),
  z.strictObject({ state: z.literal('failed'), problem }),
  z.strictObject({ state: z.literal('signedIn'), endsAt: z.string() }),
])
export type SignInStatus = z.infer<typeof signInStatus>

export const connection = z.strictObject({
  id: z.string().max(64),
  ...connectionDraft.shape,
  /** AWS accounts whose keys this connection may be asked for by a message's header. */
  accounts: z.array(z.string()),
  /** Of all Regions together: reading where one is, else failed where every one is, else read. */
  status: readingStatus,
  regionStatus: z.array(z.strictObject({ region: regionName, status: readingStatus })),
  /** Null until a test or a reading asked for it. */
  identity: identity.nullable(),
  signIn: signInStatus,
  /** When the credentials in use end (ISO 8601); null where they do not or it is not known. */
  sessionEndsAt: z.string().nullable(),
  /** Of all Regions together; null where no key materials are being read. */
  rotationProgress: rotationProgress.nullable(),
  /** No Region of it could be reached at the last try: a state, not an error. */
  offline: z.boolean(),
})
export type Connection = z.infer<typeof connection>

/** A profile of the shared AWS config files. Never a credential. */
export const profile = z.strictObject({
  name: z.string(),
  region: z.string().nullable(),
  /** How it comes by credentials, as far as its own lines say. */
  kind: z.enum(['accessKey', 'role', 'sso', 'process', 'webIdentity', 'unknown']),
})
export type Profile = z.infer<typeof profile>

/** What "Test connection" found. Nothing in it changed anything in the account. */
export const connectionTest = z.strictObject({
  identity: identity.nullable(),
  /** Why STS did not say who this is. */
  identityProblem: problem.nullable(),
  regions: z.array(
    z.strictObject({
      region: regionName,
      /** Milliseconds of the answer; null where none came. */
      answeredIn: z.number().int().nullable(),
      problem: problem.nullable(),
    }),
  ),
  /** What was tried, by action name such as `kms:ListAliases`; `region` null = not of a Region (sts). */
  actions: z.array(
    z.strictObject({
      action: z.string(),
      region: z.string().nullable(),
      outcome: z.enum(['allowed', 'denied', 'unknown']),
    }),
  ),
})
export type ConnectionTest = z.infer<typeof connectionTest>

/** A question that the main process has for a person, such as the code of an MFA device. */
export const credentialQuestion = z.strictObject({
  id: z.string(),
  connectionId: z.string(),
  connectionName: z.string(),
  kind: z.literal('mfa'),
  serial: z.string(),
})
export type CredentialQuestion = z.infer<typeof credentialQuestion>

/** An account and role that a signed-in person may use. */
export const ssoRole = z.strictObject({ account: z.string(), accountName: z.string(), role: z.string() })
export type SsoRole = z.infer<typeof ssoRole>
