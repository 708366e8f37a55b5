import type { Connection } from '../../../shared/model/connection.ts'
import { connectionTroubles } from './connection-troubles.ts'
import { TroubleNotice } from './trouble-notice.tsx'

interface ConnectionNoticesProps {
  readonly connections: readonly Connection[]
  readonly onReadAgain: () => void
}

/** What stands between the person and some keys, connection by connection: the others are shown all the same. */
export function ConnectionNotices({ connections, onReadAgain }: ConnectionNoticesProps) {
  return connections.flatMap((connection) =>
    connectionTroubles(connection).map((trouble) => (
      <TroubleNotice
        key={`${connection.id} ${JSON.stringify({ ...trouble, done: 0, total: 0, slowedTo: 0 })}`}
        of={trouble}
        connection={connection}
        onReadAgain={onReadAgain}
      />
    )),
  )
}
