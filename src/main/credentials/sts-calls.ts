import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts'
import type { AssumedRole, ConnectionDraft, Identity } from '../../shared/model/connection.ts'
import { VaultError } from '../../shared/vault-error.ts'
import { awsTransport } from './aws-transport.ts'
import { checkedEndpoint, isLoopback } from './endpoint-rule.ts'

export type AwsCredentials = Awaited<ReturnType<AwsCredentialProvider>>
export type AwsCredentialProvider = Exclude<
  NonNullable<STSClientConfig['credentials']>,
  { accessKeyId: string }
>

/** Where STS is asked: the first Region's own endpoint, or the connection's. */
export interface StsPlace {
  readonly region: string
  readonly endpoint: string | null
}

/**
 * The connection's STS. Where it has none of its own and KMS is an emulator on this computer, that one is asked: the keys
 * of an emulator are nobody's at AWS. Throws INVALID_REQUEST for an endpoint that may not be used.
 */
export function stsPlaceOf({ regions, endpoint, stsEndpoint }: ConnectionDraft): StsPlace {
  const emulator = endpoint !== null && isLoopback(endpoint) ? endpoint : null
  return { region: regions[0] ?? '', endpoint: checkedEndpoint(stsEndpoint ?? emulator, 'stsEndpoint') }
}

export interface RoleRequest {
  readonly role: AssumedRole
  readonly sessionName: string
  /** A code of the role's MFA device, where it has one. */
  readonly code: string | null
  /** How long the session lasts; STS's own hour where it is not said. */
  readonly seconds?: number | undefined
}

/** Credentials of a role, by those before it (AssumeRole). Throws the SDK's errors. */
export async function assumeRole(
  place: StsPlace,
  credentials: AwsCredentials,
  { role, sessionName, code, seconds }: RoleRequest,
): Promise<AwsCredentials> {
  const { AssumeRoleCommand } = await import('@aws-sdk/client-sts')
  const sts = await client(place, credentials)
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: role.arn,
      RoleSessionName: sessionName,
      ExternalId: role.externalId ?? undefined,
      SerialNumber: role.mfaSerial ?? undefined,
      TokenCode: code ?? undefined,
      DurationSeconds: seconds,
    }),
  )
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined)
    throw new VaultError('KMS_ANSWER_INVALID', 'sts gave no credentials for the role; check its endpoint')
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    ...(given.SessionToken === undefined ? {} : { sessionToken: given.SessionToken }),
    ...(given.Expiration === undefined ? {} : { expiration: given.Expiration }),
  }
}

/** Who the credentials are (GetCallerIdentity, which needs no permission). Throws the SDK's errors. */
export async function callerIdentity(
  place: StsPlace,
  credentials: AwsCredentialProvider,
  signal?: AbortSignal,
): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts')
  const sts = await client(place, credentials)
  const options = signal === undefined ? {} : { abortSignal: signal }
  const { Account: account, Arn: arn } = await sts.send(new GetCallerIdentityCommand({}), options)
  if (account === undefined || arn === undefined)
    throw new VaultError('KMS_ANSWER_INVALID', 'sts did not say who this is; check its endpoint')
  return { account, arn }
}

async function client(
  { region, endpoint }: StsPlace,
  credentials: AwsCredentials | AwsCredentialProvider,
): Promise<STSClient> {
  const { STSClient } = await import('@aws-sdk/client-sts')
  return new STSClient({ ...awsTransport, region, credentials, ...(endpoint === null ? {} : { endpoint }) })
}
