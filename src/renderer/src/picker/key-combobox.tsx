import { Combobox, useCombobox } from '@mantine/core'
import { IconCheck, IconCloud, IconDeviceLaptop, IconSearch, IconUser } from '@tabler/icons-react'
import { cloneElement, type ReactElement, useState } from 'react'
import type { ColleagueRef, DoorRef } from '../../../shared/model/door.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import type { Colleague } from '../../../shared/model/people.ts'
import { refId } from '../data/key-ref.ts'
import { many } from '../format/lists.ts'
import { namedIcon } from '../ui/named-icon.ts'
import { keyName } from '../words/key-row-words.ts'
import { pickerText } from '../words/picker-text.ts'
import { keyOptions } from './key-options.ts'
import { useFirstMatch } from './use-first-match.ts'

interface KeyComboboxProps {
  readonly keys: readonly KeyRow[]
  /** Shown with a tick. */
  readonly chosen: readonly DoorRef[]
  /** Offered after the keys; left out where only keys are meant. */
  readonly people?: readonly Colleague[]
  readonly onPick: (ref: DoorRef) => void
  /** The button that opens the list. */
  readonly children: ReactElement<{ onClick?: () => void }>
}

/** A button with a searched list of the keys and colleagues that files can be encrypted to. */
export function KeyCombobox({ keys, people = [], chosen, onPick, children }: KeyComboboxProps) {
  const [search, setSearch] = useState('')
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      combobox.focusTarget()
      setSearch('')
    },
  })
  // Looked through only while it is open: there may be ten thousand keys.
  const isOpen = combobox.dropdownOpened
  const options = keyOptions(isOpen ? keys : [], search, isOpen ? people : [])
  const shown = [...options.here, ...options.aws].map(({ ref }) => ref)
  const tellHighlighted = useFirstMatch(combobox, search, [
    ...shown.map(refId),
    ...options.people.map((person) => refId(colleagueRef(person))),
  ])
  const ticked = new Set(chosen.map(refId))
  const pick = (id: string) => {
    const refs: readonly DoorRef[] = [...keys.map(({ ref }) => ref), ...people.map(colleagueRef)]
    const picked = refs.find((ref) => refId(ref) === id)
    combobox.closeDropdown()
    if (picked !== undefined) onPick(picked)
  }
  return (
    <Combobox
      store={combobox}
      width={320}
      position="bottom-start"
      offset={6}
      withinPortal={false}
      onOptionSubmit={pick}
    >
      <Combobox.Target targetType="button">
        {cloneElement(children, { onClick: () => combobox.toggleDropdown() })}
      </Combobox.Target>
      <Combobox.Dropdown>
        <div className="pick-search">
          <Combobox.Search
            aria-label={pickerText.find}
            placeholder={pickerText.find}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            // Told by hand: the combobox knows of the arrow keys only.
            aria-activedescendant={undefined}
            // The list picks what is highlighted; a form around it is not sent where nothing is.
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            onKeyUp={tellHighlighted}
          />
        </div>
        <Combobox.Options
          aria-label={pickerText.list}
          className="pick-list"
          // A list that scrolls has to be reachable; the options are gone through from the search.
          tabIndex={0}
          onKeyDown={(event) => {
            if (event.key === 'Escape') combobox.closeDropdown()
          }}
        >
          <KeyGroup label={pickerText.here} keys={options.here} ticked={ticked} />
          <KeyGroup label={pickerText.aws} keys={options.aws} ticked={ticked} />
          <PeopleGroup people={options.people} ticked={ticked} />
          {shown.length + options.people.length === 0 && (
            <Combobox.Empty>{search === '' ? pickerText.none : pickerText.noMatch(search)}</Combobox.Empty>
          )}
        </Combobox.Options>
        {options.hidden > 0 && (
          <Combobox.Footer>
            <span className="dim small">{many(options.hidden, 'more')}. Type to find one.</span>
          </Combobox.Footer>
        )}
      </Combobox.Dropdown>
    </Combobox>
  )
}

const colleagueRef = ({ colleagueId }: Colleague): ColleagueRef => ({ service: 'colleague', colleagueId })

interface PeopleGroupProps {
  readonly people: readonly Colleague[]
  readonly ticked: ReadonlySet<string>
}

function PeopleGroup({ people, ticked }: PeopleGroupProps) {
  if (people.length === 0) return null
  return (
    <Combobox.Group label={pickerText.people}>
      {people.map((person) => {
        const id = refId(colleagueRef(person))
        return (
          <Combobox.Option
            key={id}
            value={id}
            active={ticked.has(id)}
            className="pick-opt"
            title={person.fingerprint}
          >
            <IconUser size={16} stroke={1.6} aria-hidden />
            <span className="strong ell">{person.name}</span>
            <span className="dim grow no-shrink">
              {person.compared ? pickerText.compared : pickerText.notCompared}
            </span>
            {ticked.has(id) && <IconCheck className="i-accent" size={16} {...namedIcon(pickerText.chosen)} />}
          </Combobox.Option>
        )
      })}
    </Combobox.Group>
  )
}

interface KeyGroupProps {
  readonly label: string
  readonly keys: readonly KeyRow[]
  readonly ticked: ReadonlySet<string>
}

function KeyGroup({ label, keys, ticked }: KeyGroupProps) {
  if (keys.length === 0) return null
  return (
    <Combobox.Group label={label}>
      {keys.map((key) => {
        const id = refId(key.ref)
        return (
          <Combobox.Option key={id} value={id} active={ticked.has(id)} className="pick-opt" title={key.keyId}>
            {key.region === null ? (
              <IconDeviceLaptop size={16} stroke={1.6} aria-hidden />
            ) : (
              <IconCloud size={16} stroke={1.6} aria-hidden />
            )}
            <span className="strong ell">{keyName(key)}</span>
            <span className="dim grow ell">{key.region ?? pickerText.offline}</span>
            {ticked.has(id) && <IconCheck className="i-accent" size={16} {...namedIcon(pickerText.chosen)} />}
          </Combobox.Option>
        )
      })}
    </Combobox.Group>
  )
}
