import type { KeyLastUsage } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import { awsRefOf, useKeyPart } from '../../data/key-queries.ts'
import { useCoverage } from '../../data/queries.ts'
import { ago, date, exactTime } from '../../format/dates.ts'
import { Fact } from '../../ui/fact.tsx'
import { useNow } from '../../ui/use-now.ts'
import { deletionText as words } from '../../words/deletion-text.ts'
import { errorText } from '../../words/errors/error-words.ts'
import { FileNames } from './file-names.tsx'

interface DependentFactsProps {
  readonly row: KeyRow
  /** Called when the files are shown in the dialog's place. */
  readonly onLeave: () => void
}

/** When the key was last used, and which known files depend on it. */
export function DependentFacts({ row, onLeave }: DependentFactsProps) {
  const usage = useKeyPart('key.lastUsage', awsRefOf(row))
  const coverage = useCoverage()
  const files = coverage.data?.keys.find(({ keyId }) => keyId === row.arn)
  return (
    <dl className="facts">
      <Fact label={words.lastUsed} sub={words.lastUsedNote}>
        {usage.data === undefined ? <Unread error={usage.error} /> : <LastUse of={usage.data} />}
      </Fact>
      <Fact label={words.files} sub={words.filesNote}>
        {coverage.data === undefined ? (
          <Unread error={coverage.error} />
        ) : files === undefined || files.files === 0 ? (
          words.noFiles
        ) : (
          <>
            {words.someFiles(files.files)}.{' '}
            <span className={files.onlyDoor > 0 ? 't-red strong' : ''}>
              {files.onlyDoor > 0 ? words.lost(files.onlyDoor) : words.noneLost}.
            </span>
            <FileNames row={row} onLeave={onLeave} />
          </>
        )}
      </Fact>
    </dl>
  )
}

function Unread({ error }: { readonly error: Error | null }) {
  if (error === null) return <span className="dim">{words.reading}</span>
  return (
    <span>
      {words.notKnown}. <span className="dim">{errorText(problemOf(error)).title}</span>
    </span>
  )
}

function LastUse({ of: { operation, at, trackedSince } }: { readonly of: KeyLastUsage }) {
  const now = useNow()
  if (at !== null) return <span title={exactTime(at)}>{words.used(ago(at, now), operation ?? '')}</span>
  return trackedSince === null ? words.neverKnown : words.neverSince(date(trackedSince))
}
