import { Button } from '@mantine/core'
import {
  IconBan,
  IconCircleCheck,
  IconEraser,
  IconFileImport,
  IconTrash,
  IconTrashOff,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { keyDialog } from '../key-depth/key-dialog-state.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keyGeneralText as words } from '../words/key-general-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { rotatesAtOnce } from '../words/rotation-text.ts'
import { DisableDialog } from './disable-dialog.tsx'
import { useKeyCoverage } from './use-key-coverage.ts'

interface KeyActsProps {
  readonly row: KeyRow
  readonly of: KeyRef
}

/** What changes a key as a whole, each with the reason beside it where it cannot be done. */
export function KeyActs({ row, of }: KeyActsProps) {
  const [disabling, setDisabling] = useState(false)
  const obstacle = useObstacle(row)
  const coverage = useKeyCoverage(row)
  const leaving = row.state === 'PendingDeletion' || row.state === 'PendingReplicaDeletion'
  const whyNotDeleted = obstacle('scheduleDeletion')
  return (
    <div className="kacts">
      {leaving ? (
        <LeavingActs row={row} />
      ) : (
        <>
          {row.state === 'Disabled' ? (
            <EnableAct row={row} of={of} obstacle={obstacle('enable')} />
          ) : (
            <Act
              label={words.disable}
              icon={<IconBan size={16} stroke={1.75} aria-hidden />}
              obstacle={obstacle('disable')}
              onClick={() => setDisabling(true)}
            />
          )}
          <Act
            label={words.deletion}
            icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
            obstacle={whyNotDeleted}
            danger
            note={words.deletionFiles(coverage)}
            onClick={() => keyDialog.set({ kind: 'delete', row })}
          />
        </>
      )}
      {row.origin === 'EXTERNAL' && !leaving && <MaterialActs row={row} />}
      <DisableDialog row={row} of={of} opened={disabling} onClose={() => setDisabling(false)} />
    </div>
  )
}

/** Of a key whose deletion waits, or whose wait is over. */
function LeavingActs({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)
  const coverage = useKeyCoverage(row)
  return (
    <>
      <Act
        label={words.keep}
        icon={<IconTrashOff size={16} stroke={1.75} aria-hidden />}
        obstacle={obstacle('cancelDeletion')}
        onClick={() => keyDialog.set({ kind: 'keep', row })}
      />
      {row.deletable === true && (
        <Act
          label={words.deleteForGood}
          icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
          obstacle={null}
          danger
          note={words.deletionFiles(coverage)}
          onClick={() => keyDialog.set({ kind: 'deleteForGood', row })}
        />
      )}
    </>
  )
}

/** Of imported key material: bringing it in, again or anew, and taking it out. */
function MaterialActs({ row }: { readonly row: KeyRow }) {
  const obstacle = useObstacle(row)
  return (
    <>
      <Act
        label={words.importMaterial}
        icon={<IconFileImport size={16} stroke={1.75} aria-hidden />}
        obstacle={obstacle('importMaterial')}
        onClick={() => keyDialog.set({ kind: 'import', row })}
      />
      {row.state !== 'PendingImport' && (
        <Act
          label={words.deleteMaterial}
          icon={<IconEraser size={16} stroke={1.75} aria-hidden />}
          obstacle={obstacle('deleteMaterial')}
          danger
          note={words.deleteMaterialNote}
          onClick={() => keyDialog.set({ kind: 'deleteMaterial', row })}
        />
      )}
    </>
  )
}

interface ActProps {
  readonly label: string
  readonly icon: ReactNode
  /** Why it cannot be done; null where it can. */
  readonly obstacle: string | null
  readonly note?: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onClick: () => void
}

function Act({ label, icon, obstacle, note, danger = false, busy = false, onClick }: ActProps) {
  const reason = [obstacle ?? '', note ?? ''].join(' ').trim()
  return (
    <div className="kact">
      <Button
        className={danger && obstacle === null ? 'danger' : ''}
        leftSection={icon}
        disabled={obstacle !== null || busy}
        onClick={onClick}
      >
        {label}
      </Button>
      {reason !== '' && <p className="small dim">{reason}</p>}
    </div>
  )
}

function EnableAct({ row, of, obstacle }: KeyActsProps & { readonly obstacle: string | null }) {
  const enable = useKeyChange('manage.enable')
  return (
    <>
      <Act
        label={words.enable}
        icon={<IconCircleCheck size={16} stroke={1.75} aria-hidden />}
        obstacle={obstacle}
        {...(row.rotation?.automatic === true && obstacle === null
          ? { note: row.ref.service === 'local' ? words.rotatesHere : rotatesAtOnce }
          : {})}
        busy={enable.isPending}
        onClick={() => enable.mutate({ ref: of }, { onSuccess: () => say(words.enabled(keyName(row))) })}
      />
      {enable.error !== null && <ProblemPanel problem={problemOf(enable.error)} what={words.enableFailed} />}
    </>
  )
}
