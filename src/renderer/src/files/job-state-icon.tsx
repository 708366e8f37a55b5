import {
  IconBan,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconClock,
  IconLoader2,
} from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import { rowState } from '../words/job-words.ts'

/** The picture of a row's state. It only repeats the word beside it, but carries it as its name too. */
export function JobStateIcon({ row }: { readonly row: JobRow }) {
  const label = rowState(row)
  switch (row.phase) {
    case 'done':
      return row.verified ? (
        <IconCircleCheckFilled className="i-green" size={18} role="img" aria-label={label} />
      ) : (
        <IconCircleCheck className="i-dim" size={18} stroke={1.75} role="img" aria-label={label} />
      )
    case 'failed':
      return <IconCircleXFilled className="i-red" size={18} role="img" aria-label={label} />
    case 'cancelled':
      return <IconBan className="i-dim" size={18} stroke={1.75} role="img" aria-label={label} />
    case 'waiting':
      return <IconClock className="i-dim" size={18} stroke={1.75} role="img" aria-label={label} />
    default:
      return <IconLoader2 className="i-accent i-spin" size={18} stroke={2} role="img" aria-label={label} />
  }
}
