import { PasswordInput } from '@mantine/core'
import { lockText, protectionText } from '../words/lock-text.ts'
import { strengthLevel, strengthLine, strengthObstacle, type Strength } from './strength.ts'

/** A new passphrase as it is typed, twice. */
export interface NewPassphraseValue {
  readonly first: string
  readonly again: string
}

/** Nothing typed yet. */
export const noPassphrase: NewPassphraseValue = { first: '', again: '' }

/** Why a new passphrase is not taken yet; null where it is. */
export function newPassphraseObstacle(value: NewPassphraseValue, strength: Strength): string | null {
  const { first, again } = value
  const weak = strengthObstacle(first, strength)
  if (weak !== null) return weak
  if (again === '') return protectionText.needAgain
  return first === again ? null : protectionText.needSame
}

interface NewPassphraseProps {
  readonly label?: string
  readonly again?: string
  readonly value: NewPassphraseValue
  readonly strength: Strength
  readonly onChange: (value: NewPassphraseValue) => void
}

const showButton = { 'aria-label': lockText.show } as const

/** Two fields for a new passphrase, with its strength in words and as a bar. */
export function NewPassphrase(props: NewPassphraseProps) {
  const { label = protectionText.wanted, again = protectionText.repeat, value, strength, onChange } = props
  return (
    <>
      <div>
        <PasswordInput
          label={label}
          description={strengthLine(value.first === '' ? null : strength)}
          inputWrapperOrder={['label', 'input', 'description']}
          value={value.first}
          maxLength={1024}
          autoComplete="new-password"
          visibilityToggleButtonProps={showButton}
          onChange={(event) => onChange({ ...value, first: event.currentTarget.value })}
        />
        <StrengthBar strength={value.first === '' ? null : strength} />
      </div>
      <PasswordInput
        label={again}
        value={value.again}
        maxLength={1024}
        autoComplete="new-password"
        visibilityToggleButtonProps={showButton}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
      />
    </>
  )
}

/** For the eye alone: the words above say it. */
function StrengthBar({ strength }: { readonly strength: Strength }) {
  const level = strength === null || strength === 'failed' ? -1 : strengthLevel(Math.round(strength.bits))
  return (
    <div className={`strength level-${level}`} aria-hidden>
      {[0, 1, 2, 3].map((step) => (
        <span key={step} className={step <= level ? 'on' : undefined} />
      ))}
    </div>
  )
}
