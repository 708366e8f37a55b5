import { describe, expect, it } from 'vitest'
import { toKmsVaultError } from '../../../../../src/main/keys/aws-kms/kms-error.ts'
import { kmsErrorsByName } from '../../../../../src/main/keys/aws-kms/kms-error-table.ts'
import { VaultError } from '../../../../../src/shared/vault-error.ts'

const call = { action: 'kms:Decrypt', region: 'us-west-2', connection: 'Studio', keyArn: 'arn' }

/** An error as the SDK throws it. */
const sdkError = (fields: Record<string, unknown>): Error => Object.assign(new Error('said'), fields)

const codeFor = (fields: Record<string, unknown>) => toKmsVaultError(sdkError(fields), call).code

describe('what AWS says, as a code', () => {
  it.each([
    ['AccessDeniedException', 'KMS_ACCESS_DENIED'],
    ['NotFoundException', 'KMS_KEY_NOT_FOUND'],
    ['DisabledException', 'KEY_DISABLED'],
    ['KMSInvalidStateException', 'KEY_STATE_INVALID'],
    ['InvalidKeyUsageException', 'KEY_USAGE_INVALID'],
    ['UnsupportedOperationException', 'KMS_UNSUPPORTED'],
    ['UnknownOperationException', 'KMS_OPERATION_UNKNOWN'],
    ['LimitExceededException', 'KMS_LIMIT_REACHED'],
    ['ConflictException', 'KMS_ROTATION_BUSY'],
    ['AlreadyExistsException', 'KMS_NAME_TAKEN'],
    ['MalformedPolicyDocumentException', 'KMS_POLICY_REFUSED'],
    ['IncorrectKeyMaterialException', 'KMS_WRONG_KEY_MATERIAL'],
    ['ExpiredImportTokenException', 'KMS_IMPORT_TOKEN_ENDED'],
    ['InvalidImportTokenException', 'KMS_IMPORT_TOKEN_ENDED'],
    ['InvalidGrantTokenException', 'KMS_REQUEST_REFUSED'],
    ['InvalidGrantIdException', 'KMS_REQUEST_REFUSED'],
    ['IncorrectTrustAnchorException', 'KMS_KEY_STORE_FAILED'],
    ['CloudHsmClusterNotActiveException', 'KMS_KEY_STORE_FAILED'],
    ['CustomKeyStoreNotFoundException', 'KMS_KEY_STORE_FAILED'],
    ['XksProxyUriUnreachableException', 'KMS_KEY_STORE_FAILED'],
    ['XksKeyNotFoundException', 'KMS_KEY_STORE_FAILED'],
    ['KeyUnavailableException', 'KMS_KEY_UNAVAILABLE'],
    ['IncorrectKeyException', 'KMS_WRONG_KEY'],
    ['InvalidCiphertextException', 'KMS_INVALID_CIPHERTEXT'],
    ['ThrottlingException', 'KMS_THROTTLED'],
    ['DependencyTimeoutException', 'KMS_FAILED'],
    ['KMSInternalException', 'KMS_FAILED'],
    ['ExpiredTokenException', 'KMS_CREDENTIALS_EXPIRED'],
    ['UnrecognizedClientException', 'KMS_CREDENTIALS_REFUSED'],
    ['RequestTimeTooSkewed', 'KMS_CLOCK_SKEWED'],
    ['CredentialsProviderError', 'KMS_CREDENTIALS_MISSING'],
    ['TimeoutError', 'KMS_UNREACHABLE'],
    ['AbortError', 'CANCELLED'],
  ])('%s is %s', (name, code) => {
    expect(codeFor({ name })).toBe(code)
  })

  it.each([
    ['ENOTFOUND', 'KMS_UNREACHABLE'],
    ['ECONNREFUSED', 'KMS_UNREACHABLE'],
    ['ECONNRESET', 'KMS_UNREACHABLE'],
    ['ETIMEDOUT', 'KMS_UNREACHABLE'],
    ['EHOSTUNREACH', 'KMS_UNREACHABLE'],
    ['EAI_AGAIN', 'KMS_UNREACHABLE'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'KMS_UNREACHABLE'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'KMS_UNREACHABLE'],
    ['HPE_INVALID_CONSTANT', 'KMS_ANSWER_INVALID'],
  ])('a connection that fails with %s is %s', (code, vaultCode) => {
    expect(codeFor({ code })).toBe(vaultCode)
  })

  it('a certificate that is not trusted is told apart in words', () => {
    const certificate = toKmsVaultError(sdkError({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), call)
    expect(certificate.message).toContain('certificate')
    expect(toKmsVaultError(sdkError({ code: 'ECONNREFUSED' }), call).message).not.toContain('certificate')
  })

  it('a signature that is late is the clock, any other is the secret', () => {
    const name = 'InvalidSignatureException'
    expect(codeFor({ name, message: 'Signature expired: 1 is now earlier than 2' })).toBe('KMS_CLOCK_SKEWED')
    expect(codeFor({ name, message: 'Signature not yet current: 2' })).toBe('KMS_CLOCK_SKEWED')
    expect(codeFor({ name, message: 'The request signature we calculated' })).toBe('KMS_CREDENTIALS_REFUSED')
  })

  it('a single sign-on session that ended is expired, not missing', () => {
    const name = 'CredentialsProviderError'
    const message = 'The SSO session associated with this profile has expired.'
    expect(codeFor({ name, message })).toBe('KMS_CREDENTIALS_EXPIRED')
  })

  it('a 5xx without a name of its own, or with a page for a body, is a failure of the server', () => {
    const $metadata = { httpStatusCode: 502 }
    expect(codeFor({ name: 'SyntaxError', $metadata })).toBe('KMS_FAILED')
    expect(codeFor({ name: 'Whatever', $metadata })).toBe('KMS_FAILED')
    expect(codeFor({ name: 'SyntaxError', $metadata: { httpStatusCode: 200 } })).toBe('KMS_ANSWER_INVALID')
  })

  it('anything else is a failure, also names that every object has', () => {
    expect(codeFor({ name: 'constructor' })).toBe('KMS_FAILED')
    expect(toKmsVaultError('a string', call).code).toBe('KMS_FAILED')
    expect(toKmsVaultError(null, call).code).toBe('KMS_FAILED')
  })
})

describe('a state that forbids a call', () => {
  it.each([
    ['DisabledException', 'arn is disabled.', 'KEY_DISABLED', 'Disabled'],
    // Both names are legal for a key that waits for its deletion (KMS.md section 3).
    ['DisabledException', 'arn is pending deletion.', 'KEY_STATE_INVALID', 'PendingDeletion'],
    ['KMSInvalidStateException', 'arn is pending deletion.', 'KEY_STATE_INVALID', 'PendingDeletion'],
    [
      'KMSInvalidStateException',
      'arn is pending replica deletion.',
      'KEY_STATE_INVALID',
      'PendingReplicaDeletion',
    ],
    ['KMSInvalidStateException', 'arn is pending import.', 'KEY_STATE_INVALID', 'PendingImport'],
    [
      'KMSInvalidStateException',
      'The external key store proxy did not respond.',
      'KMS_KEY_STORE_FAILED',
      undefined,
    ],
    ['KMSInvalidStateException', 'arn is unavailable.', 'KEY_STATE_INVALID', 'Unavailable'],
    ['KMSInvalidStateException', 'arn is creating.', 'KEY_STATE_INVALID', 'Creating'],
    ['KMSInvalidStateException', 'arn is updating.', 'KEY_STATE_INVALID', 'Updating'],
    ['KMSInvalidStateException', 'arn is not pending deletion.', 'KEY_STATE_INVALID', undefined],
  ])('%s: %s', (name, message, code, state) => {
    const error = toKmsVaultError(sdkError({ name, message }), call)
    expect([error.code, error.facts['state']]).toEqual([code, state])
  })
})

it('a key that is known has its name in a failure, and the day of its deletion where that is the reason', () => {
  const known = { alias: 'masters', deletionDate: '2026-12-24T00:00:00.000Z' }
  const told = (name: string, message: string) =>
    toKmsVaultError(sdkError({ name, message }), { ...call, known }).facts
  expect(told('DisabledException', 'arn is pending deletion.')).toMatchObject({
    name: 'masters',
    state: 'PendingDeletion',
    deletionDate: '2026-12-24T00:00:00.000Z',
  })
  expect(told('AccessDeniedException', 'no')).toMatchObject({ name: 'masters' })
  expect(told('AccessDeniedException', 'no')).not.toHaveProperty('deletionDate')
})

describe('the facts of an error', () => {
  it('name the call, the error and the request, and quote AWS', () => {
    const error = sdkError({
      name: 'AccessDeniedException',
      message: 'User: arn:aws:iam::1:user/x is not authorized',
      $metadata: { httpStatusCode: 400, requestId: 'r-1' },
    })
    expect(toKmsVaultError(error, call).facts).toEqual({
      ...call,
      awsError: 'AccessDeniedException',
      requestId: 'r-1',
      awsMessage: 'User: arn:aws:iam::1:user/x is not authorized',
    })
  })

  it('do not quote what no server said: a credential process may print anything', () => {
    const error = sdkError({ name: 'CredentialsProviderError', message: 'hunter2 /home/me' })
    expect(JSON.stringify(toKmsVaultError(error, call).facts)).not.toContain('hunter2')
    expect(toKmsVaultError(error, call).message).not.toContain('hunter2')
  })

  it('leave out a key where the call has none', () => {
    const { keyArn: _, ...withoutKey } = call
    expect(toKmsVaultError(sdkError({ name: 'X' }), withoutKey).facts).not.toHaveProperty('keyArn')
  })

  it('are not added to an error that is ours already', () => {
    const ours = new VaultError('KMS_ANSWER_INVALID', 'said')
    expect(toKmsVaultError(ours, call)).toBe(ours)
  })

  it('every sentence of the table is lower case', () => {
    for (const { says } of Object.values(kmsErrorsByName)) expect(says).toMatch(/^[^A-Z]+$/)
  })
})
