import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../../shared/model/problem.ts'
import { problemOf } from '../../data/call.ts'
import { say } from '../../data/notice.ts'
import { useVault } from '../../data/queries.ts'
import { emptyKeyFields, isNameProblem, KeyFields, keyFieldsObstacle } from '../../keys/key-fields.tsx'
import { makeKey } from '../../keys/make-key.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { VaultPanel } from '../../vault/vault-panel.tsx'
import { keyName } from '../../words/key-row-words.ts'
import { newKeyText } from '../../words/keys-text.ts'
import { vaultTrouble } from '../../words/vault-words.ts'
import { wizardText } from '../../words/wizard-text.ts'

interface LocalKeyFormProps {
  readonly onDone: () => void
  /** Null where there is nothing before it. */
  readonly onBack: (() => void) | null
}

/** Makes a key on this computer; where the keystore cannot be used it says why instead. */
export function LocalKeyForm({ onDone, onBack }: LocalKeyFormProps) {
  const status = useVault().data
  if (status !== undefined && vaultTrouble(status) !== null) return <VaultPanel status={status} />
  return <LocalKey onDone={onDone} onBack={onBack} />
}

function LocalKey({ onDone, onBack }: LocalKeyFormProps) {
  const [fields, setFields] = useState(emptyKeyFields)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const obstacle = keyFieldsObstacle(fields)
  const make = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const made = await makeKey({ name: fields.name, description: fields.description.trim() })
      say(`Made the key ${keyName(made)}`)
      onDone()
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (obstacle === null && !busy) void make()
      }}
    >
      <KeyFields value={fields} onChange={setFields} problem={problem} withDescription />
      {problem !== null && !isNameProblem(problem) && (
        <ProblemPanel problem={problem} what={newKeyText.failed} />
      )}
      <div className="form-foot">
        {obstacle !== null && <span className="mid dim">{obstacle}</span>}
        <Button variant="subtle" onClick={onBack ?? onDone}>
          {onBack === null ? newKeyText.cancel : wizardText.back}
        </Button>
        <Button type="submit" variant="filled" disabled={obstacle !== null || busy}>
          {newKeyText.make}
        </Button>
      </div>
    </form>
  )
}
