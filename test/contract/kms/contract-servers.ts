import { kmsServers, type KmsServer } from '../../integration/kms/kms-servers.ts'
import type { KmsAddress } from './contract-kms.ts'
import { startKeystoreServer } from './keystore-server.ts'

/** A KMS for the contract suite. Starts it, or says why not. */
export interface ContractServer {
  readonly name: string
  readonly start: () => Promise<
    { readonly address: KmsAddress; stop(): Promise<void> } | { readonly absent: string }
  >
}

/**
 * The fake, moto_server where found, the local keystore behind KMS's protocol, and the endpoint of KMS_ENDPOINT where set, with the credentials and Region of the
 * environment. KMS_ENDPOINT may be AWS's own: what the suite makes there it schedules for deletion.
 */
export function contractServers(environment: NodeJS.ProcessEnv): readonly ContractServer[] {
  const found = kmsServers.map(([name, start]) => ({
    name,
    start: async () => {
      const server = await start()
      return 'absent' in server ? server : { address: addressOf(server), stop: () => server.stop() }
    },
  }))
  const local = [...found, { name: 'the local keystore', start: startKeystoreServer }]
  const endpoint = environment['KMS_ENDPOINT']
  return endpoint === undefined || endpoint === '' ? local : [...local, given(endpoint, environment)]
}

function addressOf({ endpoint, region, accessKeyId, secretAccessKey }: KmsServer): KmsAddress {
  return { endpoint, region, accessKeyId, secretAccessKey, sessionToken: null, isLocal: true }
}

function given(endpoint: string, environment: NodeJS.ProcessEnv): ContractServer {
  const accessKeyId = environment['AWS_ACCESS_KEY_ID']
  const secretAccessKey = environment['AWS_SECRET_ACCESS_KEY']
  return {
    name: 'KMS_ENDPOINT',
    start: async () => {
      if (accessKeyId === undefined || secretAccessKey === undefined) {
        throw new Error('KMS_ENDPOINT needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY')
      }
      const address = {
        endpoint,
        region: environment['AWS_REGION'] ?? 'eu-central-1',
        accessKeyId,
        secretAccessKey,
        sessionToken: environment['AWS_SESSION_TOKEN'] ?? null,
        isLocal: /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(endpoint),
      }
      return { address, stop: async () => {} }
    },
  }
}
