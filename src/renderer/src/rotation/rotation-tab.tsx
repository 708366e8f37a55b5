import { Loader } from '@mantine/core'
import type { KeyRotationPage } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useCoverage } from '../data/queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { moment } from '../format/dates.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { AutomaticCell } from './automatic-cell.tsx'
import { ByHandCard } from './by-hand-card.tsx'
import { KeyTimeline } from './key-timeline.tsx'
import { MaterialsTable } from './materials-table.tsx'
import { isWaiting } from './material-rows.ts'
import { type MaterialSpan, segmentsOf, timeOf } from './segments.ts'
import { scaleOfKey } from './time-scale.ts'
import { waitsForReplicas } from './replica-material.ts'
import { useRotationPart } from './use-rotation-part.ts'
import { WaitingReplicas } from './waiting-replicas.tsx'

/** How a key rotates: its materials over time, what can be done, and which known files depend on each material. */
export function RotationTab({ row }: { readonly row: KeyRow }) {
  const part = useRotationPart(row)
  const coverage = useCoverage().data?.keys.find(({ keyId }) => keyId === (row.arn ?? row.keyId))
  const materials = part.data?.materials ?? null
  const waiting = row.multiRegionRole === 'PRIMARY' ? waitsForReplicas(materials) : null
  return (
    <div className="body rot">
      {part.error !== null && <ProblemPanel problem={problemOf(part.error)} what={words.materialsUnknown} />}
      {part.isLoading && <Loader size={20} type="oval" aria-label={words.materials} />}
      {part.data !== undefined && <PartProblems of={part.data} />}
      {materials !== null && <Life row={row} materials={materials.map(spanOf)} />}
      <div className="rot-set">
        <AutomaticCell row={row} />
        <div className="rot-cell">
          <h2>{words.whatTitle}</h2>
          <p className="mid soft">{words.what}</p>
        </div>
        <Remaining row={row} page={part.data} />
      </div>
      <div className="sec">
        <h2 className="grow">{words.materials}</h2>
        <span className="mid dim">
          {coverage === undefined || coverage.files === 0
            ? words.noKnownFiles
            : words.olderOf(coverage.older, coverage.files)}{' '}
          {coverage !== undefined && coverage.estimated > 0 && words.someEstimated(coverage.estimated)}
        </span>
      </div>
      {waiting !== null && <WaitingReplicas row={row} keyMaterialId={waiting.id} />}
      {materials !== null && <MaterialsTable row={row} materials={materials} coverage={coverage} />}
      {row.ref.service === 'aws' && row.manager !== 'AWS' && <ByHandCard row={row} />}
    </div>
  )
}

const spanOf = ({
  id,
  rotatedAt,
  state,
}: NonNullable<KeyRotationPage['materials']>[number]): MaterialSpan => ({
  id,
  from: rotatedAt,
  current: state === 'CURRENT',
  pending: isWaiting(state),
})

function Life({ row, materials }: { readonly row: KeyRow; readonly materials: readonly MaterialSpan[] }) {
  const now = useNow()
  const nextAt = row.rotation?.nextAt ?? null
  const begin = timeOf(row.createdAt) ?? now.getTime()
  const scale = scaleOfKey(begin, timeOf(nextAt), now)
  const segments = segmentsOf({ materials, createdAt: row.createdAt, nextAt, now, until: scale.to })
  return <KeyTimeline segments={segments} scale={scale} now={now} createdAt={row.createdAt} nextAt={nextAt} />
}

function PartProblems({ of: page }: { readonly of: KeyRotationPage }) {
  const now = useNow()
  return (
    <div className="stackgap">
      {page.inProgressSince !== null && (
        <p className="mid t-amber">{words.inProgress(moment(page.inProgressSince, now))}</p>
      )}
      {page.statusProblem !== null && (
        <ProblemPanel tone="amber" problem={page.statusProblem} what={words.statusUnknown} />
      )}
      {page.materialsProblem !== null && (
        <ProblemPanel tone="amber" problem={page.materialsProblem} what={words.materialsUnknown} />
      )}
    </div>
  )
}

function Remaining({ row, page }: { readonly row: KeyRow; readonly page: KeyRotationPage | undefined }) {
  const obstacle = useObstacle(row)('rotateNow')
  if (obstacle !== null) {
    return (
      <div className="rot-cell">
        <h2>{words.cannotByHand}</h2>
        <p className="mid soft">{obstacle}</p>
      </div>
    )
  }
  if (page === undefined) return <div className="rot-cell" />
  const { onDemandUsed: used, onDemandMost: most, currentUses } = page
  return (
    <div className="rot-cell">
      <h2>{used === null ? words.leftUnknown(most) : words.left(Math.max(0, most - used), most)}</h2>
      <p className="mid soft">{words.leftSub}</p>
      {currentUses !== null && <p className="mid soft uses">{words.uses(currentUses)}</p>}
    </div>
  )
}
