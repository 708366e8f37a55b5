import type { ReactNode } from 'react'
import type { Connection } from '../../../shared/model/connection.ts'
import { useKeys } from '../data/queries.ts'
import { count } from '../format/bytes.ts'
import { ago, moment } from '../format/dates.ts'
import { timeUntil } from '../format/time-until.ts'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { connectionCardText as words, principalOf, shortAccessKey } from '../words/connections-text.ts'
import { connectionText } from '../words/settings-text.ts'

/** The facts of a connection in two columns: account, Regions, keys and their age, session, endpoint. */
export function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const { accounts, identity, regions, status, credentials, endpoint } = connection
  const account = identity?.account ?? accounts.join(', ')
  const denied = status.state === 'read' ? status.denied : []
  return (
    <dl className="conn-dl">
      <Pair label={identity === null && accounts.length > 1 ? connectionText.accounts : words.account}>
        {account === '' ? <span className="dim">{connectionText.notTold}</span> : account}
        <RoleOf connection={connection} />
      </Pair>
      <Pair label={words.regions}>{regions.join(', ')}</Pair>
      <Keys connection={connection} />
      <Session connection={connection} />
      {credentials.from === 'accessKey' && (
        <Pair label={words.accessKey}>
          <Mono full dim={false}>
            {shortAccessKey(credentials.accessKeyId)}
          </Mono>
        </Pair>
      )}
      {endpoint !== null && (
        <Pair label={words.endpoint}>
          <Mono head={20} tail={12} dim={false}>
            {endpoint}
          </Mono>
        </Pair>
      )}
      {denied.length > 0 && <Pair label={connectionText.denied}>{denied.join(', ')}</Pair>}
    </dl>
  )
}

function Pair({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function RoleOf({ connection: { identity, credentials } }: { readonly connection: Connection }) {
  const role =
    identity !== null ? principalOf(identity) : credentials.from === 'sso' ? credentials.role : null
  return role === null ? null : <span className="dim">{words.as(role)}</span>
}

/** How many, and as of when: what is shown of a Region that does not answer is from an earlier reading. */
function Keys({ connection: { id, status } }: { readonly connection: Connection }) {
  const now = useNow()
  const shown = (useKeys().data ?? []).filter(
    ({ ref }) => ref.service === 'aws' && ref.connectionId === id,
  ).length
  if (status.state === 'read')
    return <Pair label={words.keys}>{words.keysRead(count(status.keyCount), ago(status.readAt, now))}</Pair>
  if (status.state === 'reading')
    return (
      <Pair label={words.keys}>
        {status.total === null
          ? words.states.reading
          : words.keysReading(count(status.done), count(status.total))}
      </Pair>
    )
  if (status.state === 'failed' && status.readAt !== null)
    return <Pair label={words.keys}>{words.keysLast(count(shown), ago(status.readAt, now))}</Pair>
  return null
}

function Session({ connection: { sessionEndsAt } }: { readonly connection: Connection }) {
  const now = useNow()
  if (sessionEndsAt === null) return null
  const isOver = new Date(sessionEndsAt).getTime() <= now.getTime()
  return (
    <Pair label={words.session}>
      {isOver ? words.ended(moment(sessionEndsAt, now)) : words.ends(timeUntil(sessionEndsAt, now))}
    </Pair>
  )
}
