import { useRefreshKeys } from '../data/change.ts'
import { useConnections } from '../data/queries.ts'
import { connectionTroubles } from '../keys/connection-troubles.ts'
import { TroubleNotice } from '../keys/trouble-notice.tsx'

/** From when the page's dates are, connection by connection, where one is out of reach or signed out. */
export function AwayNotices() {
  const connections = useConnections().data ?? []
  const refresh = useRefreshKeys()
  return connections.flatMap((connection) =>
    connectionTroubles(connection)
      .filter(({ kind }) => kind === 'offline' || kind === 'signedOut')
      .map((trouble) => (
        <TroubleNotice
          key={`${connection.id} ${JSON.stringify(trouble)}`}
          of={trouble}
          connection={connection}
          onReadAgain={() => refresh.mutate()}
        />
      )),
  )
}
