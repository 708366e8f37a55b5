import { Button, TextInput } from '@mantine/core'
import { IconArrowsShuffle, IconSearch, IconShieldCheck } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useState } from 'react'
import type { HistoryPage } from '../../../shared/model/history.ts'
import type { JobsState } from '../data/jobs-state.ts'
import { useHistory } from '../data/history.ts'
import { count } from '../format/bytes.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { jobsText } from '../words/files-text.ts'
import { canWorkOn, historyText as words } from '../words/history-words.ts'
import { HistoryRow } from './history-row.tsx'
import { withoutRows } from './history-state.ts'
import { planHistory } from './plan-reading.ts'

/** What was done before today's rows: searched, page by page, several at once verified or moved. */
export function HistoryList({ jobs }: { readonly jobs: JobsState }) {
  const [find, setFind] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const select = useCallback((id: number, on: boolean) => setChosen((before) => toggled(before, id, on)), [])
  const history = useHistory(useDeferredValue(find.trim()))
  const pages = history.data?.pages ?? []
  const entries = withoutRows(
    pages.flatMap((page) => page.entries),
    find === '' ? jobs.rows.values() : [],
  )
  if (find === '' && entries.length === 0 && problemOf(pages) === null) return null
  const selected = entries.filter((entry) => chosen.has(entry.id) && canWorkOn(entry))
  return (
    <section className="history" aria-labelledby="history-title">
      <div className="day">
        <h2 id="history-title">{words.title}</h2>
        <span className="dim">{words.entries(count(pages[0]?.total ?? 0))}</span>
        <TextInput
          className="history-find"
          type="search"
          aria-label={words.search}
          placeholder={words.searchHint}
          leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
          value={find}
          maxLength={256}
          onChange={(event) => setFind(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFind('')
          }}
        />
      </div>
      {selected.length > 0 && (
        <Selection ids={selected.map((entry) => entry.id)} onNone={() => setChosen(new Set())} />
      )}
      <Problem pages={pages} />
      {entries.length === 0 && find !== '' && !history.isPending && (
        <p className="more-rows">
          {words.noMatch(find)}{' '}
          <Button size="compact-xs" variant="subtle" className="link" onClick={() => setFind('')}>
            {words.clearSearch}
          </Button>
        </p>
      )}
      <ul aria-label={words.title}>
        {entries.map((entry) => (
          <HistoryRow key={entry.id} entry={entry} selected={chosen.has(entry.id)} onSelect={select} />
        ))}
      </ul>
      {history.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          className="history-older"
          disabled={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {words.older}
        </Button>
      )}
    </section>
  )
}

const problemOf = (pages: readonly HistoryPage[]): HistoryPage['problem'] => pages[0]?.problem ?? null

function Problem({ pages }: { readonly pages: readonly HistoryPage[] }) {
  const code = problemOf(pages)
  if (code === null) return null
  return (
    <div className="history-problem">
      <ProblemPanel problem={{ code, message: '', facts: {} }} tone="amber" what={words.problem} />
    </div>
  )
}

function toggled(chosen: ReadonlySet<number>, id: number, on: boolean): ReadonlySet<number> {
  const next = new Set(chosen)
  if (on) next.add(id)
  else next.delete(id)
  return next
}

interface SelectionProps {
  readonly ids: readonly number[]
  readonly onNone: () => void
}

/** What can be done with several entries at once. */
function Selection({ ids, onNone }: SelectionProps) {
  return (
    <fieldset className="plain selection" aria-label={words.selected(ids.length)}>
      <output className="grow strong">{words.selected(ids.length)}</output>
      <Button
        size="compact-sm"
        leftSection={<IconShieldCheck size={14} aria-hidden />}
        onClick={() => void planHistory(ids, 'verify')}
      >
        {jobsText.verify}
      </Button>
      <Button
        size="compact-sm"
        leftSection={<IconArrowsShuffle size={14} aria-hidden />}
        onClick={() => void planHistory(ids, 'move')}
      >
        {jobsText.moveTo}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onNone}>
        {words.none}
      </Button>
    </fieldset>
  )
}
