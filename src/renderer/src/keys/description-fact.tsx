import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { say } from '../data/notice.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { Fact } from '../ui/fact.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { keyGeneralText as words } from '../words/key-general-text.ts'
import { keyFactsText } from '../words/keys-text.ts'

/** The longest that KMS takes. */
const longest = 8192

/** A key's description, changed in place. */
export function DescriptionFact({ row }: { readonly row: KeyRow }) {
  const [editing, setEditing] = useState(false)
  const obstacle = useObstacle(row)('setDescription')
  if (editing) {
    return (
      <Fact label={keyFactsText.description}>
        <DescriptionForm row={row} of={row.ref} onClose={() => setEditing(false)} />
      </Fact>
    )
  }
  return (
    <Fact label={keyFactsText.description} sub={row.manager === 'AWS' ? undefined : (obstacle ?? undefined)}>
      {row.description === '' ? <span className="dim">{keyFactsText.none}</span> : row.description}
      {obstacle === null && (
        <Tooltip label={words.editDescription}>
          <ActionIcon size={24} aria-label={words.editDescription} onClick={() => setEditing(true)}>
            <IconPencil size={14} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </Fact>
  )
}

interface DescriptionFormProps {
  readonly row: KeyRow
  readonly of: KeyRef
  readonly onClose: () => void
}

function DescriptionForm({ row, of, onClose }: DescriptionFormProps) {
  const [typed, setTyped] = useState(row.description)
  const change = useKeyChange('manage.setDescription')
  const save = () =>
    change.mutate(
      { ref: of, description: typed.trim() },
      {
        onSuccess: () => {
          say(words.descriptionSaved)
          onClose()
        },
      },
    )
  return (
    <div className="grow inline-form">
      <Textarea
        aria-label={words.description}
        description={words.descriptionHint}
        inputWrapperOrder={['input', 'description']}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={longest}
        value={typed}
        ref={(field) => field?.focus()}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose()
        }}
      />
      {change.error !== null && (
        <ProblemPanel problem={problemOf(change.error)} what={words.descriptionFailed} />
      )}
      <div className="row">
        <Button size="compact-sm" variant="filled" disabled={change.isPending} onClick={save}>
          {words.save}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}
