import { z } from 'zod'
import { connectionDraft, regionName, type ConnectionDraft } from '../../shared/model/connection.ts'
import { checkedEndpoint } from './endpoint-rule.ts'

/** The form of an AWS account's id. */
export const accountId = z.string().regex(/^\d{12}$/)

/** A document with more connections would not be read again. */
export const mostConnections = 100

export const storedConnection = z.strictObject({
  id: z.uuid(),
  ...connectionDraft.shape,
  /** AWS accounts that own keys listed here once, or that a person allowed. */
  accounts: z.array(accountId),
})
export type StoredConnection = z.infer<typeof storedConnection>

const versionTwo = z.strictObject({
  version: z.literal(2),
  connections: z.array(storedConnection).max(mostConnections),
})
export type StoredConnections = z.infer<typeof versionTwo>

/** What Keyhold 0.1 wrote: one Region a connection, and credentials of a profile or the environment. */
const versionOne = z.strictObject({
  version: z.literal(1),
  connections: z
    .array(
      z.strictObject({
        id: z.uuid(),
        name: connectionDraft.shape.name,
        credentials: connectionDraft.shape.credentials,
        region: regionName,
        endpoint: connectionDraft.shape.endpoint,
        accounts: z.array(accountId),
      }),
    )
    .max(mostConnections),
})

function fromVersionOne({ connections }: z.infer<typeof versionOne>): StoredConnections {
  return {
    version: 2,
    connections: connections.map(({ region, ...kept }) => ({
      ...kept,
      regions: [region],
      roles: [],
      stsEndpoint: null,
      signInEndpoint: null,
    })),
  }
}

/**
 * The document of the profile that keeps connections, of this version or an earlier one. It holds no secret: a profile's
 * name or an access key's id, never what belongs to it.
 */
export const storedConnections: z.ZodType<StoredConnections> = z.union([
  versionTwo,
  versionOne.transform(fromVersionOne),
])

/** Where the document is kept. `read` gives undefined where there is none; `write` replaces it whole or not at all. */
export interface ConnectionStorage {
  read(): Promise<StoredConnections | undefined>
  write(document: StoredConnections): Promise<void>
}

/** True where the two reach other accounts or servers, so that what was learned through one is not true of the other. */
export function reachesElsewhere(before: ConnectionDraft, after: ConnectionDraft): boolean {
  return whereItReaches(before) !== whereItReaches(after)
}

function whereItReaches({ credentials, roles, endpoint, signInEndpoint }: ConnectionDraft): string {
  return JSON.stringify([credentials, roles, endpoint, signInEndpoint])
}

/** The draft as it is kept: only known fields, each Region once, endpoints that may be used. Throws INVALID_REQUEST. */
export function checkedDraft(draft: ConnectionDraft): ConnectionDraft {
  const known = connectionDraft.parse(draft)
  return {
    ...known,
    regions: [...new Set(known.regions)],
    endpoint: checkedEndpoint(known.endpoint),
    stsEndpoint: checkedEndpoint(known.stsEndpoint, 'stsEndpoint'),
    signInEndpoint: checkedEndpoint(known.signInEndpoint, 'signInEndpoint'),
  }
}
