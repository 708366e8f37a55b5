import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconFolderOpen, IconRefresh } from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import { isOver } from '../data/jobs-state.ts'
import { jobsText } from '../words/files-text.ts'
import { rowName } from '../words/job-words.ts'
import { cancelJob, retryJob, revealJob } from './job-actions.ts'

/** What can be done with a row, at its end. A failed row has its buttons below its words instead. */
export function JobEnd({ row }: { readonly row: JobRow }) {
  if (!isOver(row)) {
    return (
      <Button
        size="compact-sm"
        aria-label={jobsText.cancelOf(row.name)}
        disabled={row.phase === 'publishing'}
        onClick={() => void cancelJob({ batchId: row.batchId, jobId: row.id })}
      >
        {jobsText.cancel}
      </Button>
    )
  }
  if (row.phase === 'cancelled') {
    return (
      <Tooltip label={jobsText.startAgain(row.name)}>
        <ActionIcon aria-label={jobsText.startAgain(row.name)} onClick={() => void retryJob(row.id)}>
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    )
  }
  if (row.phase === 'failed') return null
  return (
    <Tooltip label={jobsText.reveal}>
      <ActionIcon
        aria-label={jobsText.revealOf(rowName(row))}
        onClick={() => void revealJob(row.id, 'result')}
      >
        <IconFolderOpen size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
