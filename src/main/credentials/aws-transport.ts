/** How STS and single sign-on are reached: bounded in time, and never without verifying the server. */
export const awsTransport = {
  maxAttempts: 3,
  // An endpoint in the environment or the config file could be plain http to anywhere: only the connection's counts.
  ignoreConfiguredEndpointUrls: true,
  requestHandler: {
    connectionTimeout: 4_000,
    requestTimeout: 10_000,
    throwOnRequestTimeout: true,
    socketTimeout: 10_000,
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment does not turn verification off.
    httpsAgent: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
  },
} as const
