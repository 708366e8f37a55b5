import { z } from 'zod'
import { connectionDraft, type ConnectionDraft } from '../../shared/model/connection.ts'
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

/** The document of the profile that keeps connections. It holds no secret: a profile's name, never its credentials. */
export const storedConnections = z.strictObject({
  version: z.literal(1),
  connections: z.array(storedConnection).max(mostConnections),
})
export type StoredConnections = z.infer<typeof storedConnections>

/** Where the document is kept. `read` gives undefined where there is none; `write` replaces it whole or not at all. */
export interface ConnectionStorage {
  read(): Promise<StoredConnections | undefined>
  write(document: StoredConnections): Promise<void>
}

/** True where the two reach other accounts or servers, so that what was learned through one is not true of the other. */
export function reachesElsewhere(before: ConnectionDraft, after: ConnectionDraft): boolean {
  return (
    JSON.stringify(before.regions) !== JSON.stringify(after.regions) ||
    before.endpoint !== after.endpoint ||
    JSON.stringify(before.credentials) !== JSON.stringify(after.credentials)
  )
}

/** The draft as it is kept: only known fields, and an endpoint that may be used. Throws INVALID_REQUEST. */
export function checkedDraft(draft: ConnectionDraft): ConnectionDraft {
  return { ...connectionDraft.parse(draft), endpoint: checkedEndpoint(draft.endpoint) }
}
