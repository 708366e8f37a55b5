import { Button } from '@mantine/core'
import { IconRotateClockwise2 } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { ImportDialog } from '../key-depth/import-dialog.tsx'
import { rotationText as words } from '../words/rotation-text.ts'
import { replicasText } from '../words/replicas-text.ts'
import { nextRotation } from './replica-material.ts'
import { RotateDialog } from './rotate-dialog.tsx'
import { useRotationPart } from './use-rotation-part.ts'

/** The button at the head of a key's page while its Rotation tab is shown. A key that cannot rotate has none: the tab says why. */
export function RotateNowButton({ row }: { readonly row: KeyRow }) {
  const [dialog, setDialog] = useState<'rotate' | 'import' | null>(null)
  const obstacle = useObstacle(row)('rotateNow')
  const rotation = useRotationPart(row)
  if (obstacle !== null) return null
  const close = () => setDialog(null)
  // Before its materials were read a key rotates as others do: its service refuses where it cannot.
  const next = rotation.data === undefined ? 'rotate' : nextRotation(row, rotation.data.materials)
  const importFirst = next === 'import'
  return (
    <>
      {importFirst && <span className="mid dim">{words.importedFirst}</span>}
      {next === 'replicas' ? (
        <span className="mid dim">{replicasText.waits}</span>
      ) : (
        <Button
          variant="filled"
          leftSection={<IconRotateClockwise2 size={16} stroke={1.75} aria-hidden />}
          onClick={() => setDialog(importFirst ? 'import' : 'rotate')}
        >
          {importFirst ? words.importNew : words.rotateNow}
        </Button>
      )}
      {dialog === 'rotate' && <RotateDialog row={row} onClose={close} />}
      <ImportDialog row={row} opened={dialog === 'import'} onClose={close} />
    </>
  )
}
