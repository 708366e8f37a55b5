import { ActionIcon, Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloud, IconPencil, IconTrash } from '@tabler/icons-react'
import type { Connection, ReadingStatus } from '../../../shared/model/connection.ts'
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

function StatusChip({ status }: { readonly status: ReadingStatus }) {
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
  const accounts = connection.accounts.join(', ')
  return (
    <dl className="conn-dl">
      <dt>{words.region}</dt>
      <dd>{connection.regions.join(', ')}</dd>
      <dt>{connection.accounts.length > 1 ? words.accounts : words.account}</dt>
      <dd className={accounts === '' ? 'dim' : undefined}>{accounts === '' ? words.notTold : accounts}</dd>
      {status.state === 'read' && (
        <>
          <dt>{words.keys}</dt>
          <dd>{words.keysRead(count(status.keyCount), ago(status.readAt, now))}</dd>
        </>
      )}
      {status.state === 'read' && status.denied.length > 0 && (
        <>
          <dt>{words.denied}</dt>
          <dd>{status.denied.join(', ')}</dd>
        </>
      )}
      {connection.endpoint !== null && (
        <>
          <dt>{words.endpoint}</dt>
          <dd>
            <Mono full dim={false}>
              {connection.endpoint}
            </Mono>
          </dd>
        </>
      )}
    </dl>
  )
}
