import { Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { OlderCopyStatus } from '../../../shared/model/vault.ts'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { readKeys } from '../data/keys-store.ts'
import { queryClient } from '../data/query-client.ts'
import { olderCopyText as words } from '../words/older-copy-text.ts'
import { CureDialog } from './cure-dialog.tsx'
import { CureForm } from './cure-form.tsx'

/** The button that opens an older copy of the store, after a dialog that says what is not in it. */
export function OpenOlderCopy({ status }: { readonly status: OlderCopyStatus }) {
  return (
    <CureDialog label={words.open} title={words.title}>
      {(close) => <ConfirmForm status={status} onCancel={close} />}
    </CureDialog>
  )
}

interface ConfirmFormProps {
  readonly status: OlderCopyStatus
  readonly onCancel: () => void
}

function ConfirmForm({ status, onCancel }: ConfirmFormProps) {
  const [understood, setUnderstood] = useState(false)
  return (
    <CureForm
      obstacle={understood ? null : words.mustUnderstand}
      cancel={words.cancel}
      act={words.confirm}
      failed={words.failed}
      onAct={acceptOlderCopy}
      onCancel={onCancel}
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
    </CureForm>
  )
}

/** The panel and with it the dialog go when the store is open. */
async function acceptOlderCopy(): Promise<void> {
  const status = await call('vault.acceptOlderCopy', {})
  say(words.opened)
  queryClient.setQueryData(['vault.status'], status)
  await readKeys()
}
