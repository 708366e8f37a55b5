import { Button } from '@mantine/core'
import { useState } from 'react'
import { goToKey } from '../app/place.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { refId } from '../data/key-ref.ts'
import { useKeys } from '../data/queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { Chip } from '../ui/chip.tsx'
import { Where } from '../ui/where.tsx'
import { regionsText as words } from '../words/key-regions-text.ts'
import { PrimaryDialog } from './primary-dialog.tsx'
import type { RegionPlace } from './region-place.ts'
import { StateChip } from './state-chip.tsx'

interface RegionTableProps {
  readonly row: KeyRow
  readonly of: AwsKeyRef
  readonly places: readonly RegionPlace[]
}

/** Where a multi-Region key is; each replica can be opened, and made the primary from the primary's page. */
export function RegionTable({ row, of, places }: RegionTableProps) {
  const [next, setNext] = useState<string | null>(null)
  const keys = useKeys().data ?? []
  const obstacle = useObstacle(row)('changePrimary')
  return (
    <>
      <table className="t regiont">
        <colgroup>
          <col />
          <col className="c-role" />
          <col className="c-rstate" />
          <col className="c-acts" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.region}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">
              <span className="vh">{words.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <PlaceRow
              key={place.arn}
              of={place}
              here={place.arn === of.keyArn}
              known={keys.find(({ arn }) => arn === place.arn) ?? null}
              onMakePrimary={obstacle === null && !place.isPrimary ? () => setNext(place.region) : null}
            />
          ))}
        </tbody>
      </table>
      {obstacle !== null && <p className="small dim">{obstacle}</p>}
      <PrimaryDialog of={of} from={row.region ?? ''} to={next} onClose={() => setNext(null)} />
    </>
  )
}

interface PlaceRowProps {
  readonly of: RegionPlace
  readonly here: boolean
  /** Its row, where some connection lists it. */
  readonly known: KeyRow | null
  /** Null where it is the primary, or cannot become it. */
  readonly onMakePrimary: (() => void) | null
}

function PlaceRow({ of: place, here, known, onMakePrimary }: PlaceRowProps) {
  return (
    <tr>
      <td className="first" title={place.arn}>
        <Where region={place.region} /> {here && <span className="dim small">{words.here}</span>}
      </td>
      <td>{place.isPrimary ? <Chip tone="accent">{words.primary}</Chip> : words.replica}</td>
      <td>{known === null ? <span className="dim">{words.notListed}</span> : <StateChip of={known} />}</td>
      <td className="num">
        {known !== null && !here && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={words.openOf(place.region)}
            onClick={() => goToKey(refId(known.ref), 'regions')}
          >
            {words.open}
          </Button>
        )}
        {onMakePrimary !== null && (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={words.makePrimaryOf(place.region)}
            onClick={onMakePrimary}
          >
            {words.makePrimary}
          </Button>
        )}
      </td>
    </tr>
  )
}
