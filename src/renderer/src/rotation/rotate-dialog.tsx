import { Button, Modal } from '@mantine/core'
import type { KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keyName } from '../words/key-row-words.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { useRotationPart } from './use-rotation-part.ts'

interface RotateDialogProps {
  readonly row: KeyRow
  readonly onClose: () => void
}

function textOf({ ref, origin }: KeyRow): string {
  if (ref.service === 'aws') return words.rotateText
  return origin === 'EXTERNAL' ? words.rotateTextImported : words.rotateTextLocal
}

/** Asks before a key is rotated by hand: it cannot be taken back, and touches no file. */
export function RotateDialog({ row, onClose }: RotateDialogProps) {
  const rotate = useKeyChange('manage.rotateNow')
  const { data } = useRotationPart(row)
  const { ref } = row
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.rotateTitle(keyName(row))}
      size={440}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="form">
        <p className="mid">{textOf(row)}</p>
        <p className="mid">{words.what}</p>
        <p className="mid dim">
          {words.rotateCannotUndo}{' '}
          {data !== undefined && data.onDemandUsed !== null
            ? words.left(Math.max(0, data.onDemandMost - data.onDemandUsed), data.onDemandMost)
            : ''}
        </p>
        {rotate.error !== null && <ProblemPanel problem={problemOf(rotate.error)} what={words.notRotated} />}
        <div className="form-foot">
          <Button variant="subtle" onClick={onClose}>
            {words.keep}
          </Button>
          <Button
            variant="filled"
            disabled={rotate.isPending}
            onClick={() => rotate.mutate({ ref }, { onSuccess: onClose })}
          >
            {rotate.isPending ? words.rotating : words.rotateAct}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
