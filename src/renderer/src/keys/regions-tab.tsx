import type { KeyRow } from '../../../shared/model/key.ts'
import { KeyFacts } from './key-facts.tsx'

/** The Regions tab of a key. */
export function RegionsTab({ row }: { readonly row: KeyRow }) {
  return (
    <div className="body">
      <KeyFacts of={row} />
    </div>
  )
}
