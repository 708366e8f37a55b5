import {
  IconBan,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleXFilled,
  IconClock,
  IconLoader2,
} from '@tabler/icons-react'
import type { JobRow } from '../../../shared/model/job.ts'
import { namedIcon } from '../ui/named-icon.ts'
import { rowState } from '../words/job-words.ts'

/** The picture of a row's state. It only repeats the word beside it, but carries it as its name too. */
export function JobStateIcon({ row }: { readonly row: JobRow }) {
  const named = namedIcon(rowState(row))
  switch (row.phase) {
    case 'done':
      return row.verified ? (
        <IconCircleCheckFilled className="i-green" size={18} {...named} />
      ) : (
        <IconCircleCheck className="i-dim" size={18} stroke={1.75} {...named} />
      )
    case 'failed':
      return <IconCircleXFilled className="i-red" size={18} {...named} />
    case 'cancelled':
      return <IconBan className="i-dim" size={18} stroke={1.75} {...named} />
    case 'waiting':
      return <IconClock className="i-dim" size={18} stroke={1.75} {...named} />
    default:
      return <IconLoader2 className="i-accent i-spin" size={18} stroke={2} {...named} />
  }
}
