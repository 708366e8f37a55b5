import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { KeyRef, KeyRow } from '../../../../shared/model/key.ts'
import { goToKey } from '../../app/place.ts'
import { problemOf } from '../../data/call.ts'
import { refId } from '../../data/key-ref.ts'
import { useKeys } from '../../data/queries.ts'
import { keyDialog } from '../../key-depth/key-dialog-state.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { keyName, keySpec } from '../../words/key-row-words.ts'
import { possibleSuccessors } from '../successor-draft.ts'
import { keepSuccession } from '../successors.ts'
import { Step } from './step.tsx'
import type { ByHandProps } from './step-props.ts'
import { useMakeSuccessor } from './use-make-successor.ts'

/** Step 1: the key that takes the old one's place, made here or chosen. */
export function SuccessorStep({ row, successor, succession }: ByHandProps) {
  return (
    <Step number={1} title={words.stepOne} done={successor !== undefined}>
      {successor === undefined ? <Choose row={row} /> : <Chosen row={row} successor={successor} />}
      <MadeAndLeft made={succession?.made ?? null} chosen={succession?.successor ?? null} />
    </Step>
  )
}

interface MadeAndLeftProps {
  readonly made: KeyRef | null
  readonly chosen: KeyRef | null
}

/** A successor that was made here and then not used is still there: it costs, and only its deletion ends that. */
function MadeAndLeft({ made, chosen }: MadeAndLeftProps) {
  const keys = useKeys()
  const row = made === null ? undefined : keys.byId.get(refId(made))
  if (row === undefined || (chosen !== null && refId(chosen) === refId(row.ref))) return null
  const leaving = row.state === 'PendingDeletion' || row.state === 'PendingReplicaDeletion'
  return (
    <div className="row">
      <span className="mid soft">
        {leaving ? words.madeLeaves(keyName(row)) : words.madeStays(keyName(row))}
      </span>
      {!leaving && (
        <>
          <Button size="compact-sm" variant="subtle" onClick={() => goToKey(refId(row.ref))}>
            {words.openIt}
          </Button>
          <Button size="compact-sm" onClick={() => keyDialog.set({ kind: 'delete', row })}>
            {words.deleteMade}
          </Button>
        </>
      )}
    </div>
  )
}

interface ChosenProps {
  readonly row: KeyRow
  readonly successor: KeyRow
}

function Chosen({ row, successor }: ChosenProps) {
  return (
    <div className="row">
      <span className="mid strong">{words.is(keyName(successor))}</span>
      <Button size="compact-sm" variant="subtle" onClick={() => goToKey(refId(successor.ref))}>
        {words.openIt}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => void keepSuccession(row.ref, () => ({ successor: null }))}
      >
        {words.takeBack}
      </Button>
    </div>
  )
}

function Choose({ row }: Pick<ByHandProps, 'row'>) {
  const make = useMakeSuccessor(row)
  const [chosen, setChosen] = useState<string | null>(null)
  const { data = [] } = useKeys()
  const others = possibleSuccessors(row, data)
  return (
    <>
      <p className="mid soft">{words.stepOneText(keySpec(row), row.region ?? '', keyName(row))}</p>
      {madeOtherwise(row) !== null && <p className="mid soft">{madeOtherwise(row)}</p>}
      <div className="row">
        <Button variant="filled" disabled={make.isPending} onClick={() => make.mutate()}>
          {make.isPending ? words.making : words.make}
        </Button>
        {others.length > 0 && (
          <Select
            aria-label={words.orChoose}
            placeholder={words.orChoose}
            searchable
            data={others.map((other) => ({ value: refId(other.ref), label: keyName(other) }))}
            value={chosen}
            onChange={(id) => {
              setChosen(id)
              const other = others.find(({ ref }) => refId(ref) === id)
              if (other !== undefined) void keepSuccession(row.ref, () => ({ successor: other.ref }))
            }}
          />
        )}
      </div>
      {make.error !== null && <ProblemPanel problem={problemOf(make.error)} what={words.notMade} />}
    </>
  )
}

/** Where the key that is made differs from the old one in what holds its material; null where it does not. */
function madeOtherwise({ origin }: KeyRow): string | null {
  if (origin === 'EXTERNAL') return words.withoutMaterial
  return origin === 'AWS_CLOUDHSM' || origin === 'EXTERNAL_KEY_STORE' ? words.notInKeyStore : null
}
