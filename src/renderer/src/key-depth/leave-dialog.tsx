import { leaving, unsaved } from '../data/leave-guard.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { leaveText } from '../words/policy-text.ts'

/** Asks before changes that are not saved are left. */
export function LeaveDialog() {
  const go = leaving.use()

  return (
    <ConfirmDialog
      opened={go !== null}
      title={leaveText.title}
      keep={leaveText.stay}
      act={leaveText.leave}
      onClose={stay}
      onAct={() => {
        stay()
        unsaved.set(false)
        go?.()
      }}
    >
      <p className="mid soft">{leaveText.text}</p>
    </ConfirmDialog>
  )
}

const stay = () => leaving.set(null)
