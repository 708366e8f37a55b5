import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { CallOutput } from '../../../../shared/contract.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { readKeys } from '../../data/keys-store.ts'
import { Banner } from '../../ui/banner.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { deleteForGoodText as words } from '../../words/deletion-text.ts'
import { partText } from '../../words/part-text.ts'
import type { KeyDialogProps } from '../key-dialog-props.ts'
import { confirmationNames, namesKey } from './deletion-state.ts'
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
      <TextInput
        label={words.type(confirmationNames(row))}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {remove.error !== null && <ProblemPanel problem={problemOf(remove.error)} what={words.failed} />}
      <div className="form-foot">
        {obstacle !== null && <span className="mid dim">{obstacle}</span>}
        <Button variant="subtle" disabled={remove.isPending} onClick={onClose}>
          {partText.cancel}
        </Button>
        <Button className="danger" type="submit" disabled={obstacle !== null || remove.isPending}>
          {remove.isPending ? words.working : words.act}
        </Button>
      </div>
    </form>
  )
}
