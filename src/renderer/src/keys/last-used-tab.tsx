import { IconAlertTriangle } from '@tabler/icons-react'
import type { KeyLastUsage } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { ago, date, exactTime } from '../format/dates.ts'
import { many } from '../format/lists.ts'
import { PartFrame } from '../key-depth/part-frame.tsx'
import { Banner } from '../ui/banner.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { useNow } from '../ui/use-now.ts'
import { lastUsedText as words } from '../words/key-regions-text.ts'
import { useKeyCoverage } from './use-key-coverage.ts'

/** The Last used tab: what AWS knows of a key's last use, and why that is not enough to delete it. */
export function LastUsedTab({ row }: { readonly row: KeyRow }) {
  const part = useKeyPart('key.lastUsage', awsRefOf(row))
  const { files } = useKeyCoverage(row)
  return (
    <PartFrame part={part} reading={words.reading} failed={words.failed}>
      {(usage) => (
        <div className="body ktab">
          <h2 className="sec">{usage.at === null ? words.never : words.title}</h2>
          <Usage of={usage} />
          <Banner icon={IconAlertTriangle} title={words.warnTitle}>
            {words.warnText} {files > 0 && words.knownFiles(many(files, 'file'))}
          </Banner>
        </div>
      )}
    </PartFrame>
  )
}

function Usage({ of: usage }: { readonly of: KeyLastUsage }) {
  const now = useNow()
  const { at, operation, cloudTrailEventId, trackedSince } = usage
  if (at === null) {
    return (
      <p className="mid soft under-h">
        {trackedSince === null ? words.neverUntold : words.neverText(date(trackedSince))}
      </p>
    )
  }
  return (
    <dl className="facts">
      <Fact label={words.when} sub={exactTime(at)}>
        {ago(at, now)}
      </Fact>
      {operation !== null && (
        <Fact label={words.what} sub={operation}>
          {Object.entries(words.operations).find(([name]) => name === operation)?.[1] ?? operation}
        </Fact>
      )}
      {cloudTrailEventId !== null && (
        <Fact label={words.event}>
          <Mono full dim={false}>
            {cloudTrailEventId}
          </Mono>
          <CopyButton text={cloudTrailEventId} what="CloudTrail event id" />
        </Fact>
      )}
      {trackedSince !== null && (
        <Fact label={words.since} sub={words.sinceSub}>
          {date(trackedSince)}
        </Fact>
      )}
    </dl>
  )
}
