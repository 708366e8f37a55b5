import type { KeyState } from '../../../shared/model/key.ts'
import type { VaultErrorCode } from '../../../shared/vault-error.ts'

/** What an error of AWS means to Keyhold. `says` finishes the sentence of the thrown VaultError. */
export interface KmsErrorRow {
  readonly code: VaultErrorCode
  readonly says: string
}

const denied: KmsErrorRow = {
  code: 'KMS_ACCESS_DENIED',
  says: 'aws kms refused: these credentials may not do this with this key; ask its administrator',
}
const throttled: KmsErrorRow = {
  code: 'KMS_THROTTLED',
  says: 'aws kms is slowing us down and still refused after several tries; try again later',
}
const failed: KmsErrorRow = {
  code: 'KMS_FAILED',
  says: 'aws kms had a failure of its own and did not recover after several tries; try again later',
}
const stateForbids: KmsErrorRow = {
  code: 'KEY_STATE_INVALID',
  says: 'the state of this key does not allow this; look at the key in aws kms',
}
const unsupported: KmsErrorRow = {
  code: 'KMS_UNSUPPORTED',
  says: 'keys of this kind or origin cannot do that; choose another key',
}
const unknownOperation: KmsErrorRow = {
  code: 'KMS_OPERATION_UNKNOWN',
  says: 'what answers at this endpoint does not know this operation; check the endpoint of the connection',
}
/** Custom key stores, CloudHSM's and external ones, with everything that stands behind them. */
const keyStoreFailed: KmsErrorRow = {
  code: 'KMS_KEY_STORE_FAILED',
  says: 'the key store of this key does not work; try again, or ask who looks after the key store',
}
const wrongUsage: KmsErrorRow = {
  code: 'KEY_USAGE_INVALID',
  says: 'this key cannot do that; only a symmetric encryption key can be used here',
}
const expired: KmsErrorRow = {
  code: 'KMS_CREDENTIALS_EXPIRED',
  says: 'the aws session has ended; sign in again',
}
const refused: KmsErrorRow = {
  code: 'KMS_CREDENTIALS_REFUSED',
  says: 'aws does not accept these credentials; check the access key and the secret of the profile',
}
const missing: KmsErrorRow = {
  code: 'KMS_CREDENTIALS_MISSING',
  says: 'there are no aws credentials where this connection looks for them; check the profile',
}
const skewed: KmsErrorRow = {
  code: 'KMS_CLOCK_SKEWED',
  says: 'aws refused the request because the clock of this computer is wrong; set it and try again',
}
const unreachable: KmsErrorRow = {
  code: 'KMS_UNREACHABLE',
  says: 'aws kms could not be reached; check the network and the endpoint of the connection',
}
const untrusted: KmsErrorRow = {
  code: 'KMS_UNREACHABLE',
  says: 'the server is not trusted: its certificate could not be verified; check the endpoint and the network',
}
const garbled: KmsErrorRow = {
  code: 'KMS_ANSWER_INVALID',
  says: 'what answered is not aws kms; check the endpoint of the connection',
}

const importTokenEnded: KmsErrorRow = {
  code: 'KMS_IMPORT_TOKEN_ENDED',
  says: 'the permission to import key material has ended or is for another key; start the import again',
}
const requestRefused: KmsErrorRow = {
  code: 'KMS_REQUEST_REFUSED',
  says: 'aws kms does not accept this request; correct what its answer names',
}

/** Errors by the name that AWS or its SDK gives them. KMS.md section 5. */
export const kmsErrorsByName: Readonly<Record<string, KmsErrorRow>> = {
  AccessDeniedException: denied,
  NotFoundException: {
    code: 'KMS_KEY_NOT_FOUND',
    says: 'there is no such key in this account and region; check both',
  },
  DisabledException: { code: 'KEY_DISABLED', says: 'this key is disabled; enable it in aws kms' },
  KMSInvalidStateException: stateForbids,
  InvalidKeyUsageException: wrongUsage,
  UnsupportedOperationException: unsupported,
  UnknownOperationException: unknownOperation,
  InvalidAction: unknownOperation,
  NotImplementedException: unknownOperation,
  KeyUnavailableException: {
    code: 'KMS_KEY_UNAVAILABLE',
    says: 'this key is not available at the moment; try again later',
  },
  IncorrectKeyException: {
    code: 'KMS_WRONG_KEY',
    says: 'this data key was encrypted under another kms key than the one the header names',
  },
  InvalidCiphertextException: {
    code: 'KMS_INVALID_CIPHERTEXT',
    says: 'aws kms cannot open this data key: damaged, made with another encryption context, or under another key',
  },
  ThrottlingException: throttled,
  Throttling: throttled,
  TooManyRequestsException: throttled,
  RequestLimitExceeded: throttled,
  LimitExceededException: {
    code: 'KMS_LIMIT_REACHED',
    says: 'a limit of aws kms is reached; remove what is not needed, or ask aws for a higher one',
  },
  AlreadyExistsException: {
    code: 'KMS_NAME_TAKEN',
    says: 'this name is taken in this account and region; choose another one',
  },
  ConflictException: {
    code: 'KMS_ROTATION_BUSY',
    says: 'a rotation of this key runs now or is due within 20 minutes; try again after it',
  },
  MalformedPolicyDocumentException: {
    code: 'KMS_POLICY_REFUSED',
    says: 'aws kms refused the policy; correct what its answer names',
  },
  ExpiredImportTokenException: importTokenEnded,
  InvalidImportTokenException: importTokenEnded,
  IncorrectKeyMaterialException: {
    code: 'KMS_WRONG_KEY_MATERIAL',
    says: 'this is not the key material that the key had; choose the original one',
  },
  ValidationException: requestRefused,
  TagException: requestRefused,
  InvalidAliasNameException: requestRefused,
  InvalidArnException: requestRefused,
  InvalidGrantIdException: requestRefused,
  InvalidGrantTokenException: requestRefused,
  DependencyTimeoutException: failed,
  KMSInternalException: failed,
  InternalFailure: failed,
  InternalServerError: failed,
  ServiceUnavailable: failed,
  ServiceUnavailableException: failed,
  ExpiredTokenException: expired,
  ExpiredToken: expired,
  UnauthorizedException: expired,
  UnrecognizedClientException: refused,
  InvalidClientTokenId: refused,
  InvalidSignatureException: refused,
  SignatureDoesNotMatch: refused,
  IncompleteSignature: refused,
  IncompleteSignatureException: refused,
  MissingAuthenticationTokenException: refused,
  // STS says it without `Exception`: a role that may not be assumed, so there are no credentials at all.
  AccessDenied: refused,
  CredentialsProviderError: missing,
  TokenProviderError: missing,
  ProviderError: missing,
  RequestTimeTooSkewed: skewed,
  RequestExpired: skewed,
  RequestInTheFuture: skewed,
  TimeoutError: unreachable,
  AbortError: { code: 'CANCELLED', says: 'the call to aws kms was cancelled' },
  SyntaxError: garbled,
}

/** Errors by the code that Node gives a connection that failed. */
export const kmsErrorsByNodeCode: readonly (readonly [RegExp, KmsErrorRow])[] = [
  [/^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_TLS_|ERR_SSL_|EPROTO$|HOSTNAME_MISMATCH$)/, untrusted],
  [/^(ENOTFOUND|EAI_|ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|EADDRNOTAVAIL|EACCES|UND_ERR_)/, unreachable],
  [/^HPE_/, garbled],
]

/** Where one name has two meanings, its message tells them apart. */
export const kmsErrorsByMessage: readonly (readonly [name: string, message: RegExp, KmsErrorRow])[] = [
  ['InvalidSignatureException', /^Signature (expired|not yet current)/i, skewed],
  // The SDK wraps what failed underneath: without a network there are still credentials.
  [
    'CredentialsProviderError',
    /\b(ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)\b/,
    unreachable,
  ],
  ['CredentialsProviderError', /expired|sign in|log ?in again|sso login/i, expired],
  ['TokenProviderError', /expired|sign in|log ?in again|sso login/i, expired],
  // Of keys in custom key stores this name covers whatever fails outside of KMS (KMS.md section 5).
  [
    'KMSInvalidStateException',
    /external key (store|manager)|\bxks|cloudhsm|key store proxy/i,
    keyStoreFailed,
  ],
  // Both names are legal for it (KMS.md section 3, notes 2 and 3).
  ['DisabledException', /pending (replica )?deletion/i, stateForbids],
]

/** The state that a refusal because of one speaks of, by its message. KMS.md section 3. */
export const statesInMessages: readonly (readonly [RegExp, KeyState])[] = [
  [/pending replica deletion/i, 'PendingReplicaDeletion'],
  [/(?<!not )pending deletion/i, 'PendingDeletion'],
  [/pending import/i, 'PendingImport'],
  [/unavailable/i, 'Unavailable'],
  [/creating/i, 'Creating'],
  [/updating/i, 'Updating'],
  [/is disabled/i, 'Disabled'],
]

/** Errors by the beginning of their name. */
export const kmsErrorsByPrefix: readonly (readonly [prefix: string, KmsErrorRow])[] = [
  ['CustomKeyStoreNameInUse', requestRefused],
  ['CustomKeyStore', keyStoreFailed],
  ['CloudHsm', keyStoreFailed],
  ['IncorrectTrustAnchor', keyStoreFailed],
  ['Xks', keyStoreFailed],
]

/** Everything else that a server of HTTP status 500 and more, or anyone at all, may say. */
export const otherServerFailure = failed
export const otherFailure: KmsErrorRow = { code: 'KMS_FAILED', says: 'aws kms refused the request' }
