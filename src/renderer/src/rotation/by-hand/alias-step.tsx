import { Button } from '@mantine/core'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { byHandText as words } from '../../words/by-hand-text.ts'
import { type AliasPlace, aliasPlaces, keepSuccession } from '../successors.ts'
import { Step } from './step.tsx'
import type { ByHandProps } from './step-props.ts'

/** Step 2: each alias of the old key pointed at the successor, and back where wanted. */
export function AliasStep({ row, successor, succession }: ByHandProps) {
  const retarget = useKeyChange('manage.retargetAlias')
  const places = aliasPlaces(row, successor, succession?.aliases ?? [])
  const done = places.length > 0 && places.every(({ at }) => at === 'successor')
  const forward = async (alias: string) => {
    if (successor === undefined || successor.ref.service === 'local') return
    // Kept before it is done: whatever happens then, the way back is there.
    await keepSuccession(row.ref, ({ aliases }) => ({ aliases: [...without(aliases, alias), alias] }))
    await retarget.mutateAsync({ ref: successor.ref, alias })
  }
  const back = async (alias: string) => {
    if (row.ref.service === 'local') return
    await retarget.mutateAsync({ ref: row.ref, alias })
    await keepSuccession(row.ref, ({ aliases }) => ({ aliases: without(aliases, alias) }))
  }
  return (
    <Step number={2} title={words.stepTwo} done={done}>
      <p className="mid soft">{words.stepTwoText}</p>
      {places.length === 0 && <p className="mid dim">{words.noAlias}</p>}
      {successor === undefined && <p className="mid dim">{words.firstChoose}</p>}
      <ul className="by-hand-l">
        {places.map((place) => (
          <AliasLine
            key={place.alias}
            of={place}
            canPoint={successor !== undefined && !retarget.isPending}
            canPointBack={!retarget.isPending}
            onPoint={() => run(forward(place.alias))}
            onPointBack={() => run(back(place.alias))}
          />
        ))}
      </ul>
      {retarget.error !== null && (
        <ProblemPanel problem={problemOf(retarget.error)} what={words.notPointed} />
      )}
    </Step>
  )
}

/** What failed is told from the mutation. */
const run = (act: Promise<void>) => void act.catch(() => undefined)

const without = (aliases: readonly string[], alias: string): string[] =>
  aliases.filter((each) => each !== alias)

interface AliasLineProps {
  readonly of: AliasPlace
  readonly canPoint: boolean
  readonly canPointBack: boolean
  readonly onPoint: () => void
  readonly onPointBack: () => void
}

function AliasLine({ of: { alias, at }, canPoint, canPointBack, onPoint, onPointBack }: AliasLineProps) {
  return (
    <li className="row">
      {at !== 'old' && (
        <span className="mid strong">
          {at === 'successor' ? words.pointed(alias) : words.pointedElsewhere(alias)}
        </span>
      )}
      {at !== 'successor' && (
        <Button size="compact-sm" disabled={!canPoint} onClick={onPoint}>
          {words.point(alias)}
        </Button>
      )}
      {at !== 'old' && (
        <Button size="compact-sm" variant="subtle" disabled={!canPointBack} onClick={onPointBack}>
          {words.pointBack(alias)}
        </Button>
      )}
    </li>
  )
}
