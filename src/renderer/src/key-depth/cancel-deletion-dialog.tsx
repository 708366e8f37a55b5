import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { Banner } from '../ui/banner.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { WhyNot } from '../ui/why-not.tsx'
import { keepText as words } from '../words/deletion-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { rotatesAtOnce } from '../words/rotation-text.ts'
import { partText } from '../words/part-text.ts'
import { KeyDialog } from './key-dialog.tsx'
import type { KeyDialogProps } from './key-dialog-props.ts'

/** Keeps a key that was to be deleted; then says that it is disabled, and offers to enable it. */
export function CancelDeletionDialog({ row, opened, onClose }: KeyDialogProps) {
  return (
    <KeyDialog opened={opened} onClose={onClose} title={words.title(keyName(row))} size={440}>
      <KeepKey row={row} onClose={onClose} />
    </KeyDialog>
  )
}

function KeepKey({ row, onClose }: Omit<KeyDialogProps, 'opened'>) {
  const [kept, setKept] = useState(false)
  const cancel = useKeyChange('manage.cancelDeletion')
  const obstacle = useObstacle(row)('cancelDeletion')
  const { ref } = row
  if (kept) return <Kept row={row} onClose={onClose} />
  return (
    <div className="form">
      <p className="mid soft">{ref.service === 'local' ? words.whatHere : words.what}</p>
      {cancel.error !== null && <ProblemPanel problem={problemOf(cancel.error)} what={words.failed} />}
      <div className="form-foot">
        <WhyNot row={row} action="cancelDeletion" reason={obstacle} />
        <Button variant="subtle" onClick={onClose}>
          {partText.notNow}
        </Button>
        <Button
          variant="filled"
          data-autofocus
          disabled={obstacle !== null || cancel.isPending}
          onClick={() => cancel.mutate({ ref }, { onSuccess: () => setKept(true) })}
        >
          {words.act}
        </Button>
      </div>
    </div>
  )
}

function Kept({ row, onClose }: Omit<KeyDialogProps, 'opened'>) {
  const enable = useKeyChange('manage.enable')
  const { ref } = row
  const act = () => {
    enable.mutate(
      { ref },
      {
        onSuccess: () => {
          say(words.enabled(keyName(row)))
          onClose()
        },
      },
    )
  }
  return (
    <div className="form">
      <Banner icon={IconCircleCheck} title={words.keptTitle} alert>
        {words.keptText} {row.rotation?.automatic === true && ref.service === 'aws' && rotatesAtOnce}
      </Banner>
      {enable.error !== null && <ProblemPanel problem={problemOf(enable.error)} what={words.notEnabled} />}
      <div className="form-foot">
        <Button variant="subtle" onClick={onClose}>
          {words.leave}
        </Button>
        <Button variant="filled" data-autofocus disabled={enable.isPending} onClick={act}>
          {words.enable}
        </Button>
      </div>
    </div>
  )
}
