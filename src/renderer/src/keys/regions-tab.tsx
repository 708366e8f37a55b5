import { IconWorld } from '@tabler/icons-react'
import type { KeyFacts } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { PartFrame } from '../key-depth/part-frame.tsx'
import { regionsText as words } from '../words/key-regions-text.ts'
import type { RegionPlace } from './region-place.ts'
import { RegionTable } from './region-table.tsx'
import { Replicate } from './replicate.tsx'

/** The Regions tab: the primary key and its replicas, one more replica, another primary. */
export function RegionsTab({ row }: { readonly row: KeyRow }) {
  const ref = awsRefOf(row)
  if (ref === null) return null
  return row.multiRegion ? <MultiRegion row={row} of={ref} /> : <SingleRegion region={row.region ?? ''} />
}

function SingleRegion({ region }: { readonly region: string }) {
  return (
    <div className="body ktab">
      <div className="empty">
        <span className="tile big">
          <IconWorld size={20} stroke={1.6} aria-hidden />
        </span>
        <h2>{words.single(region)}</h2>
        <p>{words.singleText}</p>
      </div>
    </div>
  )
}

function MultiRegion({ row, of }: { readonly row: KeyRow; readonly of: AwsKeyRef }) {
  const part = useKeyPart('key.facts', of)
  return (
    <PartFrame part={part} reading={words.reading} failed={words.failed}>
      {(facts) => {
        const places = placesOf(facts)
        return (
          <div className="body ktab">
            <div className="part-bar">
              <div className="grow">
                <h2>{words.title}</h2>
                <p className="mid soft part-about">{words.about}</p>
              </div>
            </div>
            <RegionTable row={row} of={of} places={places} />
            <Replicate row={row} of={of} taken={places.map(({ region }) => region)} />
          </div>
        )
      }}
    </PartFrame>
  )
}

/** The primary first, then the replicas by Region. */
function placesOf({ primary, replicas }: KeyFacts): readonly RegionPlace[] {
  const others = replicas.map((each) => ({ ...each, isPrimary: false }))
  return [
    ...(primary === null ? [] : [{ ...primary, isPrimary: true }]),
    ...others.toSorted((a, b) => a.region.localeCompare(b.region)),
  ]
}
