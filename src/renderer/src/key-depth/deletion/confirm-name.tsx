import { TextInput } from '@mantine/core'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { deletionText as words } from '../../words/deletion-text.ts'
import { confirmationNames } from './deletion-state.ts'

interface ConfirmNameProps {
  readonly row: KeyRow
  readonly value: string
  readonly onChange: (typed: string) => void
}

/** The name or id of the key, typed before it is deleted. */
export function ConfirmName({ row, value, onChange }: ConfirmNameProps) {
  return (
    <TextInput
      label={words.type(confirmationNames(row))}
      value={value}
      spellCheck={false}
      autoComplete="off"
      data-autofocus
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
