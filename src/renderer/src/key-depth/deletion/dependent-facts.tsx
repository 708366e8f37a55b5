import type { KeyCoverage } from '../../../../shared/model/coverage.ts'
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
  const files = coverage.data?.keys.find(({ keyId }) => keyId === (row.arn ?? row.keyId))
  return (
    <dl className="facts">
      {row.ref.service === 'aws' && (
        <Fact label={words.lastUsed} sub={words.lastUsedNote}>
          {usage.data === undefined ? <Unread error={usage.error} /> : <LastUse of={usage.data} />}
        </Fact>
      )}
      <Fact label={words.files} sub={words.filesNote}>
        {coverage.data === undefined ? (
          <Unread error={coverage.error} />
        ) : files === undefined || files.files === 0 ? (
          words.noFiles
        ) : (
          <div className="grow">
            {words.someFiles(files.files)}. <Lost of={files} />
            <FileNames row={row} onLeave={onLeave} />
          </div>
        )}
      </Fact>
    </dl>
  )
}

/** Files without another door are lost; those with a recovery kit's are opened with it alone. */
function Lost({ of: { onlyDoor, recoverable } }: { readonly of: KeyCoverage }) {
  const lost = onlyDoor - recoverable
  return (
    <>
      <span className={lost > 0 ? 't-red strong' : ''}>{lost > 0 ? words.lost(lost) : words.noneLost}.</span>
      {recoverable > 0 && ` ${words.recoverable(recoverable)}.`}
    </>
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
