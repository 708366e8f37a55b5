import type { KeyFacts } from '../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../shared/model/key.ts'
import { listed } from '../format/lists.ts'
import { Fact } from '../ui/fact.tsx'
import { keyFactsText as words } from '../words/keys-text.ts'

interface RegionFactProps {
  readonly row: KeyRow
  readonly region: string
  readonly facts: KeyFacts | null
}

/** In which Regions a key is, and whether it is the first of them. */
export function RegionFact({ row, region, facts }: RegionFactProps) {
  if (!row.multiRegion) return <Fact label={words.regions}>{words.only(region)}</Fact>
  const term = row.multiRegionRole === null ? 'MultiRegion' : `MultiRegionKeyType ${row.multiRegionRole}`
  return (
    <Fact label={words.regions} sub={term}>
      {inWords(row, facts)}
    </Fact>
  )
}

function inWords(row: KeyRow, facts: KeyFacts | null): string {
  switch (row.multiRegionRole) {
    case 'PRIMARY':
      return words.primary(listed((facts?.replicas ?? []).map(({ region }) => region)))
    case 'REPLICA':
      return words.replica(facts?.primary?.region ?? '')
    case null:
      return words.multi
  }
}
