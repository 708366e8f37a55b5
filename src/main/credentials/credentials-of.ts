import type { ConnectionDraft } from '../../shared/model/connection.ts'
import type { KmsCredentials } from '../keys/aws-kms/kms-session.ts'
import { sharedConfigPaths, type Environment } from './aws-profiles.ts'

/**
 * The provider of a connection's credentials. A profile may hold access keys, single sign-on, a process or a role to
 * assume; the SDK knows them all and renews what ends. Nothing is read before the provider is called.
 */
export async function credentialsOf(
  { credentials, regions: [region = ''] }: Pick<ConnectionDraft, 'credentials' | 'regions'>,
  environment: Environment,
): Promise<KmsCredentials> {
  const providers = await import('@aws-sdk/credential-providers')
  if (credentials.from === 'environment') return providers.fromEnv()
  if (credentials.from !== 'profile') return providers.fromNodeProviderChain()
  return providers.fromIni({
    ...sharedConfigPaths(environment),
    profile: credentials.profile,
    clientConfig: { region },
  })
}
