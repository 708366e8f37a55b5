import type {
  AssumedRole,
  Connection,
  ConnectionDraft,
  CredentialsSource,
  Profile,
} from '../../../shared/model/connection.ts'
import { connectionFormText as words } from '../words/connections-text.ts'
import { connectionText } from '../words/settings-text.ts'

/** A role as typed; empty text = not given. */
export interface RoleFields {
  readonly arn: string
  readonly externalId: string
  readonly mfaSerial: string
}

/** The form of a connection, as typed. `source`: '' = not chosen, `profile:<name>`, or another kind of source. */
export interface ConnectionFields {
  readonly name: string
  readonly source: string
  readonly accessKeyId: string
  readonly secret: string
  readonly sessionToken: string
  readonly startUrl: string
  readonly ssoRegion: string
  readonly regions: readonly string[]
  readonly endpoint: string
  readonly stsEndpoint: string
  readonly signInEndpoint: string
  readonly roles: readonly RoleFields[]
}

/** What is wrong with each field; an empty object = nothing. */
export type ConnectionFieldErrors = Partial<Record<keyof ConnectionFields, string>>

const profilePrefix = 'profile:'
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const regionForm = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/
const roleForm = /^arn:[a-z-]+:iam::\d{12}:role\/.+$/

/** The value of the credentials select for a profile. */
export const sourceOf = (profile: string): string => `${profilePrefix}${profile}`

export const noRole: RoleFields = { arn: '', externalId: '', mfaSerial: '' }

const empty: ConnectionFields = {
  name: '',
  source: '',
  accessKeyId: '',
  secret: '',
  sessionToken: '',
  startUrl: '',
  ssoRegion: '',
  regions: [],
  endpoint: '',
  stsEndpoint: '',
  signInEndpoint: '',
  roles: [],
}

/** The form of a new connection; of `connection` where one is changed. The only profile is chosen already. */
export function fieldsFor(connection: Connection | null, profiles: readonly Profile[]): ConnectionFields {
  if (connection !== null) {
    const { name, regions, roles, endpoint, stsEndpoint, signInEndpoint } = connection
    return {
      ...empty,
      ...sourceFields(connection.credentials),
      name,
      regions,
      endpoint: endpoint ?? '',
      stsEndpoint: stsEndpoint ?? '',
      signInEndpoint: signInEndpoint ?? '',
      roles: roles.map(({ arn, externalId, mfaSerial }) => ({
        arn,
        externalId: externalId ?? '',
        mfaSerial: mfaSerial ?? '',
      })),
    }
  }
  const [only, ...others] = profiles
  if (only === undefined || others.length > 0) return empty
  const regions = only.region === null ? [] : [only.region]
  return { ...empty, name: only.name, source: sourceOf(only.name), regions }
}

function sourceFields(credentials: CredentialsSource): Partial<ConnectionFields> {
  switch (credentials.from) {
    case 'profile':
      return { source: sourceOf(credentials.profile) }
    case 'accessKey':
      return { source: 'accessKey', accessKeyId: credentials.accessKeyId }
    case 'sso':
      return { source: 'sso', startUrl: credentials.startUrl, ssoRegion: credentials.ssoRegion }
    default:
      return { source: credentials.from }
  }
}

/** The fields after another source was chosen: name and Region follow the profile where they were not typed. */
export function withSource(
  fields: ConnectionFields,
  source: string,
  profiles: readonly Profile[],
): ConnectionFields {
  const profileOf = (value: string) => profiles.find((profile) => sourceOf(profile.name) === value)
  const before = profileOf(fields.source)
  const after = profileOf(source)
  const keepsName = fields.name !== '' && fields.name !== before?.name
  const [only, ...others] = fields.regions
  const keepsRegions = fields.regions.length > 0 && (others.length > 0 || only !== before?.region)
  const region = after?.region ?? null
  return {
    ...fields,
    source,
    name: keepsName ? fields.name : (after?.name ?? fields.name),
    regions: keepsRegions || region === null ? fields.regions : [region],
  }
}

/**
 * What stands in the way of saving. `keepsSecret`: the secret of this access key is sealed already. The main process
 * checks again; this only tells sooner.
 */
export function fieldErrors(fields: ConnectionFields, keepsSecret = false): ConnectionFieldErrors {
  const { source, regions, roles } = fields
  const badRegion = regions.some((region) => !regionForm.test(region.trim()))
  return {
    ...(fields.name.trim() === '' && { name: connectionText.needName }),
    ...(source === '' && { source: connectionText.needCredentials }),
    ...(source === 'accessKey' && accessKeyErrors(fields, keepsSecret)),
    ...(source === 'sso' && ssoErrors(fields)),
    ...(regions.length === 0 && { regions: words.needRegion }),
    ...(badRegion && { regions: connectionText.badRegion }),
    ...(!isEndpoint(fields.endpoint) && { endpoint: connectionText.badEndpoint }),
    ...(!isEndpoint(fields.stsEndpoint) && { stsEndpoint: connectionText.badEndpoint }),
    ...(!isEndpoint(fields.signInEndpoint) && { signInEndpoint: connectionText.badEndpoint }),
    ...(roles.some(({ arn }) => !roleForm.test(arn.trim())) && { roles: words.badRole }),
  }
}

function accessKeyErrors({ accessKeyId, secret }: ConnectionFields, keepsSecret: boolean) {
  return {
    ...(!/^[A-Z0-9]{16,128}$/.test(accessKeyId.trim()) && { accessKeyId: words.needAccessKey }),
    ...(secret.trim().length < 16 && !(keepsSecret && secret.trim() === '') && { secret: words.needSecret }),
  }
}

function ssoErrors({ startUrl, ssoRegion }: ConnectionFields) {
  return {
    ...((startUrl.trim() === '' || !isEndpoint(startUrl)) && { startUrl: words.needStartUrl }),
    ...(!regionForm.test(ssoRegion.trim()) && { ssoRegion: connectionText.badRegion }),
  }
}

function isEndpoint(typed: string): boolean {
  const text = typed.trim()
  if (text === '') return true
  const url = URL.parse(text)
  if (url === null) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && localHosts.has(url.hostname))
}

/** The draft to save, of fields without errors. Account and role of single sign-on stay as they were at the same place. */
export function draftOf(fields: ConnectionFields, before: Connection | null = null): ConnectionDraft {
  return {
    name: fields.name.trim(),
    credentials: credentialsOf(fields, before),
    regions: fields.regions.map((region) => region.trim()),
    roles: fields.roles.map(roleOf),
    endpoint: orNull(fields.endpoint),
    stsEndpoint: orNull(fields.stsEndpoint),
    signInEndpoint: orNull(fields.signInEndpoint),
  }
}

/** The secret that was typed for an access key; null keeps the one that is sealed. */
export function typedSecret({ source, secret, sessionToken }: ConnectionFields) {
  if (source !== 'accessKey' || secret.trim() === '') return null
  return { secretAccessKey: secret.trim(), sessionToken: orNull(sessionToken) }
}

function credentialsOf(fields: ConnectionFields, before: Connection | null): CredentialsSource {
  const { source } = fields
  if (source.startsWith(profilePrefix))
    return { from: 'profile', profile: source.slice(profilePrefix.length) }
  if (source === 'accessKey') return { from: 'accessKey', accessKeyId: fields.accessKeyId.trim() }
  if (source === 'machine') return { from: 'machine' }
  if (source !== 'sso') return { from: 'environment' }
  const [startUrl, ssoRegion] = [fields.startUrl.trim(), fields.ssoRegion.trim()]
  const known = before?.credentials.from === 'sso' ? before.credentials : null
  const isSame = known?.startUrl === startUrl && known.ssoRegion === ssoRegion
  return {
    from: 'sso',
    startUrl,
    ssoRegion,
    account: isSame ? known.account : null,
    role: isSame ? known.role : null,
  }
}

function roleOf({ arn, externalId, mfaSerial }: RoleFields): AssumedRole {
  return { arn: arn.trim(), externalId: orNull(externalId), mfaSerial: orNull(mfaSerial) }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
