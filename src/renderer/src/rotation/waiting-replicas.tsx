import { Button, Loader } from '@mantine/core'
import { IconWorld } from '@tabler/icons-react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { goToKey } from '../app/place.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import { Banner } from '../ui/banner.tsx'
import { Where } from '../ui/where.tsx'
import { replicasText as words } from '../words/replicas-text.ts'
import { hasMaterial } from './replica-material.ts'

interface WaitingReplicasProps {
  /** The primary key. */
  readonly row: KeyRow
  /** The new material, which every replica needs before the primary can rotate. */
  readonly keyMaterialId: string
  /** Before another key's page is opened. */
  readonly onLeave?: () => void
}

/** The replicas of a key that may lack its new material, each with the way to importing it there. */
export function WaitingReplicas({ row, keyMaterialId, onLeave }: WaitingReplicasProps) {
  const replicas = useKeyPart('key.facts', awsRefOf(row)).data?.replicas
  return (
    <Banner tone="amber" icon={IconWorld} title={words.title}>
      <p>{words.about}</p>
      {replicas === undefined ? (
        <Loader size={16} type="oval" aria-label={words.reading} />
      ) : (
        <ul aria-label={words.list}>
          {replicas.map(({ arn, region }) => (
            <Replica key={arn} arn={arn} region={region} keyMaterialId={keyMaterialId} onLeave={onLeave} />
          ))}
        </ul>
      )}
    </Banner>
  )
}

interface ReplicaProps {
  readonly arn: string
  readonly region: string
  readonly keyMaterialId: string
  readonly onLeave: (() => void) | undefined
}

/** Nothing where the replica has the material. */
function Replica({ arn, region, keyMaterialId, onLeave }: ReplicaProps) {
  const row = useKeys().data?.find((key) => key.arn === arn) ?? null
  const part = useKeyPart('key.rotation', row === null ? null : awsRefOf(row))
  const has = hasMaterial(part.data?.materials, keyMaterialId)
  if (has === true) return null
  const open = () => {
    if (row === null) return
    onLeave?.()
    goToKey(refId(row.ref), 'rotation')
    keyDialog.set({ kind: 'import', row })
  }
  return (
    <li className="mid">
      <Where region={region} />{' '}
      {row === null ? (
        <span className="dim">{words.notListed}</span>
      ) : (
        <Button size="compact-xs" variant="subtle" aria-label={words.importInto(region)} onClick={open}>
          {words.import}
        </Button>
      )}
      {has === null && part.isError && <span className="dim"> {words.notRead}</span>}
    </li>
  )
}
