import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { usualLimits } from '../../../shared/usual-limits.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys, useSettings, useVault } from '../data/queries.ts'
import { batchChoices } from '../files/options-state.ts'
import { chooseDoors } from '../files/plan-actions.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { usePeople } from '../people/use-people.ts'
import { useRecovery } from '../recovery/use-recovery.ts'
import { pickerText } from '../words/picker-text.ts'
import { DoorChip } from './door-chip.tsx'
import { doorName } from './door-name.ts'
import { KeyCombobox } from './key-combobox.tsx'
import { PickButton } from './pick-button.tsx'

/** Doors a file may have; the format's readers allow no more by default. The recovery kit's counts too. */
const mostDoors = usualLimits.maxEncryptedDataKeys

/** Where files are encrypted to: the first key in the picker, each further door as a chip. */
export function EncryptTo({ label = pickerText.label }: { readonly label?: string }) {
  const keys = useKeys().data ?? []
  const settings = useSettings().data
  const usual = settings?.doors ?? []
  const choices = batchChoices.use()
  const doors = choices.doors ?? usual
  const vault = useVault().data?.state
  const people = usePeople().data ?? []
  const places = { vault, people }
  const recovery = choices.recovery ?? settings?.recovery ?? 'auto'
  const kit = useRecovery().data?.kit ?? null
  // Kept free for the kit also where it gets its door only once a key of this computer is added.
  const hasKit = kit !== null && recovery !== 'never'
  const most = hasKit ? mostDoors - 1 : mostDoors
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
        doors.length < most &&
        (freePeople.length > 0 || free.some((key) => key.canEncrypt)) && (
          <KeyCombobox
            keys={free}
            people={freePeople}
            chosen={[]}
            onPick={(ref) => void chooseDoors([...doors, ref])}
          >
            <Button
              variant="subtle"
              title={hasKit ? `${pickerText.addTitle} ${pickerText.addRoom(most)}` : pickerText.addTitle}
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {pickerText.add}
            </Button>
          </KeyCombobox>
        )}
    </div>
  )
}
