/** Errors of sso-oidc and of the portal by name: HTTP status, and OAuth's word for it where there is one. */
const errors = {
  AccessDeniedException: { status: 400, error: 'access_denied' },
  AuthorizationPendingException: { status: 400, error: 'authorization_pending' },
  ExpiredTokenException: { status: 400, error: 'expired_token' },
  InvalidClientException: { status: 401, error: 'invalid_client' },
  InvalidGrantException: { status: 400, error: 'invalid_grant' },
  InvalidRedirectUriException: { status: 400, error: 'invalid_redirect_uri' },
  InvalidRequestException: { status: 400, error: 'invalid_request' },
  SlowDownException: { status: 400, error: 'slow_down' },
  UnsupportedGrantTypeException: { status: 400, error: 'unsupported_grant_type' },
  ForbiddenException: { status: 403, error: null },
  ResourceNotFoundException: { status: 404, error: null },
  TooManyRequestsException: { status: 429, error: null },
  UnauthorizedException: { status: 401, error: null },
} as const

export type SsoErrorName = keyof typeof errors

/** An error that IAM Identity Center answers with. */
export class SsoError extends Error {
  override readonly name: SsoErrorName

  constructor(name: SsoErrorName, message = name as string) {
    super(message)
    this.name = name
  }

  get status(): number {
    return errors[this.name].status
  }

  get body(): Record<string, string> {
    const { error } = errors[this.name]
    return error === null ? { message: this.message } : { error, error_description: this.message }
  }
}
