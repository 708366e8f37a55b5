import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { goToKey } from '../../app/place.ts'
import { problemOf } from '../../data/call.ts'
import { refId } from '../../data/key-ref.ts'
import { useKeys } from '../../data/queries.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { keyName, keySpec } from '../../words/key-row-words.ts'
import { possibleSuccessors } from '../successor-draft.ts'
import { setSuccessor } from '../successors.ts'
import { Step } from './step.tsx'
import type { ByHandProps } from './step-props.ts'
import { useMakeSuccessor } from './use-make-successor.ts'

/** Step 1: the key that takes the old one's place, made here or chosen. */
export function SuccessorStep({ row, successor }: ByHandProps) {
  return (
    <Step number={1} title={words.stepOne} done={successor !== undefined}>
      {successor === undefined ? <Choose row={row} /> : <Chosen row={row} successor={successor} />}
    </Step>
  )
}

function Chosen({ row, successor }: Required<ByHandProps>) {
  if (successor === undefined) return null
  return (
    <div className="row">
      <span className="mid strong">{words.is(keyName(successor))}</span>
      <Button size="compact-sm" variant="subtle" onClick={() => goToKey(refId(successor.ref))}>
        {words.openIt}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => setSuccessor(row.ref, null)}>
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
      <p className="mid soft">{words.stepOneText(keySpec(row), row.region ?? '')}</p>
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
              if (other !== undefined) setSuccessor(row.ref, other.ref)
            }}
          />
        )}
      </div>
      {make.error !== null && <ProblemPanel problem={problemOf(make.error)} what={words.notMade} />}
    </>
  )
}
