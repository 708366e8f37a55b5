import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { refId } from '../data/key-ref.ts'
import { useKeys, useSettings, useVault } from '../data/queries.ts'
import { batchChoices } from '../files/options-state.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { usePeople } from '../people/use-people.ts'
import { pickerText } from '../words/picker-text.ts'
import { DoorChip } from './door-chip.tsx'
import { doorName } from './door-name.ts'
import { KeyCombobox } from './key-combobox.tsx'
import { PickButton } from './pick-button.tsx'

/** Doors a file may have; the format's readers allow no more by default. */
const mostDoors = 10

/** Where files are encrypted to: the first key in the picker, each further door as a chip. */
export function EncryptTo({ label = pickerText.label }: { readonly label?: string }) {
  const keys = useKeys().data ?? []
  const usual = useSettings().data?.doors ?? []
  const doors = batchChoices.use().doors ?? usual
  const vault = useVault().data?.state
  const people = usePeople().data ?? []
  const places = { vault, people }
  const [first, ...more] = doors
  const taken = new Set(doors.map(refId))
  const free = keys.filter((key) => !taken.has(refId(key.ref)))
  const freePeople = people.filter(
    ({ colleagueId }) => !taken.has(refId({ service: 'colleague', colleagueId })),
  )
  return (
    <div className="to">
      <span className="to-label">{label}</span>
      {first === undefined && people.length === 0 && keys.every((key) => !key.canEncrypt) ? (
        <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => newKeyOpen.set(true)}>
          {pickerText.make}
        </Button>
      ) : (
        <KeyCombobox
          keys={keys}
          people={people}
          chosen={first === undefined ? [] : [first]}
          onPick={(ref) => void chooseDoors([ref, ...more.filter((door) => refId(door) !== refId(ref))])}
        >
          <PickButton
            service={first?.service ?? null}
            shown={first === undefined ? null : doorName(first, keys, places)}
          />
        </KeyCombobox>
      )}
      {more.map((door) => (
        <DoorChip
          key={refId(door)}
          service={door.service}
          shown={doorName(door, keys, places)}
          onRemove={() => void chooseDoors(doors.filter((each) => refId(each) !== refId(door)))}
        />
      ))}
      {first !== undefined &&
        doors.length < mostDoors &&
        (freePeople.length > 0 || free.some((key) => key.canEncrypt)) && (
          <KeyCombobox
            keys={free}
            people={freePeople}
            chosen={[]}
            onPick={(ref) => void chooseDoors([...doors, ref])}
          >
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
