import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import { isOver } from '../data/jobs-state.ts'
import { DotsMenu } from '../ui/dots-menu.tsx'
import { jobsText } from '../words/files-text.ts'
import { rowName } from '../words/job-words.ts'
import { cancelJob, retryJob } from './job-actions.ts'
import { jobActs } from './job-acts.ts'

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
  return <DotsMenu label={jobsText.actions(rowName(row))} acts={jobActs(row)} />
}
