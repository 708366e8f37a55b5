import { IconArrowsShuffle, IconFolderOpen, IconInfoCircle, IconShieldCheck } from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import type { RowAct } from '../ui/dots-menu.tsx'
import { jobsText } from '../words/files-text.ts'
import { inspectJob } from './inspect-state.ts'
import { revealJob } from './job-actions.ts'
import { messageOf } from './job-message.ts'
import { planJobs } from './plan-reading.ts'

/** What can be done with a finished row: show it, and what a message allows where there still is one. */
export function jobActs(row: JobRow): readonly RowAct[] {
  const which = messageOf(row)
  const shown = row.resultName === null ? 'source' : 'result'
  const reveal: RowAct = {
    label: jobsText.reveal,
    icon: IconFolderOpen,
    run: async () => await revealJob(row.id, shown),
  }
  if (which === null) return [reveal]
  return [
    reveal,
    {
      label: jobsText.verify,
      icon: IconShieldCheck,
      run: async () => await planJobs([row.id], which, 'verify'),
    },
    {
      label: jobsText.moveTo,
      icon: IconArrowsShuffle,
      run: async () => await planJobs([row.id], which, 'move'),
    },
    {
      label: jobsText.inspect,
      icon: IconInfoCircle,
      run: async () => await inspectJob(row.id, which),
    },
  ]
}
