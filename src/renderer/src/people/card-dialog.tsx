import { Button, Modal, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReadCard } from '../../../shared/model/people.ts'
import { problemOf } from '../data/call.ts'
import { Banner } from '../ui/banner.tsx'
import { FormFoot } from '../ui/form-foot.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { cardText as words, peopleText } from '../words/people-text.ts'
import { CompareStep } from './compare-step.tsx'
import { useAddColleague } from './use-people.ts'

interface CardDialogProps {
  /** A card that was read; null = closed. */
  readonly card: ReadCard | null
  readonly onClose: () => void
}

/** Takes in a card that was read, with the comparison of fingerprints as a step of its own. */
export function CardDialog({ card, onClose }: CardDialogProps) {
  const name = card?.colleague?.name ?? card?.name ?? ''
  return (
    <Modal
      opened={card !== null}
      onClose={onClose}
      title={card?.standing === 'changed' ? words.changedTitle(name) : words.title(name)}
      size={520}
      centered
      closeButtonProps={{ 'aria-label': peopleText.close }}
    >
      {card?.standing === 'own' && <OwnCardNote onClose={onClose} />}
      {card !== null && card.standing !== 'own' && (
        <CardForm key={card.cardId} card={card} onClose={onClose} />
      )}
    </Modal>
  )
}

function OwnCardNote({ onClose }: { readonly onClose: () => void }) {
  return (
    <div className="form">
      <p className="mid soft">{words.own}</p>
      <div className="form-foot">
        <Button variant="filled" onClick={onClose}>
          {peopleText.close}
        </Button>
      </div>
    </div>
  )
}

function CardForm({ card, onClose }: { readonly card: ReadCard; readonly onClose: () => void }) {
  const { standing, colleague } = card
  const [name, setName] = useState(colleague?.name ?? card.name)
  const [compared, setCompared] = useState<boolean | null>(
    standing === 'known' && colleague?.compared === true ? true : null,
  )
  const add = useAddColleague()
  const obstacle = compared === null ? words.needChoice : name.trim() === '' ? words.needName : null
  const replaces = standing === 'changed' ? (colleague?.colleagueId ?? null) : null
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (compared === null || obstacle !== null || add.isPending) return
        const input = { cardId: card.cardId, name: name.trim(), compared, replaces }
        add.mutate(input, { onSuccess: onClose })
      }}
    >
      <Standing card={card} />
      <CompareStep
        fingerprint={card.fingerprint}
        former={standing === 'changed' ? (colleague?.fingerprint ?? null) : null}
        compared={compared}
        onChange={setCompared}
      />
      <TextInput
        label={words.name}
        value={name}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {add.error !== null && <ProblemPanel problem={problemOf(add.error)} what={words.notAdded} />}
      <FormFoot
        obstacle={obstacle}
        cancel={standing === 'changed' ? words.keep : peopleText.cancel}
        act={actOf(standing)}
        busy={add.isPending}
        onCancel={onClose}
      />
    </form>
  )
}

function Standing({ card: { standing, colleague } }: { readonly card: ReadCard }) {
  if (colleague === null) return null
  if (standing === 'known') return <p className="mid soft">{words.known(colleague.name)}</p>
  return (
    <Banner tone="amber" icon={IconAlertTriangle} title={words.changedNote}>
      {words.changed(colleague.name)}
    </Banner>
  )
}

function actOf(standing: ReadCard['standing']): string {
  if (standing === 'changed') return words.replace
  return standing === 'known' ? words.update : words.add
}
