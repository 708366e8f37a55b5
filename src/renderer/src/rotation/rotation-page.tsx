import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { attempt } from '../data/trouble.ts'
import { useCoverage, useKeys } from '../data/queries.ts'
import { usePolicyDays } from '../data/use-policy-days.ts'
import { Head } from '../ui/head.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { ScrollBox } from '../ui/scroll-box.tsx'
import { Segments } from '../ui/segments.tsx'
import { useNow } from '../ui/use-now.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { AwayNotices } from './away-notices.tsx'
import { CoverageCard } from './coverage-card.tsx'
import { DatesNotice, useReadDates } from './dates-notice.tsx'
import { Figures } from './figures.tsx'
import { PolicyField } from './policy-field.tsx'
import { Radar } from './radar.tsx'
import { countKinds, keysShown, type Shown, standingsOf } from './standings.ts'
import { UrgencyTable } from './urgency-table.tsx'

/** The Rotation page: how all keys stand, which material files depend on, and what will stop opening. */
export function RotationPage() {
  const keys = useKeys()
  const known = useCoverage().data?.files ?? 0
  const all = keys.data ?? []
  useReadDates()
  return (
    <>
      <Head title={words.title} sub={keys.data === undefined ? undefined : words.sub(all.length, known)}>
        <ExportButton disabled={all.length === 0} />
      </Head>
      <ScrollBox label={words.title} className="body">
        <AwayNotices />
        <DatesNotice />
        {keys.problem !== null && <ProblemPanel problem={keys.problem} />}
        {keys.data !== undefined && all.length === 0 ? (
          <div className="empty">
            <h2>{words.nothingYet}</h2>
            <p>{words.nothingYetText}</p>
          </div>
        ) : (
          <Overview />
        )}
        <Radar />
      </ScrollBox>
    </>
  )
}

function Overview() {
  const now = useNow()
  const rows = useKeys().data ?? []
  const policyDays = usePolicyDays()
  const [shown, setShown] = useState<Shown>('needsYou')
  const standings = standingsOf(rows, policyDays, now)
  const listed = keysShown(standings, shown)
  const counts = countKinds(standings)
  return (
    <>
      <Figures counts={counts} shown={shown} onShow={setShown} />
      <div className="rcols">
        <div>
          <div className="sec">
            <h2 className="grow">{words.urgent}</h2>
            <Segments
              label={words.show}
              options={[
                { value: 'needsYou', label: words.needsYou(counts.overdue + counts.due) },
                { value: 'all', label: words.all(standings.length) },
              ]}
              value={shown === 'all' || shown === 'needsYou' ? shown : 'none'}
              onChange={(value) => setShown(value === 'all' ? 'all' : 'needsYou')}
            />
          </div>
          {listed.length === 0 ? (
            <p className="mid soft">{shown === 'needsYou' ? words.noneUrgent : words.noneHere}</p>
          ) : (
            <UrgencyTable keys={listed} policyDays={policyDays} />
          )}
          {counts.notKnown > 0 && <p className="mid dim">{words.notKnown(counts.notKnown)}</p>}
          <PolicyField days={policyDays} />
        </div>
        <CoverageCard />
      </div>
    </>
  )
}

function ExportButton({ disabled }: { readonly disabled: boolean }) {
  const write = useMutation({
    mutationFn: async () =>
      await attempt(words.notExported, async () => {
        const written = await call('rotation.export', {})
        if (written !== null) say(words.exported(written.savedAs, written.keys))
      }),
  })
  return (
    <>
      {write.error !== null && <ProblemPanel problem={problemOf(write.error)} what={words.notExported} />}
      <Button
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        disabled={disabled || write.isPending}
        onClick={() => write.mutate()}
      >
        {words.export}
      </Button>
    </>
  )
}
