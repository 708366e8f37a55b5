import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed } from '@tabler/icons-react'
import type { StoreSnapshot, VaultHealth } from '../../../shared/model/vault.ts'
import { ago, exactTime } from '../format/dates.ts'
import { Chip } from '../ui/chip.tsx'
import { useNow } from '../ui/use-now.ts'
import { healthText as words } from '../words/health-text.ts'
import { RestoreSnapshot } from './restore-snapshot.tsx'

interface SnapshotsProps {
  readonly health: VaultHealth
  readonly busy: boolean
  readonly onTake: () => void
}

/** The copies of the store that are here, and what was set aside. */
export function Snapshots({ health, busy, onTake }: SnapshotsProps) {
  return (
    <>
      <section className="set-part" aria-label={words.snapshots}>
        <div className="row">
          <h3 className="grow">{words.snapshots}</h3>
          <Button size="compact-sm" disabled={busy || health.storeId === null} onClick={onTake}>
            {words.take}
          </Button>
        </div>
        <p className="mid soft">{words.snapshotsNote}</p>
        {health.snapshots.length === 0 ? (
          <p className="mid dim">{words.noSnapshots}</p>
        ) : (
          <ul className="rows">
            {health.snapshots.map((snapshot) => (
              <SnapshotRow key={snapshot.name} snapshot={snapshot} />
            ))}
          </ul>
        )}
      </section>
      {health.setAside.length > 0 && (
        <section className="set-part" aria-label={words.setAside}>
          <h3>{words.setAside}</h3>
          <p className="mid soft">{words.setAsideNote}</p>
          <ul className="rows">
            {health.setAside.map((name) => (
              <li key={name} className="mono sel wrap">
                {name}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function SnapshotRow({ snapshot }: { readonly snapshot: StoreSnapshot }) {
  const now = useNow()
  return (
    <li>
      <div className="grow">
        <div title={snapshot.name}>{exactTime(snapshot.at)}</div>
        <div className="small dim">
          {ago(snapshot.at, now)}, {words.keys(snapshot.keyCount)}
        </div>
      </div>
      <Standing good={snapshot.good} />
      {snapshot.good !== false && <RestoreSnapshot snapshot={snapshot} />}
    </li>
  )
}

function Standing({ good }: { readonly good: boolean | null }) {
  if (good === null)
    return (
      <Chip tone="quiet" icon={IconCircleDashed}>
        {words.unknown}
      </Chip>
    )
  return good ? (
    <Chip tone="quiet" icon={IconCheck}>
      {words.good}
    </Chip>
  ) : (
    <Chip tone="amber" icon={IconAlertTriangle}>
      {words.bad}
    </Chip>
  )
}
