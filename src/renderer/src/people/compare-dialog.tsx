import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Colleague } from '../../../shared/model/people.ts'
import { problemOf } from '../data/call.ts'
import { FormFoot } from '../ui/form-foot.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { cardText, colleagueText as words, peopleText } from '../words/people-text.ts'
import { CompareStep } from './compare-step.tsx'
import { useMarkCompared } from './use-people.ts'

interface CompareDialogProps {
  /** Null = closed. */
  readonly colleague: Colleague | null
  readonly onClose: () => void
}

/** Compares the fingerprint of a colleague whose card is here already. */
export function CompareDialog({ colleague, onClose }: CompareDialogProps) {
  return (
    <Modal
      opened={colleague !== null}
      onClose={onClose}
      title={cardText.title(colleague?.name ?? '')}
      size={520}
      centered
      closeButtonProps={{ 'aria-label': peopleText.close }}
    >
      {colleague !== null && <CompareForm colleague={colleague} onClose={onClose} />}
    </Modal>
  )
}

function CompareForm({
  colleague,
  onClose,
}: {
  readonly colleague: Colleague
  readonly onClose: () => void
}) {
  const [compared, setCompared] = useState<boolean | null>(null)
  const mark = useMarkCompared()
  const { colleagueId, fingerprint } = colleague
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (compared === true) mark.mutate({ colleagueId, fingerprint }, { onSuccess: onClose })
        else onClose()
      }}
    >
      <CompareStep fingerprint={fingerprint} former={null} compared={compared} onChange={setCompared} />
      {mark.error !== null && <ProblemPanel problem={problemOf(mark.error)} what={words.notMarked} />}
      <FormFoot
        obstacle={compared === null ? cardText.needChoice : null}
        cancel={peopleText.cancel}
        act={words.done}
        busy={mark.isPending}
        onCancel={onClose}
      />
    </form>
  )
}
