import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { listed } from '../format/lists.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keyGeneralText as words } from '../words/key-general-text.ts'
import { keyName } from '../words/key-row-words.ts'
import { useKeyCoverage } from './use-key-coverage.ts'
import { useTiedServices } from './use-tied-services.ts'

interface DisableDialogProps {
  readonly row: KeyRow
  readonly of: KeyRef
  readonly opened: boolean
  readonly onClose: () => void
}

/** Asks before a key is disabled, and says which files do not open meanwhile. */
export function DisableDialog({ row, of, opened, onClose }: DisableDialogProps) {
  const disable = useKeyChange('manage.disable')
  const { files, onlyDoor } = useKeyCoverage(row)
  const services = useTiedServices(row)?.services ?? []
  const close = () => {
    disable.reset()
    onClose()
  }
  const act = () =>
    disable.mutate(
      { ref: of },
      {
        onSuccess: () => {
          say(words.disabled(keyName(row)))
          close()
        },
      },
    )
  return (
    <ConfirmDialog
      opened={opened}
      title={words.disableTitle(keyName(row))}
      keep={words.disableKeep}
      act={words.disableAct}
      busy={disable.isPending}
      onClose={close}
      onAct={act}
    >
      <p className="mid soft">{words.disableFiles(files, onlyDoor)}</p>
      {services.length > 0 && <p className="mid soft">{words.disableServices(listed(services))}</p>}
      <p className="mid soft">{words.disableUndo}</p>
      {disable.error !== null && (
        <ProblemPanel problem={problemOf(disable.error)} what={words.disableFailed} />
      )}
    </ConfirmDialog>
  )
}
