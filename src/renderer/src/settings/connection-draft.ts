import type { Connection, ConnectionDraft, Profile } from '../../../shared/model/connection.ts'
import { connectionText } from '../words/settings-text.ts'

/** The form of a connection, as typed. `source`: '' = not chosen, 'environment', or `profile:<name>`. */
export interface ConnectionFields {
  readonly name: string
  readonly source: string
  readonly region: string
  readonly endpoint: string
}

/** What is wrong with each field; an empty object = nothing. */
export type ConnectionFieldErrors = Partial<Record<keyof ConnectionFields, string>>

const profilePrefix = 'profile:'
const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The value of the credentials select for a profile. */
export const sourceOf = (profile: string): string => `${profilePrefix}${profile}`

/** The form of a new connection; of `connection` where one is changed. The only profile is chosen already. */
export function fieldsFor(connection: Connection | null, profiles: readonly Profile[]): ConnectionFields {
  if (connection !== null) {
    const { credentials } = connection
    return {
      name: connection.name,
      source: credentials.from === 'profile' ? sourceOf(credentials.profile) : 'environment',
      region: connection.regions[0] ?? '',
      endpoint: connection.endpoint ?? '',
    }
  }
  const [only, ...others] = profiles
  const chosen = only !== undefined && others.length === 0 ? only : undefined
  return {
    name: chosen?.name ?? '',
    source: chosen === undefined ? '' : sourceOf(chosen.name),
    region: chosen?.region ?? '',
    endpoint: '',
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
  const keepsRegion = fields.region !== '' && fields.region !== before?.region
  return {
    ...fields,
    source,
    name: keepsName ? fields.name : (after?.name ?? fields.name),
    region: keepsRegion ? fields.region : (after?.region ?? fields.region),
  }
}

/** What stands in the way of saving. The main process checks again; this only tells sooner. */
export function fieldErrors(fields: ConnectionFields): ConnectionFieldErrors {
  return {
    ...(fields.name.trim() === '' && { name: connectionText.needName }),
    ...(fields.source === '' && { source: connectionText.needCredentials }),
    ...(!/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/.test(fields.region.trim()) && { region: connectionText.badRegion }),
    ...(!isEndpoint(fields.endpoint.trim()) && { endpoint: connectionText.badEndpoint }),
  }
}

function isEndpoint(text: string): boolean {
  if (text === '') return true
  const url = URL.parse(text)
  if (url === null) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && localHosts.has(url.hostname))
}

/** The draft to save, of fields without errors. */
export function draftOf(fields: ConnectionFields): ConnectionDraft {
  const endpoint = fields.endpoint.trim()
  return {
    name: fields.name.trim(),
    credentials: fields.source.startsWith(profilePrefix)
      ? { from: 'profile', profile: fields.source.slice(profilePrefix.length) }
      : { from: 'environment' },
    regions: [fields.region.trim()],
    roles: [],
    stsEndpoint: null,
    signInEndpoint: null,
    endpoint: endpoint === '' ? null : endpoint,
  }
}
