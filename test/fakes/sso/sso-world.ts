/** An account that a person may reach through IAM Identity Center, and the roles there. */
export interface FakeSsoAccount {
  readonly accountId: string
  readonly accountName: string
  readonly roles: readonly string[]
}

export interface FakeClient {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  readonly scopes: readonly string[]
}

/** A device's or a browser's wish to sign in. */
export interface FakeAuthorization {
  readonly clientId: string
  readonly expiresAt: Date
  /** Null until the person decided. */
  approved: boolean | null
}

export interface FakeDeviceAuthorization extends FakeAuthorization {
  readonly deviceCode: string
  readonly userCode: string
}

export interface FakeCode extends FakeAuthorization {
  readonly code: string
  readonly challenge: string
  readonly redirectUri: string
}

export interface FakeSsoToken {
  readonly accessToken: string
  readonly refreshToken: string
  readonly clientId: string
  expiresAt: Date
}

/** What IAM Identity Center knows. Tests change the fields that are not readonly. */
export interface SsoWorld {
  readonly startUrl: string
  readonly person: string
  accounts: FakeSsoAccount[]
  readonly clients: FakeClient[]
  readonly devices: FakeDeviceAuthorization[]
  readonly codes: FakeCode[]
  readonly tokens: FakeSsoToken[]
  /** Whether the browser page lets the app in at once, or the person says no. */
  browserAllows: boolean
  /** Whether a device code is good at once, without anybody typing it. */
  devicesAllowed: boolean
  /** Seconds that an access token lasts, and a role's credentials. */
  tokenSeconds: number
  credentialSeconds: number
  /** Seconds that a client shall wait between asking for the token of a device. */
  pollSeconds: number
  /** False: refresh tokens are refused, as after a person was signed out everywhere. */
  refreshes: boolean
}

export function newSsoWorld(): SsoWorld {
  return {
    startUrl: 'https://d-9067642ac7.awsapps.com/start',
    person: 'operator@example.com',
    accounts: [
      { accountId: '111122223333', accountName: 'Keyhold media', roles: ['KeyAdministrator', 'KeyUser'] },
      { accountId: '444455556666', accountName: 'Keyhold archive', roles: ['KeyUser'] },
    ],
    clients: [],
    devices: [],
    codes: [],
    tokens: [],
    browserAllows: true,
    devicesAllowed: false,
    tokenSeconds: 28_800,
    credentialSeconds: 3600,
    pollSeconds: 1,
    refreshes: true,
  }
}
