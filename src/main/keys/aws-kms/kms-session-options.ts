import type { KMSClientConfig } from '@aws-sdk/client-kms'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { VaultError } from '../../../shared/vault-error.ts'
import type { RequestPaces } from './pace/request-paces.ts'

export type KmsCredentials = NonNullable<KMSClientConfig['credentials']>

export interface KmsSessionOptions {
  /** The connection's name, for facts of errors. */
  readonly name: string
  readonly region: string
  /** Checked by `checkedEndpoint`; null = AWS's own endpoint of the Region. */
  readonly endpoint: string | null
  /** Made at the first call, so that a session costs nothing until it is used. */
  readonly credentials: () => Promise<KmsCredentials>
  readonly limits?: Partial<KmsSessionLimits> | undefined
  /** Called as a call begins; what it gives is told the failure, so that ended credentials are noticed wherever they end. */
  readonly watch?: (() => (failure: VaultError) => void) | undefined
  /** Shared by all sessions of the app, so that together they keep to the quotas; its own where not said. */
  readonly paces?: RequestPaces | undefined
  /** Whose quotas the calls count towards: the credentials' account, or null while it is not known. */
  readonly account?: (() => string | null) | undefined
  /** What was last read of a key, for the words of a failure: its name, and the day of its deletion. */
  readonly known?: ((keyArn: string) => Pick<KeyRow, 'alias' | 'deletionDate'> | null) | undefined
  /** 0 to below 1, for the waits between tries. */
  readonly random?: (() => number) | undefined
}

/** How long a call may take: at most `maxAttempts` tries, each bounded in connecting and in answering; milliseconds. */
export interface KmsSessionLimits {
  readonly maxAttempts: number
  readonly connectionTimeout: number
  readonly requestTimeout: number
  /** Calls with data keys at once: batches of small files ask for keys ahead of their work. */
  readonly callsAtOnce: number
  /** Every other call at once, so that neither waits for the other: keys that are read, and managed. */
  readonly readsAtOnce: number
}

export const defaultLimits: KmsSessionLimits = {
  maxAttempts: 5,
  connectionTimeout: 4_000,
  requestTimeout: 10_000,
  callsAtOnce: 16,
  readsAtOnce: 40,
}
