import type { StoreFinding, StoreSnapshot } from '../../../shared/model/vault.ts'
import { moment } from '../format/dates.ts'
import { useNow } from '../ui/use-now.ts'
import { findingWords, healthText as words } from '../words/health-text.ts'

interface FindingsProps {
  readonly findings: readonly StoreFinding[]
  /** The newest copy that is good; undefined where that is not the question. */
  readonly snapshot?: StoreSnapshot | null
}

/** What is wrong with a store, key by key, and the copy that could take its place. */
export function Findings({ findings, snapshot }: FindingsProps) {
  const now = useNow()
  return (
    <div className="findings">
      {findings.length > 0 && (
        <>
          <div className="field-title">{words.found}</div>
          <ul aria-label={words.found}>
            {findings.map((finding) => (
              <li key={`${finding.what} ${finding.keyId ?? ''}`} className="sel">
                {findingWords(finding)}
              </li>
            ))}
          </ul>
        </>
      )}
      {snapshot !== undefined && (
        <p>
          {snapshot === null
            ? words.noneGood
            : words.newest(moment(snapshot.at, now), words.keys(snapshot.keyCount))}
        </p>
      )}
    </div>
  )
}
