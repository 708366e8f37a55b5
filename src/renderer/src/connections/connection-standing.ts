import type { Connection } from '../../../shared/model/connection.ts'

/** How a connection stands, in the one word of its chip. */
export type ConnectionStanding =
  | 'signedIn'
  | 'signingIn'
  | 'ended'
  | 'notSignedIn'
  | 'offline'
  | 'reachable'
  | 'reading'
  | 'failed'
  | 'notRead'

/** What a person has to know first: signing in before the network, the network before the reading. */
export function standingOf({
  signIn,
  offline,
  status,
  credentials,
  identity,
}: Connection): ConnectionStanding {
  if (signIn.state === 'waiting') return 'signingIn'
  const wasThere =
    status.state === 'read' || identity !== null || (status.state === 'failed' && status.readAt !== null)
  if (signIn.state === 'needed' || signIn.state === 'failed') {
    const isNew = credentials.from === 'sso' && (credentials.account === null || !wasThere)
    return isNew ? 'notSignedIn' : 'ended'
  }
  if (status.state === 'failed' && status.problem.code === 'KMS_CREDENTIALS_EXPIRED') return 'ended'
  if (offline) return 'offline'
  if (status.state === 'reading') return 'reading'
  if (signIn.state === 'signedIn') return 'signedIn'
  if (status.state === 'failed') return 'failed'
  return status.state === 'read' ? 'reachable' : 'notRead'
}

/** Whether AWS can be reached at all, by the connections that were tried; null where there is none. */
export function onlineState(connections: readonly Connection[]): 'online' | 'offline' | 'partly' | null {
  const tried = connections.filter(({ status }) => status.state !== 'notRead')
  const away = tried.filter(({ offline }) => offline).length
  if (tried.length === 0) return null
  if (away === 0) return 'online'
  return away === tried.length ? 'offline' : 'partly'
}
