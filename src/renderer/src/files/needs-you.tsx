import { Button } from '@mantine/core'
import { IconAlertTriangle, IconHelpCircle } from '@tabler/icons-react'
import type { PlanItem, PlanOptions } from '../../../shared/model/plan.ts'
import { planText } from '../words/files-text.ts'
import { needReason, needTitle } from '../words/plan-item-words.ts'
import { Cures } from './cures.tsx'
import { decide } from './plan-actions.ts'

/** At most this many are drawn; the rest come up as these are settled. */
const shown = 100

interface NeedsYouProps {
  readonly items: readonly PlanItem[]
  readonly intent: PlanOptions['intent']
}

const idsOf = (items: readonly PlanItem[]): readonly string[] => items.map((item) => item.id)

/** The items that need the person, pinned above the commit bar with the cure in place. */
export function NeedsYou({ items, intent }: NeedsYouProps) {
  if (items.length === 0) return null
  const uncommitted = items.filter((item) => item.question === 'doesNotCommit')
  return (
    <section className="needs" aria-label={planText.needs(items.length)}>
      {items.length > 1 && (
        <div className="needs-head">
          <span className="grow">{planText.needs(items.length)}</span>
          {uncommitted.length > 1 && (
            <Button size="compact-sm" onClick={() => void decide(idsOf(uncommitted), 'agree')}>
              {planText.agreeAll(uncommitted.length)}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => void decide(idsOf(items), 'leaveOut')}>
            {planText.leaveAllOut}
          </Button>
        </div>
      )}
      <ul>
        {items.slice(0, shown).map((item) => (
          <Need key={item.id} item={item} intent={intent} />
        ))}
      </ul>
    </section>
  )
}

function Need({ item, intent }: { readonly item: PlanItem; readonly intent: PlanOptions['intent'] }) {
  const Glyph = item.question === null ? IconAlertTriangle : IconHelpCircle
  return (
    <li className="need">
      <Glyph className="i-amber" size={20} stroke={1.75} aria-hidden />
      <div className="need-say">
        <div className="mid strong ell" title={item.name}>
          {needTitle(item)}
        </div>
        <div className="mid soft">{needReason(item)}</div>
      </div>
      <div className="need-do">
        <Cures item={item} intent={intent} />
        <Button variant="subtle" onClick={() => void decide([item.id], 'leaveOut')}>
          {planText.leaveOut}
        </Button>
      </div>
    </li>
  )
}
