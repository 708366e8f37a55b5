import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { CallOutput } from '../../../../shared/contract.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { readKeys } from '../../data/keys-store.ts'
import { Banner } from '../../ui/banner.tsx'
import { FormFoot } from '../../ui/form-foot.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { deleteForGoodText as words } from '../../words/deletion-text.ts'
import { partText } from '../../words/part-text.ts'
import type { KeyDialogProps } from '../key-dialog-props.ts'
import { ConfirmName } from './confirm-name.tsx'
import { namesKey } from './deletion-state.ts'
import { ForGoodFacts } from './for-good-facts.tsx'

interface ForGoodFormProps extends Omit<KeyDialogProps, 'opened'> {
  readonly onDone: (result: CallOutput<'manage.deleteKey'>) => void
}

/** What is lost, what is erased and what is not, and the name typed to confirm. */
export function ForGoodForm({ row, onClose, onDone }: ForGoodFormProps) {
  const [typed, setTyped] = useState('')
  const remove = useKeyChange('manage.deleteKey')
  const { ref } = row
  const obstacle = namesKey(typed, row) ? null : words.typeFirst
  if (ref.service === 'aws') return null
  const act = () => {
    if (obstacle !== null || remove.isPending) return
    remove.mutate(
      { ref, typed: typed.trim() },
      {
        onSuccess: (result) => {
          onDone(result)
          void readKeys()
        },
      },
    )
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        act()
      }}
    >
      <Banner tone="red" icon={IconAlertTriangle} title={words.what}>
        {words.whatNow}
      </Banner>
      <ForGoodFacts row={row} onLeave={onClose} />
      <ConfirmName row={row} value={typed} onChange={setTyped} />
      {remove.error !== null && <ProblemPanel problem={problemOf(remove.error)} what={words.failed} />}
      <FormFoot
        obstacle={obstacle}
        cancel={partText.cancel}
        act={remove.isPending ? words.working : words.act}
        busy={remove.isPending}
        danger
        held={remove.isPending}
        onCancel={onClose}
      />
    </form>
  )
}
