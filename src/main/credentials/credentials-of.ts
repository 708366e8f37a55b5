import type { ConnectionDraft } from '../../shared/model/connection.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { assumeAsking } from './assume-asking.ts'
import type { Environment } from './aws-profiles.ts'
import { profileCredentials } from './profile-credentials.ts'
import type { SealedSecrets } from './sealed-secrets.ts'
import type { SsoSession } from './sso/sso-session.ts'
import { stsPlaceOf, type AwsCredentialProvider } from './sts-calls.ts'

/** What the credentials of a connection are made of. */
export interface CredentialsOptions {
  readonly connectionId: string
  readonly draft: ConnectionDraft
  readonly environment: Environment
  readonly secrets: SealedSecrets
  /** The connection's sign-in; null where its source is another. */
  readonly sso: SsoSession | null
  /** The code of an MFA device. Throws CANCELLED, KMS_CREDENTIALS_EXPIRED. */
  readonly askForCode: (serial: string) => Promise<string>
}

/**
 * The provider of a connection's credentials: its source, then its roles one after the other. Nothing is read and nobody
 * is asked before the provider is called. Throws INVALID_REQUEST for an endpoint that may not be used.
 */
export async function credentialsOf(options: CredentialsOptions): Promise<AwsCredentialProvider> {
  const { draft, askForCode } = options
  const source = await sourceOf(options)
  if (draft.roles.length === 0) return source
  const sts = stsPlaceOf(draft)
  return async () => {
    let credentials = await source()
    for (const role of draft.roles) {
      credentials = await assumeAsking(sts, credentials, { role, sessionName: 'keyhold', askForCode })
    }
    return credentials
  }
}

async function sourceOf(options: CredentialsOptions): Promise<AwsCredentialProvider> {
  const { draft, environment, askForCode } = options
  const { credentials } = draft
  switch (credentials.from) {
    case 'profile':
      return profileCredentials({
        profile: credentials.profile,
        environment,
        sts: stsPlaceOf(draft),
        askForCode,
      })
    case 'environment':
      return (await import('@aws-sdk/credential-providers')).fromEnv()
    case 'machine':
      return machineCredentials(environment)
    case 'accessKey':
      return () => accessKey(options, credentials.accessKeyId)
    case 'sso':
      return () => ssoCredentials(options, credentials)
  }
}

/** A container's role where its address is in the environment, else the instance's. */
async function machineCredentials(environment: Environment): Promise<AwsCredentialProvider> {
  const { fromContainerMetadata, fromHttp, fromInstanceMetadata } =
    await import('@aws-sdk/credential-providers')
  const limits = { timeout: 2_000, maxRetries: 1 }
  const address = environment['AWS_CONTAINER_CREDENTIALS_FULL_URI']
  if (address) {
    const token = environment['AWS_CONTAINER_AUTHORIZATION_TOKEN']
    const file = environment['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE']
    return fromHttp({
      ...limits,
      awsContainerCredentialsFullUri: address,
      ...(token === undefined ? {} : { awsContainerAuthorizationToken: token }),
      ...(file === undefined ? {} : { awsContainerAuthorizationTokenFile: file }),
    })
  }
  return environment['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI']
    ? fromContainerMetadata(limits)
    : fromInstanceMetadata(limits)
}

async function accessKey({ connectionId, secrets }: CredentialsOptions, accessKeyId: string) {
  const secret = await secrets.get(connectionId, 'accessKey')
  if (secret?.accessKeyId !== accessKeyId)
    throw new VaultError(
      'KMS_CREDENTIALS_MISSING',
      'the secret of this access key is not kept here; type it in again',
    )
  const { secretAccessKey, sessionToken } = secret
  return { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) }
}

async function ssoCredentials(
  { sso }: CredentialsOptions,
  { account, role }: { readonly account: string | null; readonly role: string | null },
) {
  if (sso === null || account === null || role === null)
    throw new VaultError(
      'KMS_CREDENTIALS_MISSING',
      'no account and role are chosen yet; sign in and choose them',
    )
  return sso.credentials({ account, role })
}
