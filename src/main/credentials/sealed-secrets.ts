import { z } from 'zod'
import type { LocalKeystore } from '../keys/keystore/local-keystore.ts'
import { isVaultError, VaultError } from '../../shared/vault-error.ts'

/** The keystore as the place where connections keep what may stand in no plain file. */
export type SecretKeeper = Pick<LocalKeystore, 'putSecret' | 'getSecret' | 'dropSecret'>

/** What belongs to an access key's id. */
const accessKeySecret = z.strictObject({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().nullable(),
})
export type AccessKeySecret = z.infer<typeof accessKeySecret>

/** A registration with single sign-on and what signing in gave. Dates are ISO 8601. */
const ssoSecret = z.strictObject({
  /** Where it is good: for nothing else. */
  place: z.string(),
  client: z.strictObject({
    clientId: z.string(),
    clientSecret: z.string(),
    endsAt: z.string(),
    by: z.enum(['browser', 'device']),
  }),
  token: z
    .strictObject({ accessToken: z.string(), endsAt: z.string(), refreshToken: z.string().nullable() })
    .nullable(),
})
export type SsoSecret = z.infer<typeof ssoSecret>

const kinds = {
  accessKey: { purpose: 'aws access key', schema: accessKeySecret },
  sso: { purpose: 'aws single sign-on', schema: ssoSecret },
} as const
type Kinds = typeof kinds
type Kind = keyof Kinds

const nameOf = (connectionId: string, kind: Kind): string =>
  `connection/${connectionId}/${kind === 'sso' ? 'sso' : 'access-key'}`

/**
 * The secrets of connections, sealed in the local keystore. The SDK and JSON need them as text, so copies stay in this
 * process's memory until they are collected; no file ever holds one. Every method throws SECRET_NOT_KEPT where the
 * keystore is not open.
 */
export class SealedSecrets {
  readonly #keeper: SecretKeeper

  constructor(keeper: SecretKeeper) {
    this.#keeper = keeper
  }

  async put<K extends Kind>(
    connectionId: string,
    kind: K,
    secret: z.infer<Kinds[K]['schema']>,
  ): Promise<void> {
    const value = new TextEncoder().encode(JSON.stringify(secret))
    const { purpose } = kinds[kind]
    try {
      await this.#keeper.putSecret({ name: nameOf(connectionId, kind), purpose, value }).catch(notKept)
    } finally {
      value.fill(0)
    }
  }

  /** Null where there is none, or one of an unknown form. */
  async get<K extends Kind>(connectionId: string, kind: K): Promise<z.infer<Kinds[K]['schema']> | null> {
    const { purpose, schema } = kinds[kind]
    const value = await this.#keeper.getSecret({ name: nameOf(connectionId, kind), purpose }).catch(notKept)
    if (value === null) return null
    try {
      const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(value)))
      return parsed.success ? (parsed.data as z.infer<Kinds[K]['schema']>) : null
    } finally {
      value.fill(0)
    }
  }

  async drop(connectionId: string, kind: Kind): Promise<void> {
    await this.#keeper.dropSecret(nameOf(connectionId, kind)).catch(notKept)
  }
}

/** The keystore's own words speak of keys; here it is an access key or a sign-in that could not be kept or read. */
function notKept(error: unknown): never {
  if (!isVaultError(error)) throw error
  throw new VaultError('SECRET_NOT_KEPT', `the key store does not answer for secrets: ${error.message}`, {
    cause: error,
    facts: { because: error.code },
  })
}
