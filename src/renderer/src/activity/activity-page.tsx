import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { ActivityFilter } from '../../../shared/model/activity.ts'
import { useActivity, useActivityCheck } from '../data/activity.ts'
import { problemOf } from '../data/call.ts'
import { useConnections, useKeys } from '../data/queries.ts'
import { Head } from '../ui/head.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { Segments } from '../ui/segments.tsx'
import { activityText as words } from '../words/activity-text.ts'
import { ActivityBanner } from './activity-banner.tsx'
import { filterOf, type Shown } from './activity-filter.ts'
import { rowsOf } from './activity-rows.ts'
import { ActivityTable } from './activity-table.tsx'
import { ChainNote } from './chain-note.tsx'
import { ExportMenu } from './export-menu.tsx'
import { namesOf } from './names-of.ts'

const longestSearch = 256
const shows = ['everything', 'files', 'keys', 'access', 'refused'] as const satisfies readonly Shown[]

/** What was done here, entry by entry: whether the log is whole, what of it is looked for, and the log. */
export function ActivityPage() {
  const [shown, setShown] = useState<Shown>('everything')
  const [search, setSearch] = useState('')
  const keys = useKeys().data
  const wanted = useDeferredValue(search)
  const filter = useMemo(() => filterOf(shown, wanted, keys ?? []), [shown, wanted, keys])
  const log = useActivity(filter)
  const { total = 0, since = null } = log.data?.pages[0] ?? {}
  const isNew = log.data !== undefined && total === 0
  return (
    <>
      <Head title={words.title} sub={log.data === undefined ? undefined : words.sub(total, since)}>
        <ExportMenu filter={filter} disabled={total === 0} />
      </Head>
      <div className="body fill">
        {log.error !== null && <ProblemPanel problem={problemOf(log.error)} what={words.notListed} />}
        {!isNew && log.data !== undefined && <ActivityBanner />}
        {isNew ? (
          <div className="empty">
            <h2>{words.nothing}</h2>
            <p>{words.nothingText}</p>
          </div>
        ) : (
          <div className="tools act">
            <SearchField value={search} onChange={setSearch} />
            <Segments
              label={words.show}
              options={shows.map((value) => ({ value, label: words.shows[value] }))}
              value={shown}
              onChange={setShown}
            />
          </div>
        )}
        {total > 0 && <Log filter={filter} search={wanted} onClear={() => setSearch('')} />}
        <ChainNote />
      </div>
    </>
  )
}

interface SearchFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function SearchField({ value, onChange }: SearchFieldProps) {
  return (
    <TextInput
      className="grow"
      type="search"
      aria-label={words.search}
      placeholder={words.searchHint}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      maxLength={longestSearch}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('')
      }}
    />
  )
}

interface LogProps {
  readonly filter: ActivityFilter
  readonly search: string
  readonly onClear: () => void
}

function Log({ filter, search, onClear }: LogProps) {
  const log = useActivity(filter)
  const keys = useKeys().data
  const connections = useConnections().data
  const doubtFrom = useActivityCheck().data?.brokenAt ?? null
  const names = useMemo(() => namesOf(keys ?? [], connections ?? []), [keys, connections])
  const pages = log.data?.pages
  const rows = useMemo(() => rowsOf((pages ?? []).flatMap(({ entries }) => entries)), [pages])
  if (rows.length === 0)
    return (
      <div className="empty">
        <p>{words.noMatch(search)}</p>
        {search !== '' && <Button onClick={onClear}>{words.clear}</Button>}
      </div>
    )
  const more = log.hasNextPage && !log.isFetching ? () => void log.fetchNextPage() : undefined
  return (
    <ActivityTable
      rows={rows}
      names={names}
      total={pages?.[0]?.total ?? 0}
      doubtFrom={doubtFrom}
      onMore={more}
    />
  )
}
