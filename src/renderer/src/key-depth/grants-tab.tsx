import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { KeyGrant } from '../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../shared/model/key.ts'
import { awsRefOf, useKeyPart } from '../data/key-queries.ts'
import { useObstacle } from '../data/use-obstacle.ts'
import { WhyNot } from '../ui/why-not.tsx'
import { grantsText as words } from '../words/grants-text.ts'
import { EndGrantDialog, type GrantEnd } from './grants/end-grant-dialog.tsx'
import { GrantTable } from './grants/grant-table.tsx'
import { NewGrantDialog } from './grants/new-grant-dialog.tsx'
import { PartFrame } from './part-frame.tsx'

/** The Grants tab of a key: who was given what, and giving and taking it back. */
export function GrantsTab({ row }: { readonly row: KeyRow }) {
  const ref = awsRefOf(row)
  return ref === null ? null : <Grants row={row} keyRef={ref} />
}

function Grants({ row, keyRef }: { readonly row: KeyRow; readonly keyRef: AwsKeyRef }) {
  const part = useKeyPart('key.grants', keyRef)
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<GrantEnd | null>(null)
  return (
    <PartFrame part={part} reading={words.reading} failed={words.failed}>
      {({ grants }) => (
        <div className="body fill part">
          <Bar row={row} grants={grants} onCreate={() => setMaking(true)} />
          {grants.length === 0 ? (
            <div className="empty">
              <h2>{words.none}</h2>
              <p>{words.noneText}</p>
            </div>
          ) : (
            <GrantTable row={row} grants={grants} onEnd={(how, grant) => setEnding({ how, grant })} />
          )}
          <NewGrantDialog row={row} opened={making} onClose={() => setMaking(false)} />
          <EndGrantDialog keyRef={keyRef} end={ending} onClose={() => setEnding(null)} />
        </div>
      )}
    </PartFrame>
  )
}

interface BarProps {
  readonly row: KeyRow
  readonly grants: readonly KeyGrant[]
  readonly onCreate: () => void
}

function Bar({ row, grants, onCreate }: BarProps) {
  const obstacle = useObstacle(row)('createGrant')
  return (
    <div className="part-bar">
      <div className="grow">
        <h2>{words.count(grants.length)}</h2>
        <p className="mid soft part-about">{words.about}</p>
      </div>
      <WhyNot row={row} action="createGrant" reason={obstacle} />
      <Button
        disabled={obstacle !== null}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={onCreate}
      >
        {words.create}
      </Button>
    </div>
  )
}
