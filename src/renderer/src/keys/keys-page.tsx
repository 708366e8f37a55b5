import { ActionIcon, Button } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { goToKey, place } from '../app/place.ts'
import type { Connection } from '../../../shared/model/connection.ts'
import { useRefreshKeys } from '../data/change.ts'
import { useConnections, useKeys } from '../data/queries.ts'
import { count } from '../format/bytes.ts'
import { ago } from '../format/dates.ts'
import { Head } from '../ui/head.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { VaultNotice } from '../vault/vault-notice.tsx'
import { keysText } from '../words/keys-text.ts'
import { ConnectionNotices } from './connection-notices.tsx'
import { FacetBar } from './facet-bar.tsx'
import { findKeys } from './find-keys.ts'
import { keyFacets, keysIn } from './key-facets.ts'
import { KeyGone, KeyPage } from './key-page.tsx'
import { KeyTable } from './key-table.tsx'
import { newKeyOpen } from './new-key-state.ts'
import { NoKeys, NoMatch } from './no-keys.tsx'
import { SearchBox } from './search-box.tsx'

/** The Keys page: the list, or the page of the key that was opened from it. */
export function KeysPage() {
  const { key, tab } = place.use()
  const { byId, data } = useKeys()
  if (key === null) return <KeyList />
  const row = byId.get(key)
  if (row === undefined) return data === undefined ? null : <KeyGone />
  return <KeyPage key={key} row={row} tab={tab} />
}

/** Both services in one list, with search and facets. */
function KeyList() {
  const keys = useKeys()
  const connections = useConnections().data ?? []
  const refresh = useRefreshKeys()
  const [search, setSearch] = useState('')
  const [facet, setFacet] = useState<string | null>(null)
  const all = keys.data ?? []
  const found = findKeys(all, search)
  const shown = keysIn(found, facet)
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
          {keys.problem !== null && <ProblemPanel problem={keys.problem} />}
          <ConnectionNotices connections={connections} onReadAgain={() => refresh.mutate()} />
        </div>
        {all.length === 0 ? (
          <NoKeys
            loading={keys.data === undefined || connections.some((each) => each.status.state === 'reading')}
          />
        ) : (
          <>
            <SearchBox value={search} onChange={setSearch} />
            <FacetBar facets={keyFacets(all, found)} chosen={facet} onChoose={setFacet} />
            {shown.length === 0 ? (
              <NoMatch
                search={search}
                onClear={() => {
                  setSearch('')
                  setFacet(null)
                }}
              />
            ) : (
              <KeyTable keys={shown} selected={null} onOpen={goToKey} />
            )}
          </>
        )}
      </div>
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
