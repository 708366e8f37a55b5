import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Connection } from '../../../../shared/model/connection.ts'
import type { Problem } from '../../../../shared/model/problem.ts'
import { useKeys } from '../../data/queries.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import {
  accessText,
  kindText,
  nameText,
  reviewText,
  whereText,
  wizardText as words,
} from '../../words/wizard-text.ts'
import { newKeyText } from '../../words/keys-text.ts'
import { AccessStep } from './access-step.tsx'
import { AliasNotMade } from './alias-not-made.tsx'
import { KindStep } from './kind-step.tsx'
import { LocalKeyForm } from './local-key-form.tsx'
import { MadeStep } from './made-step.tsx'
import { NameStep } from './name-step.tsx'
import { ReviewStep } from './review-step.tsx'
import { useMakeAwsKey } from './use-make-aws-key.ts'
import { WhereStep } from './where-step.tsx'
import { firstFields, type WizardFields, type WizardStep, wizardSteps } from './wizard-fields.ts'
import { wizardObstacle } from './wizard-obstacle.ts'

interface WizardProps {
  readonly connections: readonly Connection[]
  readonly onDone: () => void
}

const titles: Readonly<Record<WizardStep, string>> = {
  where: whereText.title,
  kind: kindText.title,
  name: nameText.title,
  access: accessText.title,
  review: reviewText.title,
}

/** The steps of making a key. What was entered stays while one goes back and forth, and where AWS refuses. */
export function Wizard({ connections, onDone }: WizardProps) {
  const [fields, setFields] = useState(() => firstFields(connections))
  const [step, setStep] = useState<WizardStep | 'local'>('where')
  const making = useMakeAwsKey()
  const keys = useKeys().data ?? []
  if (making.made !== null) return <MadeStep row={making.made} onDone={onDone} />
  if (step === 'local') return <LocalKeyForm onDone={onDone} onBack={() => setStep('where')} />
  const at = wizardSteps.indexOf(step)
  const obstacle = wizardObstacle(step, fields, keys)
  const forward = () => {
    if (obstacle !== null || making.busy) return
    if (step === 'review') void making.make(fields)
    else setStep(step === 'where' && fields.home === 'here' ? 'local' : (wizardSteps[at + 1] ?? step))
  }
  const goTo = (next: WizardStep) => {
    making.forget()
    setStep(next)
  }
  return (
    <form
      className="form wizard"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        forward()
      }}
    >
      <StepTitle key={step} at={at} step={step} />
      <StepBody step={step} fields={fields} connections={connections} onChange={setFields} />
      <Trouble
        problem={making.problem}
        connectionId={fields.connectionId}
        onRename={() => goTo('name')}
        onDone={onDone}
      />
      <div className="form-foot">
        {obstacle !== null && <span className="mid dim">{obstacle}</span>}
        <Button
          variant="subtle"
          disabled={making.busy}
          onClick={at === 0 ? onDone : () => goTo(wizardSteps[at - 1] ?? step)}
        >
          {at === 0 ? newKeyText.cancel : words.back}
        </Button>
        <Button type="submit" variant="filled" disabled={obstacle !== null || making.busy}>
          {step === 'review' ? (making.again ? reviewText.tryAgain : reviewText.make) : words.next}
        </Button>
      </div>
    </form>
  )
}

interface TroubleProps {
  readonly problem: Problem | null
  readonly connectionId: string
  readonly onRename: () => void
  readonly onDone: () => void
}

/** Why the key was not made, or was made without its name. */
function Trouble({ problem, ...rest }: TroubleProps) {
  if (problem === null) return null
  if (problem.code === 'KEY_ALIAS_NOT_MADE') return <AliasNotMade problem={problem} {...rest} />
  return <ProblemPanel problem={problem} what={reviewText.failed} />
}

/** The step's name takes the focus when it comes, so that it is read out before its fields. */
function StepTitle({ at, step }: { readonly at: number; readonly step: WizardStep }) {
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  return (
    <div>
      <div className="small dim">{words.step(at + 1, wizardSteps.length, words.steps[step])}</div>
      <h3 ref={title} tabIndex={-1} data-autofocus>
        {titles[step]}
      </h3>
    </div>
  )
}

interface StepBodyProps {
  readonly step: WizardStep
  readonly fields: WizardFields
  readonly connections: readonly Connection[]
  readonly onChange: (fields: WizardFields) => void
}

function StepBody({ step, fields, connections, onChange }: StepBodyProps): ReactNode {
  switch (step) {
    case 'where':
      return <WhereStep fields={fields} connections={connections} onChange={onChange} />
    case 'kind':
      return <KindStep fields={fields} onChange={onChange} />
    case 'name':
      return <NameStep fields={fields} onChange={onChange} />
    case 'access':
      return <AccessStep fields={fields} connections={connections} onChange={onChange} />
    default:
      return <ReviewStep fields={fields} connections={connections} />
  }
}
