import { Button, Modal, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Colleague } from '../../../shared/model/people.ts'
import { problemOf } from '../data/call.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { cardText, colleagueText as words, peopleText } from '../words/people-text.ts'
import { useRenameColleague, useSetOwnName } from './use-people.ts'

interface OwnNameDialogProps {
  readonly opened: boolean
  readonly name: string
  readonly onClose: () => void
}

/** Asks for the name on the own card. */
export function OwnNameDialog({ opened, name, onClose }: OwnNameDialogProps) {
  const set = useSetOwnName()
  return (
    <NameDialog opened={opened} title={words.ownTitle} onClose={onClose}>
      <NameForm
        label={peopleText.name}
        name={name}
        note={words.ownNote}
        act={words.set}
        onClose={onClose}
        busy={set.isPending}
        error={set.error}
        onName={(typed) => set.mutate(typed, { onSuccess: onClose })}
      />
    </NameDialog>
  )
}

interface RenameDialogProps {
  /** Null = closed. */
  readonly colleague: Colleague | null
  readonly onClose: () => void
}

/** Asks what a colleague is called here. */
export function RenameDialog({ colleague, onClose }: RenameDialogProps) {
  const rename = useRenameColleague()
  return (
    <NameDialog
      opened={colleague !== null}
      title={words.renameTitle(colleague?.name ?? '')}
      onClose={onClose}
    >
      {colleague !== null && (
        <NameForm
          label={cardText.name}
          name={colleague.name}
          act={words.rename}
          onClose={onClose}
          busy={rename.isPending}
          error={rename.error}
          onName={(name) =>
            rename.mutate({ colleagueId: colleague.colleagueId, name }, { onSuccess: onClose })
          }
        />
      )}
    </NameDialog>
  )
}

interface NameDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

function NameDialog({ opened, title, onClose, children }: NameDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={400}
      centered
      closeButtonProps={{ 'aria-label': peopleText.close }}
    >
      {children}
    </Modal>
  )
}

interface NameFormProps {
  readonly label: string
  readonly name: string
  readonly note?: string
  readonly act: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onName: (name: string) => void
  readonly onClose: () => void
}

function NameForm({ label, name, note, act, busy, error, onName, onClose }: NameFormProps) {
  const [typed, setTyped] = useState(name)
  const isEmpty = typed.trim() === ''
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty && !busy) onName(typed.trim())
      }}
    >
      <TextInput
        label={label}
        description={note}
        inputWrapperOrder={['label', 'input', 'description']}
        value={typed}
        maxLength={64}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {error !== null && <ProblemPanel problem={problemOf(error)} what={words.notRenamed} />}
      <div className="form-foot">
        <Button variant="subtle" onClick={onClose}>
          {peopleText.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={isEmpty || busy}>
          {act}
        </Button>
      </div>
    </form>
  )
}
