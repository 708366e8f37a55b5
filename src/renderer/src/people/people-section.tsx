import { IconUsers } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Colleague, ReadCard } from '../../../shared/model/people.ts'
import { problemOf } from '../data/call.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { colleagueText, peopleText as words } from '../words/people-text.ts'
import { sectionNames } from '../words/settings-text.ts'
import { CardDialog } from './card-dialog.tsx'
import { ColleagueCard } from './colleague-card.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { ImportButton } from './import-button.tsx'
import { RenameDialog } from './name-dialogs.tsx'
import { OwnCard } from './own-card.tsx'
import { usePeople, useRemoveColleague } from './use-people.ts'

/** The own card, and colleagues whose keystores can be doors. */
export function PeopleSection() {
  const people = usePeople()
  const [card, setCard] = useState<ReadCard | null>(null)
  const reading = useMutation({
    mutationFn: async (read: () => Promise<ReadCard | null>) => await read(),
    onSuccess: (found) => setCard(found),
  })
  return (
    <>
      <h2>{sectionNames.people}</h2>
      <p className="mid soft set-p">{words.intro}</p>
      <OwnCard />
      <div className="row people-head">
        <h3 className="grow">{words.colleagues}</h3>
        <ImportButton onImport={(read) => reading.mutate(read)} />
      </div>
      {reading.error !== null && (
        <div className="people-problem">
          <ReadingProblem error={reading.error} />
        </div>
      )}
      {people.error !== null && <ProblemPanel problem={problemOf(people.error)} what={words.notList} />}
      {people.data !== undefined && <Colleagues colleagues={people.data} />}
      <CardDialog card={card} onClose={() => setCard(null)} />
    </>
  )
}

function ReadingProblem({ error }: { readonly error: Error }) {
  const problem = problemOf(error)
  return <ProblemPanel problem={problem} {...('noQr' in problem.facts ? { what: words.noQr } : {})} />
}

function Colleagues({ colleagues }: { readonly colleagues: readonly Colleague[] }) {
  const [renamed, setRenamed] = useState<Colleague | null>(null)
  const [compared, setCompared] = useState<Colleague | null>(null)
  const [removed, setRemoved] = useState<Colleague | null>(null)
  if (colleagues.length === 0) return <NoColleagues />
  return (
    <>
      <ul className="people">
        {colleagues.map((colleague) => (
          <li key={colleague.colleagueId}>
            <ColleagueCard
              colleague={colleague}
              onCompare={() => setCompared(colleague)}
              onRename={() => setRenamed(colleague)}
              onRemove={() => setRemoved(colleague)}
            />
          </li>
        ))}
      </ul>
      <RenameDialog colleague={renamed} onClose={() => setRenamed(null)} />
      <CompareDialog colleague={compared} onClose={() => setCompared(null)} />
      <RemoveDialog colleague={removed} onClose={() => setRemoved(null)} />
    </>
  )
}

function NoColleagues() {
  return (
    <div className="empty card">
      <span className="tile big">
        <IconUsers size={20} stroke={1.6} aria-hidden />
      </span>
      <h3>{words.none}</h3>
      <p className="mid">{words.noneText}</p>
    </div>
  )
}

interface RemoveDialogProps {
  readonly colleague: Colleague | null
  readonly onClose: () => void
}

function RemoveDialog({ colleague, onClose }: RemoveDialogProps) {
  const remove = useRemoveColleague()
  return (
    <ConfirmDialog
      opened={colleague !== null}
      title={colleagueText.removeTitle(colleague?.name ?? '')}
      keep={colleagueText.keep}
      act={colleagueText.remove}
      busy={remove.isPending}
      onClose={onClose}
      onAct={() => {
        if (colleague !== null) remove.mutate(colleague.colleagueId, { onSuccess: onClose })
      }}
    >
      <p className="mid soft">{colleagueText.removeText(colleague?.name ?? '')}</p>
      {remove.error !== null && (
        <ProblemPanel problem={problemOf(remove.error)} what={colleagueText.notRemoved} />
      )}
    </ConfirmDialog>
  )
}
