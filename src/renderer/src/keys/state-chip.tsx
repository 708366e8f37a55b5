import {
  IconAlertTriangle,
  IconBan,
  IconCircleCheck,
  IconClockHour4,
  IconHelpCircle,
} from '@tabler/icons-react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { exactTime } from '../format/dates.ts'
import { Chip } from '../ui/chip.tsx'
import type { Icon } from '../ui/icon.ts'
import { useNow } from '../ui/use-now.ts'
import { stateWords } from '../words/key-row-words.ts'

interface StateChipProps {
  readonly of: KeyRow
  /** Filled also in the usual state, for the head of a key's page. */
  readonly filled?: boolean
}

/** A key's state: quiet where it is Enabled, a filled chip where it is not. */
export function StateChip({ of: key, filled = false }: StateChipProps) {
  const { words, tone } = stateWords(key, useNow())
  const title = key.deletionDate === null ? undefined : exactTime(key.deletionDate)
  return (
    <Chip
      tone={filled && tone === 'quiet' ? 'neutral' : tone}
      icon={iconFor(key)}
      {...(title === undefined ? {} : { title })}
    >
      {words}
    </Chip>
  )
}

function iconFor(key: KeyRow): Icon {
  switch (key.state) {
    case 'Enabled':
      return IconCircleCheck
    case 'Disabled':
      return IconBan
    case 'PendingDeletion':
    case 'PendingReplicaDeletion':
    case 'Creating':
    case 'Updating':
      return IconClockHour4
    case null:
      return IconHelpCircle
    default:
      return IconAlertTriangle
  }
}
