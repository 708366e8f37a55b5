import type { KeyRow } from '../../../shared/model/key.ts'
import { useRefreshKeys } from '../data/change.ts'
import { useConnections } from '../data/queries.ts'
import { type ConnectionTrouble, connectionTroubles } from './connection-troubles.ts'
import { TroubleNotice } from './trouble-notice.tsx'

/** Why what is shown of a key is old, and how old: its Region cannot be reached, or its connection is signed out. */
export function KeyAway({ row }: { readonly row: KeyRow }) {
  const connections = useConnections().data ?? []
  const refresh = useRefreshKeys()
  const { ref } = row
  if (ref.service === 'local') return null
  const connection = connections.find(({ id }) => id === ref.connectionId)
  if (connection === undefined) return null
  const trouble = connectionTroubles(connection).find((each) => isAway(each, row.region))
  if (trouble === undefined) return null
  return (
    <div className="kaway">
      <TroubleNotice of={trouble} connection={connection} onReadAgain={() => refresh.mutate()} />
    </div>
  )
}

const isAway = (trouble: ConnectionTrouble, region: string | null): boolean =>
  trouble.kind === 'signedOut' ||
  (trouble.kind === 'offline' && (trouble.region === null || trouble.region === region))
