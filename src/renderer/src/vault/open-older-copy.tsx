import { Button, Checkbox, Modal } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { OlderCopyStatus } from '../../../shared/model/vault.ts'
import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { readKeys } from '../data/keys-store.ts'
import { queryClient } from '../data/query-client.ts'
import { FormFoot } from '../ui/form-foot.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { olderCopyText as words } from '../words/older-copy-text.ts'

/** The button that opens an older copy of the store, after a dialog that says what is not in it. */
export function OpenOlderCopy({ status }: { readonly status: OlderCopyStatus }) {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpened(true)}>
        {words.open}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={words.title}
        size={480}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <ConfirmForm status={status} onCancel={close} />
      </Modal>
    </>
  )
}

interface ConfirmFormProps {
  readonly status: OlderCopyStatus
  readonly onCancel: () => void
}

function ConfirmForm({ status, onCancel }: ConfirmFormProps) {
  const [understood, setUnderstood] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const accept = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await acceptOlderCopy()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        // The first key's form may stand around the panel, and React takes events to it through the dialog.
        event.stopPropagation()
        if (understood && !busy) void accept()
      }}
    >
      <p>
        {words.holds(status)} {words.missing(status)}
      </p>
      <div className="warned">
        <div className="warned-t">
          <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
          {words.stayClosed}
        </div>
        <p>{words.aside}</p>
        <Checkbox
          label={words.understood}
          checked={understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
      </div>
      {problem !== null && <ProblemPanel problem={problem} what={words.failed} />}
      <FormFoot
        obstacle={understood ? null : words.mustUnderstand}
        cancel={words.cancel}
        act={words.confirm}
        busy={busy}
        onCancel={onCancel}
      />
    </form>
  )
}

/** The panel and with it the dialog go when the store is open. */
async function acceptOlderCopy(): Promise<void> {
  const status = await call('vault.acceptOlderCopy', {})
  say(words.opened)
  queryClient.setQueryData(['vault.status'], status)
  await readKeys()
}
