import { Button } from '@mantine/core'
import { useState } from 'react'
import type { JobRow } from '../../../shared/model/job.ts'
import { kitFlow } from '../recovery/kit-flow-state.ts'
import { CopyForAdministrator } from '../ui/problem-panel.tsx'
import { ProblemDetails } from '../ui/problem-details.tsx'
import { jobsText, planText } from '../words/files-text.ts'
import { rowFailure } from '../words/job-words.ts'
import { FailedKey } from './failed-key.tsx'
import { retryJob, revealJob } from './job-actions.ts'

// Under another name: lint takes `useKit` in a component for a hook.
const withKit = planText.useKit

/** What a failed row says below its name: what happened, why, the next step, and the raw answer under Details. */
export function JobFailure({ row }: { readonly row: JobRow }) {
  const [open, setOpen] = useState(false)
  const { problem } = row
  return (
    <>
      <p className="job-say">{rowFailure(row)}</p>
      <div className="job-fix">
        {problem?.code === 'KMS_ACCESS_DENIED' && <CopyForAdministrator problem={problem} />}
        <FailedKey row={row} />
        {problem?.code === 'KIT_NEEDED' && (
          <Button size="compact-sm" onClick={() => kitFlow.set('files')}>
            {withKit}
          </Button>
        )}
        <Button size="compact-sm" onClick={() => void retryJob(row.id)}>
          {jobsText.tryAgain}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => void revealJob(row.id, 'source')}>
          {jobsText.showFile}
        </Button>
        {problem !== null && (
          <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
            {jobsText.details}
          </Button>
        )}
      </div>
      {open && problem !== null && (
        <div className="job-more">
          <ProblemDetails problem={problem} />
        </div>
      )}
    </>
  )
}
