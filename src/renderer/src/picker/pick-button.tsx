import { UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { DoorRef } from '../../../shared/model/door.ts'
import { pickerText } from '../words/picker-text.ts'
import { DoorIcon } from './door-icon.tsx'
import type { DoorName } from './door-name.ts'

interface PickButtonProps {
  readonly service: DoorRef['service'] | null
  /** The chosen key; null = none yet. */
  readonly shown: DoorName | null
  /** Given by the combobox, as are its aria props and ref, which are passed through. */
  readonly onClick?: () => void
}

/** The button of the picker: "Encrypt to backups, This computer". */
export function PickButton({ service, shown, ...rest }: PickButtonProps) {
  return (
    <UnstyledButton {...rest} className="pick" title={shown?.title}>
      <DoorIcon service={service} missing={shown?.missing ?? false} className="lead" />
      <span className="vh">{pickerText.label} </span>
      <b className="ell">{shown?.name ?? pickerText.choose}</b>{' '}
      {shown !== null && <span className="dim">{shown.beside}</span>}
      <IconChevronDown size={14} aria-hidden />
    </UnstyledButton>
  )
}
