import { Button } from '@mantine/core'
import { IconAlertTriangle, IconClipboardText } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { copyText } from '../data/copy.ts'
import { administratorText } from '../words/admin-text.ts'
import { errorText } from '../words/errors/error-words.ts'
import { Banner } from './banner.tsx'
import { ProblemDetails } from './problem-details.tsx'

interface ProblemPanelProps {
  readonly problem: Problem
  /** What did not happen, where the error alone does not say it: "The key was not made". */
  readonly what?: string
  /** What it means and what to do, where the words of the error are about something else, such as a file's original. */
  readonly next?: string
  readonly tone?: 'amber' | 'red'
  readonly children?: ReactNode
}

/** A problem in words: what happened, why, the next steps as buttons, and the raw answer under Details. */
export function ProblemPanel({ problem, what, next: instead, tone = 'red', children }: ProblemPanelProps) {
  const [open, setOpen] = useState(false)
  const { title, why, next } = errorText(problem)
  const rest = instead ?? `${why} ${next}`
  return (
    <div>
      <Banner
        alert
        tone={tone}
        icon={IconAlertTriangle}
        title={what ?? title}
        actions={
          <>
            {children}
            {problem.code === 'KMS_ACCESS_DENIED' && <CopyForAdministrator problem={problem} />}
            <Button size="compact-sm" variant="subtle" aria-expanded={open} onClick={() => setOpen(!open)}>
              Details
            </Button>
          </>
        }
      >
        {what === undefined ? rest : `${title}. ${rest}`}
      </Banner>
      {open && (
        <div className="details">
          <ProblemDetails problem={problem} />
        </div>
      )}
    </div>
  )
}

interface CopyForAdministratorProps {
  readonly problem: Problem
  /** In a line that only notes something. */
  readonly quiet?: boolean
}

/** Copies the text that an administrator of the AWS key needs. */
export function CopyForAdministrator({ problem, quiet = false }: CopyForAdministratorProps) {
  const text = () => administratorText(problem, new Date().toISOString())
  return (
    <Button
      size="compact-sm"
      variant={quiet ? 'subtle' : 'filled'}
      leftSection={<IconClipboardText size={16} stroke={1.75} aria-hidden />}
      onClick={() => void copyText(text(), 'text for your administrator')}
    >
      Copy text for your administrator
    </Button>
  )
}
