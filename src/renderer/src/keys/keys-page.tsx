import { ActionIcon, Button, Loader, TextInput, UnstyledButton } from '@mantine/core'
import { IconCloud, IconDeviceLaptop, IconKey, IconPlus, IconRefresh, IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { Connection } from '../../../shared/model/connection.ts'
import { goToSettings } from '../app/place.ts'
import { useRefreshKeys } from '../data/change.ts'
import { useCommand } from '../data/commands.ts'
import { refId } from '../data/key-ref.ts'
import { problemOf } from '../data/call.ts'
import { useAppInfo, useConnections, useKeys } from '../data/queries.ts'
import { count } from '../format/bytes.ts'
import { ago } from '../format/dates.ts'
import { Head } from '../ui/head.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { VaultNotice } from '../vault/vault-notice.tsx'
import { keysText } from '../words/keys-text.ts'
import { ConnectionNotices } from './connection-notices.tsx'
import { findKeys } from './find-keys.ts'
import { KeyDetails } from './key-details.tsx'
import { type KeyFacet, keyFacets, keysIn } from './key-facets.ts'
import { KeyTable } from './key-table.tsx'
import { newKeyOpen } from './new-key-state.ts'

/** The Keys page: both services in one list, with search and facets. */
export function KeysPage() {
  const keys = useKeys()
  const connections = useConnections().data ?? []
  const refresh = useRefreshKeys()
  const [search, setSearch] = useState('')
  const [facet, setFacet] = useState<string | null>(null)
  const [open, setOpen] = useState<string | null>(null)
  const all = keys.data ?? []
  const found = findKeys(all, search)
  const shown = keysIn(found, facet)
  const opened = all.find((key) => refId(key.ref) === open)
  return (
    <>
      <Head title={keysText.title} sub={<ReadAt amount={all.length} connections={connections} />}>
        <ActionIcon
          size={32}
          aria-label={keysText.readAgain}
          disabled={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          <IconRefresh size={16} aria-hidden />
        </ActionIcon>
        <Button
          variant="filled"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => newKeyOpen.set(true)}
        >
          {keysText.newKey}
        </Button>
      </Head>
      <div className="body fill">
        <div className="stackgap">
          <VaultNotice />
          {keys.error !== null && <ProblemPanel problem={problemOf(keys.error)} />}
          <ConnectionNotices connections={connections} onReadAgain={() => refresh.mutate()} />
        </div>
        {all.length === 0 ? (
          <NoKeys loading={keys.isPending || connections.some((each) => each.status.state === 'reading')} />
        ) : (
          <>
            <SearchBox value={search} onChange={setSearch} />
            <Facets facets={keyFacets(all, found)} chosen={facet} onChoose={setFacet} />
            {shown.length === 0 ? (
              <NoMatch
                search={search}
                onClear={() => {
                  setSearch('')
                  setFacet(null)
                }}
              />
            ) : (
              <KeyTable keys={shown} selected={open} onOpen={setOpen} />
            )}
          </>
        )}
      </div>
      {opened !== undefined && <KeyDetails of={opened} onClose={() => setOpen(null)} />}
    </>
  )
}

interface ReadAtProps {
  readonly amount: number
  readonly connections: readonly Connection[]
}

function ReadAt({ amount, connections }: ReadAtProps) {
  const now = useNow()
  const times = connections.flatMap(({ status }) => (status.state === 'read' ? [status.readAt] : []))
  const reading = connections.some(({ status }) => status.state === 'reading')
  const oldest = times.toSorted()[0]
  if (reading) return `${count(amount)}, ${keysText.reading}`
  return oldest === undefined ? count(amount) : `${count(amount)}, ${keysText.read(ago(oldest, now))}`
}

interface SearchBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function SearchBox({ value, onChange }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const mac = useAppInfo().data?.platform === 'darwin'
  useCommand((command) => {
    if (command === 'find') input.current?.select()
  })
  return (
    <div className="tools">
      <TextInput
        ref={input}
        className="grow"
        type="search"
        aria-label={keysText.search}
        placeholder={keysText.searchHint}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        rightSection={<kbd className="k">{mac ? '⌘ F' : 'Ctrl F'}</kbd>}
        rightSectionWidth={56}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange('')
        }}
      />
    </div>
  )
}

interface FacetsProps {
  readonly facets: readonly KeyFacet[]
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
}

function Facets({ facets, chosen, onChoose }: FacetsProps) {
  return (
    <div className="facets" role="group" aria-label={keysText.facets}>
      {facets.map((facet) => (
        <UnstyledButton
          key={facet.label}
          className="facet"
          aria-pressed={facet.id === chosen}
          onClick={() => onChoose(facet.id)}
        >
          {facet.local && <IconDeviceLaptop size={14} aria-hidden />}
          {!facet.local && facet.id !== null && <IconCloud size={14} aria-hidden />}
          {facet.label} <span className="facet-n">{count(facet.count)}</span>
        </UnstyledButton>
      ))}
    </div>
  )
}

function NoKeys({ loading }: { readonly loading: boolean }) {
  if (loading) {
    return (
      <div className="empty" role="status">
        <Loader size={24} type="oval" aria-label={keysText.reading} />
      </div>
    )
  }
  return (
    <div className="empty">
      <span className="tile big">
        <IconKey size={20} stroke={1.6} aria-hidden />
      </span>
      <h2>{keysText.none}</h2>
      <p>{keysText.noneText}</p>
      <div className="row">
        <Button variant="filled" onClick={() => newKeyOpen.set(true)}>
          {keysText.newKey}
        </Button>
        <Button onClick={() => goToSettings('connections')}>{keysText.connect}</Button>
      </div>
    </div>
  )
}

interface NoMatchProps {
  readonly search: string
  readonly onClear: () => void
}

function NoMatch({ search, onClear }: NoMatchProps) {
  return (
    <div className="empty">
      <p>{search === '' ? keysText.none : keysText.noMatch(search)}</p>
      <div className="row">
        <Button onClick={onClear}>{keysText.clear}</Button>
      </div>
    </div>
  )
}
