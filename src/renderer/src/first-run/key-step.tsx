import type { VaultStatus } from '../../../shared/model/vault.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { KeyFields, type KeyFieldsValue, isNameProblem } from '../keys/key-fields.tsx'
import { many } from '../format/lists.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { VaultPanel } from '../vault/vault-panel.tsx'
import { firstRunText } from '../words/first-run-text.ts'
import { newKeyText } from '../words/keys-text.ts'

interface KeyStepProps {
  readonly status: VaultStatus
  readonly fields: KeyFieldsValue
  readonly problem: Problem | null
  readonly onChange: (fields: KeyFieldsValue) => void
  readonly onSubmit: () => void
}

/** Step 2 for this computer: the first key's name. Whoever has a key already only goes on. */
export function KeyStep({ status, fields, problem, onChange, onSubmit }: KeyStepProps) {
  if (status.state === 'open' && status.keyCount > 0) {
    return <p className="fr-p">{firstRunText.key.have(many(status.keyCount, 'key'))}</p>
  }
  return (
    <form
      id="first-key"
      className="fr-form large"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <VaultPanel status={status} />
      <KeyFields value={fields} onChange={onChange} problem={problem} />
      {problem !== null && !isNameProblem(problem) && (
        <ProblemPanel problem={problem} what={newKeyText.failed} />
      )}
    </form>
  )
}
