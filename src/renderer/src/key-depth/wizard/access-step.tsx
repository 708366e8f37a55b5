import { Button, Switch, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../../../../shared/model/connection.ts'
import { policyPrincipal } from '../../words/principal.ts'
import { accessText as words } from '../../words/wizard-text.ts'
import { PolicyPreview } from './policy-preview.tsx'
import { arnsIn, keyDraftOf, type WizardFields } from './wizard-fields.ts'
import { wizardObstacle } from './wizard-obstacle.ts'

interface AccessStepProps {
  readonly fields: WizardFields
  readonly connections: readonly Connection[]
  readonly onChange: (fields: WizardFields) => void
}

/** Who administers and who uses the key, by ARN, and the account's own statement with its reason. */
export function AccessStep({ fields, connections, onChange }: AccessStepProps) {
  const [shown, setShown] = useState(false)
  const session = connections.find(({ id }) => id === fields.connectionId)?.identity?.arn
  const you = session === undefined ? null : policyPrincipal(session)
  const sound = wizardObstacle('access', fields, []) === null
  return (
    <>
      <Arns
        label={words.administrators}
        hint={words.administratorsHint}
        value={fields.administrators}
        you={you}
        onChange={(administrators) => onChange({ ...fields, administrators })}
      />
      <Arns
        label={words.users}
        hint={words.usersHint}
        value={fields.users}
        you={you}
        onChange={(users) => onChange({ ...fields, users })}
      />
      <Switch
        label={words.root}
        description={fields.accountRoot ? words.rootWhy : words.rootOff}
        checked={fields.accountRoot}
        onChange={(event) => onChange({ ...fields, accountRoot: event.currentTarget.checked })}
      />
      <Button
        className="more-toggle"
        size="compact-sm"
        variant="subtle"
        aria-expanded={shown}
        disabled={!sound}
        onClick={() => setShown(!shown)}
      >
        {shown ? words.hide : words.show}
      </Button>
      {shown && sound && <PolicyPreview draft={keyDraftOf(fields)} />}
    </>
  )
}

interface ArnsProps {
  readonly label: string
  readonly hint: string
  readonly value: string
  /** The ARN of whoever is signed in; null where that is not known. */
  readonly you: string | null
  readonly onChange: (value: string) => void
}

function Arns({ label, hint, value, you, onChange }: ArnsProps) {
  const listed = you !== null && arnsIn(value).includes(you)
  return (
    <div className="arns">
      <Textarea
        className="wide code-area"
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description']}
        rows={2}
        maxLength={13_000}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {you !== null && !listed && (
        <Button
          className="link arns-me"
          size="compact-xs"
          variant="subtle"
          aria-label={`${words.addMe}, ${label}`}
          title={you}
          onClick={() => onChange([...arnsIn(value), you].join('\n'))}
        >
          {words.addMe}
        </Button>
      )}
    </div>
  )
}
