import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { KitEntry } from '../../../shared/model/recovery.ts'
import { problemOf } from '../data/call.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { entryText as words } from '../words/recovery-text.ts'
import { emptyEntry, entryObstacle, entryOf, type PassphraseNeed } from './entry-state.ts'
import { isFieldProblem, KitEntryFields } from './kit-entry-fields.tsx'

interface EntryFormProps {
  readonly passphrase: PassphraseNeed
  /** The button's word, and what did not happen where it fails. */
  readonly act: string
  readonly failed: string
  /** Why what else is asked is not complete; null where it is. */
  readonly obstacle?: string | null
  readonly children?: ReactNode
  readonly onBack: () => void
  readonly back?: string
  /** Throws VaultError. */
  readonly onEntry: (entry: KitEntry) => Promise<void>
}

/** Asks for a kit and does something with it. */
export function EntryForm(props: EntryFormProps) {
  const {
    passphrase,
    act,
    failed,
    obstacle: more = null,
    children,
    onBack,
    back = words.cancel,
    onEntry,
  } = props
  const [draft, setDraft] = useState(emptyEntry)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const obstacle = more ?? entryObstacle(draft, passphrase)
  const run = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await onEntry(entryOf(draft))
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (obstacle === null && !busy) void run()
      }}
    >
      <KitEntryFields
        draft={draft}
        passphrase={passphrase}
        problem={problem}
        onChange={(next) => {
          setDraft(next)
          setProblem(null)
        }}
      />
      {children}
      {problem !== null && !isFieldProblem(problem, draft) && (
        <ProblemPanel problem={problem} what={failed} />
      )}
      <div className="form-foot">
        <output className="mid dim">{busy ? words.working : obstacle}</output>
        <Button variant="subtle" onClick={onBack}>
          {back}
        </Button>
        <Button type="submit" variant="filled" disabled={obstacle !== null || busy}>
          {act}
        </Button>
      </div>
    </form>
  )
}
