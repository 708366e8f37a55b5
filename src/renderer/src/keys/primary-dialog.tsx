import { useState } from 'react'
import type { AwsKeyRef } from '../../../shared/model/key.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { regionsText as words } from '../words/key-regions-text.ts'
import { KeyChangeDialog } from './key-change-dialog.tsx'

interface PrimaryDialogProps {
  readonly of: AwsKeyRef
  readonly from: string
  /** The Region that becomes the primary; null = the dialog is closed. */
  readonly to: string | null
  readonly onClose: () => void
}

/** Asks before another Region becomes the primary. */
export function PrimaryDialog({ of, from, to, onClose }: PrimaryDialogProps) {
  const change = useKeyChange('manage.changePrimary')
  // The words stay while the dialog fades out.
  const [shown, setShown] = useState(to ?? '')
  if (to !== null && to !== shown) setShown(to)
  const act = () =>
    change.mutate(
      { ref: of, region: shown },
      {
        onSuccess: () => {
          say(words.primaryChanged(shown))
          onClose()
        },
      },
    )
  return (
    <KeyChangeDialog
      opened={to !== null}
      title={words.primaryTitle(shown)}
      keep={words.keep}
      act={words.primaryAct}
      failed={words.notChanged}
      change={change}
      harms={false}
      onClose={onClose}
      onAct={act}
    >
      <p className="mid soft">{words.primaryText(from, shown)}</p>
      <p className="mid soft">{words.primaryFiles}</p>
    </KeyChangeDialog>
  )
}
