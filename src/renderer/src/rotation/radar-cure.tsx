import { Button } from '@mantine/core'
import type { RadarEntry } from '../../../shared/model/coverage.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { goToKey } from '../app/place.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { refId } from '../data/key-ref.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { rotationText as words } from '../words/rotation-text.ts'

interface RadarCureProps {
  readonly of: RadarEntry
  readonly row: KeyRow
}

/** The one thing that keeps a key's files opening, and what it does to them; or why it cannot be done. */
export function RadarCure({ of: { what }, row }: RadarCureProps) {
  const obstacle = useObstacle(row)
  if (what === 'unavailable') {
    return <Act label={words.look} note={words.lookNote} onClick={() => goToKey(refId(row.ref))} />
  }
  if (row.deletable === true) {
    return (
      <Act
        label={words.deleteForGood}
        note={words.deleteForGoodNote}
        onClick={() => keyDialog.set({ kind: 'deleteForGood', row })}
      />
    )
  }
  if (what === 'disabled') return <EnableAct row={row} />
  const keeps = what === 'deletion'
  return (
    <Act
      label={keeps ? words.keepKey : words.importAgain}
      note={keeps ? words.keepNote : words.importNote}
      obstacle={obstacle(keeps ? 'cancelDeletion' : 'importMaterial')}
      onClick={() => keyDialog.set({ kind: keeps ? 'keep' : 'import', row })}
    />
  )
}

interface ActProps {
  readonly label: string
  /** What it does to old files. */
  readonly note: string
  /** Why it cannot be done; null where it can. */
  readonly obstacle?: string | null
  readonly busy?: boolean
  readonly onClick: () => void
}

function Act({ label, note, obstacle = null, busy = false, onClick }: ActProps) {
  return (
    <div className="rad-act">
      <Button size="compact-sm" disabled={obstacle !== null || busy} onClick={onClick}>
        {label}
      </Button>
      <p className="small dim">{obstacle ?? note}</p>
    </div>
  )
}

function EnableAct({ row }: Pick<RadarCureProps, 'row'>) {
  const enable = useKeyChange('manage.enable')
  const obstacle = useObstacle(row)('enable')
  const { ref } = row
  return (
    <div>
      <Act
        label={words.enable}
        note={words.enableNote(row.rotation?.automatic === true)}
        obstacle={obstacle}
        busy={enable.isPending}
        onClick={() => enable.mutate({ ref })}
      />
      {enable.error !== null && <ProblemPanel problem={problemOf(enable.error)} what={words.notEnabled} />}
    </div>
  )
}
