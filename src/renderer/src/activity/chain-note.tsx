import { activityText as words } from '../words/activity-text.ts'

/** What a chain of hashes proves and what not, for those who want to know. */
export function ChainNote() {
  return (
    <details className="chain-note">
      <summary>{words.shown}</summary>
      <p>{words.shows1}</p>
      <p>{words.shows2}</p>
      <p>{words.shows3}</p>
    </details>
  )
}
