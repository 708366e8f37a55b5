import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useAppInfo } from '../data/queries.ts'
import { keysText } from '../words/keys-text.ts'
import { searchWanted } from './search-wanted.ts'

interface SearchBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Longest search that a view keeps. */
const longest = 256

/** The search of the Keys page: narrows the list as it is typed, Escape clears it. */
export function SearchBox({ value, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const mac = useAppInfo().data?.platform === 'darwin'
  const wanted = searchWanted.use()
  useEffect(() => {
    if (!wanted) return
    input.current?.select()
    searchWanted.set(false)
  }, [wanted])
  return (
    <TextInput
      ref={input}
      className="grow"
      type="search"
      aria-label={keysText.search}
      placeholder={keysText.searchHint}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      rightSection={<kbd className="k">{mac ? '⌘ F' : 'Ctrl F'}</kbd>}
      rightSectionWidth={56}
      maxLength={longest}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
    />
  )
}
