import type { AwsCredentialProvider, StsPlace } from './sts-calls.ts'
import { assumeAsking } from './assume-asking.ts'
import { sharedConfigPaths, type Environment } from './aws-profiles.ts'
import { awsTransport } from './aws-transport.ts'

export interface ProfileOptions {
  readonly profile: string
  readonly environment: Environment
  readonly sts: StsPlace
  /** The code of an MFA device that a role of the profile names. */
  readonly askForCode: (serial: string) => Promise<string>
}

/**
 * Credentials of a shared config profile: an access key, a chain of roles, a process, a web identity, or the AWS CLI's
 * single sign-on. The SDK knows them all; roles are assumed by us, so that the connection's own STS is asked for them.
 */
export async function profileCredentials(options: ProfileOptions): Promise<AwsCredentialProvider> {
  const { fromIni } = await import('@aws-sdk/credential-providers')
  const { profile, environment, sts } = options
  return fromIni({
    ...sharedConfigPaths(environment),
    profile,
    mfaCodeProvider: options.askForCode,
    // No Region here: the SDK would ask single sign-on there instead of in the Region that the profile names for it.
    clientConfig: { ...awsTransport },
    parentClientConfig: { region: sts.region },
    roleAssumer: (source, params) => {
      const role = {
        arn: params.RoleArn ?? '',
        externalId: params.ExternalId ?? null,
        mfaSerial: params.SerialNumber ?? null,
      }
      const sessionName = params.RoleSessionName ?? 'keyhold'
      const { TokenCode: code, DurationSeconds: seconds } = params
      const { askForCode } = options
      return assumeAsking(sts, source, { role, sessionName, code, seconds, askForCode })
    },
  })
}
