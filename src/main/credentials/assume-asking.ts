import { assumeRole, type AwsCredentials, type RoleRequest, type StsPlace } from './sts-calls.ts'

/** A code that was mistyped, or had just changed: asked again so many times. */
const mostCodes = 3

export interface AskingRoleRequest extends Omit<RoleRequest, 'code'> {
  /** The code of an MFA device. Throws CANCELLED, KMS_CREDENTIALS_EXPIRED. */
  readonly askForCode: (serial: string) => Promise<string>
  /** A code that was asked for already. */
  readonly code?: string | undefined
}

/** Credentials of a role, whose MFA device's code is asked for where it has one. Throws the SDK's errors, and what asking throws. */
export async function assumeAsking(
  place: StsPlace,
  credentials: AwsCredentials,
  { askForCode, code: known, ...request }: AskingRoleRequest,
): Promise<AwsCredentials> {
  const { mfaSerial } = request.role
  if (mfaSerial === null) return assumeRole(place, credentials, { ...request, code: null })
  for (let tries = 1; ; tries += 1) {
    const code = tries === 1 && known !== undefined ? known : await askForCode(mfaSerial)
    try {
      return await assumeRole(place, credentials, { ...request, code })
    } catch (error) {
      if (!isWrongCode(error) || tries >= mostCodes) throw error
    }
  }
}

/** STS says it in words only: the name is that of any refusal. */
function isWrongCode(error: unknown): boolean {
  return error instanceof Error && /MultiFactorAuthentication failed|invalid MFA/i.test(error.message)
}
