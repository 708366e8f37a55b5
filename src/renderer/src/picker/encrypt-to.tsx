import { ActionIcon, Button, UnstyledButton } from '@mantine/core'
import {
  IconAlertTriangle,
  IconChevronDown,
  IconCloud,
  IconDeviceLaptop,
  IconKey,
  IconPlus,
  IconX,
} from '@tabler/icons-react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { refId, rowOf } from '../data/key-ref.ts'
import { useKeys, useSettings } from '../data/queries.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { keyName, keyPlace } from '../words/key-row-words.ts'
import { pickerText } from '../words/picker-text.ts'
import { KeyCombobox } from './key-combobox.tsx'

/** Where files are encrypted to: the first key in the picker, each further door as a chip. */
export function EncryptTo() {
  const keys = useKeys().data ?? []
  const doors = useSettings().data?.doors ?? []
  const [first, ...more] = doors
  const free = keys.filter((key) => !doors.some((door) => refId(door) === refId(key.ref)))
  return (
    <div className="to">
      <span className="to-label">{pickerText.label}</span>
      {first === undefined && keys.every((key) => !key.canEncrypt) ? (
        <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => newKeyOpen.set(true)}>
          {pickerText.make}
        </Button>
      ) : (
        <KeyCombobox
          keys={keys}
          chosen={first === undefined ? [] : [first]}
          onPick={(ref) => void chooseDoors([ref, ...more.filter((door) => refId(door) !== refId(ref))])}
        >
          <PickButton door={first} keys={keys} />
        </KeyCombobox>
      )}
      {more.map((door) => (
        <DoorChip
          key={refId(door)}
          door={door}
          keys={keys}
          onRemove={() => void chooseDoors(doors.filter((each) => refId(each) !== refId(door)))}
        />
      ))}
      {first !== undefined && doors.length < 10 && free.some((key) => key.canEncrypt) && (
        <KeyCombobox keys={free} chosen={[]} onPick={(ref) => void chooseDoors([...doors, ref])}>
          <Button
            variant="subtle"
            title={pickerText.addTitle}
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            {pickerText.add}
          </Button>
        </KeyCombobox>
      )}
    </div>
  )
}

interface PickButtonProps {
  readonly door: KeyRef | undefined
  readonly keys: readonly KeyRow[]
}

/** Mantine's Combobox.Target puts its own aria props and ref on this element, so the rest is passed through. */
function PickButton({ door, keys, ...rest }: PickButtonProps) {
  const row = door === undefined ? undefined : rowOf(keys, door)
  const name = door === undefined ? pickerText.choose : row === undefined ? goneName(door) : keyName(row)
  const Glyph = door === undefined ? IconKey : door.service === 'local' ? IconDeviceLaptop : IconCloud
  const gone = door !== undefined && row === undefined
  return (
    <UnstyledButton {...rest} className="pick" title={gone ? pickerText.goneTitle : undefined}>
      {gone ? (
        <IconAlertTriangle className="i-amber" size={16} stroke={1.75} aria-hidden />
      ) : (
        <Glyph className="lead" size={16} stroke={1.75} aria-hidden />
      )}
      <span className="vh">{pickerText.label} </span>
      <b className="ell">{name}</b> {row !== undefined && <span className="dim">{keyPlace(row)}</span>}
      {gone && <span className="dim">{pickerText.gone}</span>}
      <IconChevronDown size={14} aria-hidden />
    </UnstyledButton>
  )
}

interface DoorChipProps {
  readonly door: KeyRef
  readonly keys: readonly KeyRow[]
  readonly onRemove: () => void
}

function DoorChip({ door, keys, onRemove }: DoorChipProps) {
  const row = rowOf(keys, door)
  const name = row === undefined ? goneName(door) : keyName(row)
  const Glyph = door.service === 'local' ? IconDeviceLaptop : IconCloud
  return (
    <span className="door-chip removable" title={row === undefined ? pickerText.goneTitle : keyPlace(row)}>
      {row === undefined ? (
        <IconAlertTriangle className="i-amber" size={16} stroke={1.75} aria-hidden />
      ) : (
        <Glyph size={16} stroke={1.75} aria-hidden />
      )}
      <span className="ell">{name}</span>
      <ActionIcon size={24} aria-label={pickerText.remove(name)} onClick={onRemove}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </span>
  )
}

/** A key that no list holds now goes by the end of its id or ARN. */
const goneName = (door: KeyRef): string =>
  (door.service === 'local' ? door.keyId : (door.keyArn.split('/').at(-1) ?? door.keyArn)).slice(0, 8)
