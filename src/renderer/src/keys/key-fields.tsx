import { Checkbox, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { checkKeyName } from '../../../shared/key-name.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { errorText } from '../words/errors/error-words.ts'
import { newKeyText } from '../words/keys-text.ts'

/** What the form for a new key holds. */
export interface KeyFieldsValue {
  readonly name: string
  readonly description: string
  readonly understood: boolean
}

/** An empty form. */
export const emptyKeyFields: KeyFieldsValue = { name: '', description: '', understood: false }

/** True where a problem belongs to the name's field, which then shows it. */
export const isNameProblem = (problem: Problem | null): boolean =>
  problem?.code === 'KEY_NAME_TAKEN' || problem?.code === 'KEY_NAME_INVALID'

interface KeyFieldsProps {
  readonly value: KeyFieldsValue
  readonly onChange: (value: KeyFieldsValue) => void
  readonly problem: Problem | null
  readonly withDescription?: boolean
  /** Nothing but the keychain opens the key: no recovery kit was made. */
  readonly warns?: boolean
}

/** The fields of a new key, and the plain statement of what losing the keychain means, to be acknowledged. */
export function KeyFields({
  value,
  onChange,
  problem,
  withDescription = false,
  warns = true,
}: KeyFieldsProps) {
  const nameError =
    problem !== null && isNameProblem(problem)
      ? `${errorText(problem).title}. ${errorText(problem).next}`
      : null
  return (
    <>
      <TextInput
        label={newKeyText.name}
        description={newKeyText.nameHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={newKeyText.namePlaceholder}
        value={value.name}
        error={nameError}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      {withDescription && (
        <TextInput
          label={newKeyText.description}
          description={newKeyText.descriptionHint}
          inputWrapperOrder={['label', 'input', 'description']}
          value={value.description}
          maxLength={8192}
          onChange={(event) => onChange({ ...value, description: event.currentTarget.value })}
        />
      )}
      {warns && <Warning value={value} onChange={onChange} />}
    </>
  )
}

/** What losing the keychain means while there is no recovery kit. */
function Warning({ value, onChange }: Pick<KeyFieldsProps, 'value' | 'onChange'>) {
  return (
    <div className="warned">
      <div className="warned-t">
        <IconAlertTriangle size={18} stroke={1.75} aria-hidden />
        {newKeyText.warnTitle}
      </div>
      <p>{newKeyText.warnText}</p>
      <Checkbox
        label={newKeyText.understood}
        checked={value.understood}
        onChange={(event) => onChange({ ...value, understood: event.currentTarget.checked })}
      />
    </div>
  )
}

/** Why the key cannot be made yet; null where it can. */
export function keyFieldsObstacle(value: KeyFieldsValue, warns = true): string | null {
  const { fault } = checkKeyName(value.name)
  if (fault !== null) return newKeyText.nameFaults[fault]
  return value.understood || !warns ? null : newKeyText.mustUnderstand
}
