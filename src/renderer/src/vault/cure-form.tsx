import { type ReactNode, useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../data/call.ts'
import { FormFoot } from '../ui/form-foot.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'

interface CureFormProps {
  /** Why it cannot be done yet; null where it can. */
  readonly obstacle: string | null
  readonly cancel: string
  readonly act: string
  /** What did not happen, where it fails. */
  readonly failed: string
  /** Throws VaultError. The form is gone once it is done. */
  readonly onAct: () => Promise<void>
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** The form of a cure's dialog: what it asks, what went wrong, and its foot. */
export function CureForm({ obstacle, cancel, act, failed, onAct, onCancel, children }: CureFormProps) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await onAct()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        // The first key's form may stand around the panel, and React takes events to it through the dialog.
        event.stopPropagation()
        if (obstacle === null && !busy) void run()
      }}
    >
      {children}
      {problem !== null && <ProblemPanel problem={problem} what={failed} />}
      <FormFoot obstacle={obstacle} cancel={cancel} act={act} busy={busy} onCancel={onCancel} />
    </form>
  )
}
