import type { KMS } from '@aws-sdk/client-kms'
import { KmsRetries } from './pace/kms-retries.ts'
import { defaultLimits, type KmsSessionOptions } from './kms-session-options.ts'

const mostSockets = 64

/** 0 to below 1. */
function drawn(): number {
  const [draw = 0] = crypto.getRandomValues(new Uint32Array(1))
  return draw / 2 ** 32
}

/** Loads the SDK and makes its client. Throws what reading the credentials throws. */
export async function connectKms(options: KmsSessionOptions): Promise<KMS> {
  const [sdk, credentials] = await Promise.all([import('@aws-sdk/client-kms'), options.credentials()])
  const limits = { ...defaultLimits, ...options.limits }
  return new sdk.KMS({
    region: options.region,
    credentials,
    // An endpoint in the environment or the config file could be plain http to anywhere: only the connection's counts.
    ignoreConfiguredEndpointUrls: true,
    ...(options.endpoint === null
      ? {}
      : { endpoint: options.endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
    retryStrategy: new KmsRetries({
      maxAttempts: limits.maxAttempts,
      random: options.random ?? drawn,
    }),
    maxAttempts: limits.maxAttempts,
    requestHandler: {
      connectionTimeout: limits.connectionTimeout,
      requestTimeout: limits.requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: limits.requestTimeout,
      // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment does not turn verification off.
      httpsAgent: { rejectUnauthorized: true, minVersion: 'TLSv1.2', maxSockets: mostSockets },
      httpAgent: { maxSockets: mostSockets },
    },
  })
}
