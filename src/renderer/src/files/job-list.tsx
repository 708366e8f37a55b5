import { Button } from '@mantine/core'
import type { VirtualItem } from '@tanstack/react-virtual'
import type { JobRow } from '../../../shared/model/job.ts'
import type { JobsState } from '../data/jobs-state.ts'
import { count } from '../format/bytes.ts'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { useNow } from '../ui/use-now.ts'
import { useVirtualRows } from '../ui/use-virtual-rows.ts'
import { jobsText } from '../words/files-text.ts'
import { HistoryList } from './history-list.tsx'
import { clearFinished } from './job-actions.ts'
import { JobRowView } from './job-row.tsx'
import { jobSections, type JobSection } from './job-sections.ts'

type Line =
  | { readonly kind: 'head'; readonly section: JobSection; readonly clears: boolean }
  | { readonly kind: 'row'; readonly section: JobSection; readonly row: JobRow; readonly position: number }

/** All rows, in sections; drawn as they are scrolled, each section as a list of its own. */
export function JobList({ jobs }: { readonly jobs: JobsState }) {
  const lines = linesOf(jobSections(jobs, useNow()))
  const { scrollRef, items, before, after, measure } = useVirtualRows({
    count: lines.length,
    heightOf: (index) => heightOf(lines[index]),
    keyOf: (index) => keyOf(lines[index], index),
  })
  return (
    <ScrollBox ref={scrollRef} label={jobsText.list}>
      <div style={{ height: before }} />
      {runs(items, lines).map(({ section, drawn }) => (
        <div key={section.id}>
          {drawn.map(({ item, line }) =>
            line.kind === 'head' ? (
              <div className="day" key={item.key} ref={measure} data-index={item.index}>
                <h2>{section.title}</h2>
                <span className="dim">{section.note}</span>
                {line.clears && (
                  <Button size="compact-xs" variant="subtle" onClick={() => void clearFinished()}>
                    {jobsText.clear}
                  </Button>
                )}
              </div>
            ) : null,
          )}
          <ul aria-label={`${jobsText.list}, ${section.title.toLowerCase()}`}>
            {drawn.map(({ item, line }) =>
              line.kind === 'row' ? (
                <JobRowView
                  key={item.key}
                  row={line.row}
                  position={line.position}
                  total={section.rows.length}
                  index={item.index}
                  measure={measure}
                />
              ) : null,
            )}
          </ul>
        </div>
      ))}
      <div style={{ height: after }} />
      {jobs.moreRows > 0 && <p className="more-rows">{jobsText.moreRows(count(jobs.moreRows))}</p>}
      <HistoryList jobs={jobs} />
    </ScrollBox>
  )
}

function linesOf(sections: readonly JobSection[]): readonly Line[] {
  const firstDay = sections.find((section) => section.id.startsWith('day '))
  return sections.flatMap((section) => [
    { kind: 'head', section, clears: section === firstDay } as const,
    ...section.rows.map((row, place) => ({ kind: 'row', section, row, position: place + 1 }) as const),
  ])
}

const keyOf = (line: Line | undefined, index: number): string => {
  if (line === undefined) return String(index)
  return line.kind === 'head' ? line.section.id : line.row.id
}

function heightOf(line: Line | undefined): number {
  if (line?.kind === 'head') return 44
  return line?.row.phase === 'failed' ? 98 : 48
}

interface Run {
  readonly section: JobSection
  readonly drawn: { readonly item: VirtualItem; readonly line: Line }[]
}

/** The drawn lines, gathered by section: what is drawn is one stretch, so each section comes once. */
function runs(items: readonly VirtualItem[], lines: readonly Line[]): readonly Run[] {
  const gathered = new Map<string, Run>()
  for (const item of items) {
    const line = lines[item.index]
    if (line === undefined) continue
    const run = gathered.get(line.section.id) ?? { section: line.section, drawn: [] }
    run.drawn.push({ item, line })
    gathered.set(line.section.id, run)
  }
  return [...gathered.values()]
}
