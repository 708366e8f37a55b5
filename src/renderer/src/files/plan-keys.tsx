import { useQuery } from '@tanstack/react-query'
import { IconCheck, IconHelpCircle, IconX } from '@tabler/icons-react'
import type { KeyCheck, Plan } from '../../../shared/model/plan.ts'
import { call } from '../data/call.ts'
import { Chip, type Tone } from '../ui/chip.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import type { Icon } from '../ui/icon.ts'
import { CopyForAdministrator } from '../ui/problem-panel.tsx'
import {
  askedWith,
  keyCheckText,
  keyStands,
  refusalWords,
  standExactly,
  standWords,
  unknownWords,
} from '../words/key-check-words.ts'

const looks: Readonly<Record<KeyCheck['outcome'], { readonly tone: Tone; readonly icon: Icon }>> = {
  allowed: { tone: 'green', icon: IconCheck },
  denied: { tone: 'red', icon: IconX },
  unknown: { tone: 'neutral', icon: IconHelpCircle },
}

/** Asked once for a plan; what was allowed is not asked again for its revisions. */
const useKeyChecks = ({ id, kmsCalls }: Plan) =>
  useQuery({
    queryKey: ['plan.checkKeys', id],
    queryFn: async () => await call('plan.checkKeys', { planId: id }),
    enabled: kmsCalls > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })

/** A tick or a refusal for each key of AWS KMS that the plan uses. Nothing here keeps it from being started. */
export function PlanKeys({ plan }: { readonly plan: Plan }) {
  const { data: checked, isFetching } = useKeyChecks(plan)
  if (isFetching) return <p className="plan-keys dim mid">{keyCheckText.asking}</p>
  if (checked === undefined || checked.keys.length === 0) return null
  const { keys: data, total } = checked
  const stands = keyStands(data)
  const notes = stands.map(unknownWords).filter((words) => words !== '')
  return (
    <section className="plan-keys" aria-label={keyCheckText.title}>
      <ul className="plan-key-list">
        {stands.map((stand) => (
          <li key={stand.label.arn ?? stand.label.name}>
            <Chip {...looks[stand.outcome]} title={standExactly(stand)}>
              {standWords(stand)}
            </Chip>
          </li>
        ))}
        <li className="dim mid">{askedWith(data, total)}</li>
      </ul>
      {data
        .filter(({ outcome }) => outcome === 'denied')
        .map((check) => (
          <Refusal key={`${check.action} ${check.label.arn ?? ''}`} check={check} />
        ))}
      {notes.length > 0 && <p className="mid soft">{notes.join(' ')}</p>}
    </section>
  )
}

function Refusal({ check }: { readonly check: KeyCheck }) {
  const { action, label, problem } = check
  return (
    <div className="plan-key-refused mid">
      <span className="grow">{refusalWords(check)}</span>
      <CopyButton text={`${action} ${label.arn ?? label.name}`} what={keyCheckText.arn} />
      {problem?.code === 'KMS_ACCESS_DENIED' && <CopyForAdministrator problem={problem} quiet />}
    </div>
  )
}
