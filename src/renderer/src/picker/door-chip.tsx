import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { DoorRef } from '../../../shared/model/door.ts'
import { pickerText } from '../words/picker-text.ts'
import { DoorIcon } from './door-icon.tsx'
import type { DoorName } from './door-name.ts'

interface DoorChipProps {
  readonly service: DoorRef['service']
  readonly shown: DoorName
  readonly onRemove: () => void
}

/** A further door, which can be taken away again. */
export function DoorChip({ service, shown, onRemove }: DoorChipProps) {
  return (
    <span className="door-chip removable" title={shown.title}>
      <DoorIcon service={service} missing={shown.missing} />
      <span className="ell">{shown.name}</span>
      <ActionIcon size={24} aria-label={pickerText.remove(shown.name)} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  )
}
