/** Errors of KMS by name: HTTP status, and the words AWS uses where it always uses the same. KMS.md section 5. */
export const fakeErrors = {
  AccessDeniedException: { status: 400 },
  AlreadyExistsException: { status: 400 },
  ConflictException: { status: 400 },
  CustomKeyStoreNotFoundException: { status: 400 },
  DependencyTimeoutException: {
    status: 503,
    message: 'The system timed out while trying to fulfill the request.',
  },
  DisabledException: { status: 400 },
  DryRunOperationException: {
    status: 412,
    message: 'The request would have succeeded, but the DryRun option is set.',
  },
  ExpiredImportTokenException: { status: 400, message: 'Import token is expired.' },
  ExpiredTokenException: { status: 400, message: 'The security token included in the request is expired' },
  IncorrectKeyException: {
    status: 400,
    message:
      'The key ID in the request does not identify a CMK that can perform this operation on the given ciphertext.',
  },
  IncorrectKeyMaterialException: { status: 400 },
  InternalFailure: { status: 500, message: '' },
  InvalidAliasNameException: { status: 400 },
  InvalidArnException: { status: 400 },
  InvalidCiphertextException: { status: 400, message: '' },
  InvalidGrantIdException: { status: 400 },
  InvalidGrantTokenException: { status: 400 },
  InvalidImportTokenException: { status: 400, message: 'Import token is invalid.' },
  InvalidKeyUsageException: { status: 400 },
  InvalidMarkerException: { status: 400, message: 'Could not deserialize marker' },
  InvalidSignatureException: {
    status: 400,
    message:
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  },
  KMSInternalException: {
    status: 500,
    message: 'The request was rejected because an internal exception occurred.',
  },
  KMSInvalidMacException: { status: 400, message: '' },
  KMSInvalidSignatureException: { status: 400, message: '' },
  KMSInvalidStateException: { status: 400 },
  KeyUnavailableException: {
    status: 500,
    message: 'The request was rejected because the key was unavailable.',
  },
  LimitExceededException: { status: 400 },
  MalformedPolicyDocumentException: { status: 400 },
  MissingAuthenticationTokenException: { status: 400, message: 'Missing Authentication Token' },
  NotFoundException: { status: 400 },
  SerializationException: { status: 400 },
  ServiceUnavailable: { status: 503, message: '' },
  TagException: { status: 400 },
  ThrottlingException: {
    status: 400,
    message: 'You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.',
  },
  UnknownOperationException: { status: 400, message: '' },
  UnrecognizedClientException: {
    status: 400,
    message: 'The security token included in the request is invalid.',
  },
  UnsupportedOperationException: { status: 400 },
  ValidationException: { status: 400 },
} as const satisfies Record<string, { status: number; message?: string }>

export type FakeErrorName = keyof typeof fakeErrors

/** An error that the fake answers with. */
export class FakeError extends Error {
  override readonly name: FakeErrorName
  readonly status: number

  constructor(name: FakeErrorName, message?: string) {
    const row: { status: number; message?: string } = fakeErrors[name]
    super(message ?? row.message ?? '')
    this.name = name
    this.status = row.status
  }
}
