import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloud, IconPencil, IconTrash } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import type { Connection, ConnectionStatus } from '../../../shared/model/connection.ts'
import { useRefreshKeys } from '../data/change.ts'
import { count } from '../format/bytes.ts'
import { ago } from '../format/dates.ts'
import { Chip } from '../ui/chip.tsx'
import { Mono } from '../ui/mono.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { connectionText as words } from '../words/settings-text.ts'

interface ConnectionCardProps {
  readonly connection: Connection
  readonly onEdit: () => void
  readonly onRemove: () => void
}

/** One AWS connection with how it stands. */
export function ConnectionCard({ connection, onEdit, onRemove }: ConnectionCardProps) {
  const refresh = useRefreshKeys()
  const { name, credentials, status } = connection
  const from = credentials.from === 'profile' ? words.profile(credentials.profile) : words.environment
  return (
    <article className="card conn" aria-label={name}>
      <div className="conn-top">
        <span className="tile">
          <IconCloud size={16} stroke={1.75} aria-hidden />
        </span>
        <div className="grow">
          <h3 className="ell">{name}</h3>
          <div className="small dim">{from}</div>
        </div>
        <StatusChip status={status} />
        <ActionIcon aria-label={words.edit(name)} onClick={onEdit}>
          <IconPencil size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={words.remove(name)} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <Facts connection={connection} />
      {status.state === 'failed' && (
        <div className="conn-bad">
          <ProblemPanel problem={status.problem} tone="amber">
            <Button size="compact-sm" onClick={() => refresh.mutate()}>
              {words.readAgain}
            </Button>
          </ProblemPanel>
        </div>
      )}
    </article>
  )
}

function StatusChip({ status }: { readonly status: ConnectionStatus }) {
  const label = words.states[status.state]
  if (status.state === 'failed') {
    return (
      <Chip tone="amber" icon={IconAlertTriangle}>
        {label}
      </Chip>
    )
  }
  return status.state === 'read' ? <Chip icon={IconCheck}>{label}</Chip> : <Chip>{label}</Chip>
}

function Facts({ connection }: { readonly connection: Connection }) {
  const now = useNow()
  const { status } = connection
  const rows: [string, ReactNode][] = [
    [words.region, connection.region],
    [
      connection.accounts.length > 1 ? words.accounts : words.account,
      connection.accounts.length === 0 ? (
        <span className="dim">{words.notTold}</span>
      ) : (
        connection.accounts.join(', ')
      ),
    ],
  ]
  if (status.state === 'read') {
    rows.push([words.keys, words.keysRead(count(status.keyCount), ago(status.readAt, now))])
    if (status.denied.length > 0) rows.push([words.denied, status.denied.join(', ')])
  }
  if (connection.endpoint !== null) {
    rows.push([
      words.endpoint,
      <Mono key="endpoint" full dim={false}>
        {connection.endpoint}
      </Mono>,
    ])
  }
  return (
    <dl className="conn-dl">
      {rows.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
