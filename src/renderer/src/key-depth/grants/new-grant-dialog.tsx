import { Button } from '@mantine/core'
import { useState } from 'react'
import { factsOfSpec } from '../../../../shared/kms/key-specs.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { awsRefOf } from '../../data/key-queries.ts'
import { say } from '../../data/notice.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { grantFieldText as words } from '../../words/grants-text.ts'
import { partText } from '../../words/part-text.ts'
import { KeyDialog } from '../key-dialog.tsx'
import type { KeyDialogProps } from '../key-dialog-props.ts'
import { emptyGrant, grantDraftOf, grantObstacle } from './grant-draft.ts'
import { GrantForm } from './grant-form.tsx'

/** Makes a grant. What was typed stays where AWS refuses it. */
export function NewGrantDialog({ row, opened, onClose }: KeyDialogProps) {
  return (
    <KeyDialog opened={opened} onClose={onClose} title={words.title}>
      <NewGrant row={row} onClose={onClose} />
    </KeyDialog>
  )
}

function NewGrant({ row, onClose }: Omit<KeyDialogProps, 'opened'>) {
  const [fields, setFields] = useState(emptyGrant)
  const create = useKeyChange('manage.createGrant')
  const ref = awsRefOf(row)
  const obstacle = grantObstacle(fields)
  const make = () => {
    if (ref === null || obstacle !== null || create.isPending) return
    create.mutate(
      { ref, draft: grantDraftOf(fields) },
      {
        onSuccess: () => {
          say(words.done)
          onClose()
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
        make()
      }}
    >
      <GrantForm
        fields={fields}
        usage={row.usage}
        symmetric={factsOfSpec(row.spec)?.kind === 'symmetric'}
        onChange={setFields}
      />
      {create.error !== null && <ProblemPanel problem={problemOf(create.error)} what={words.failed} />}
      <div className="form-foot">
        {obstacle !== null && <span className="mid dim">{obstacle}</span>}
        <Button variant="subtle" onClick={onClose}>
          {partText.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={obstacle !== null || create.isPending}>
          {words.make}
        </Button>
      </div>
    </form>
  )
}
