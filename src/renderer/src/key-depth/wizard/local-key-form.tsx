import { useState } from 'react'
import { checkKeyName } from '../../../../shared/key-name.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import type { Problem } from '../../../../shared/model/problem.ts'
import { problemOf } from '../../data/call.ts'
import { say } from '../../data/notice.ts'
import { useVault } from '../../data/queries.ts'
import { emptyKeyFields, isNameProblem, KeyFields, keyFieldsObstacle } from '../../keys/key-fields.tsx'
import { makeLocalKey } from '../../keys/make-key.ts'
import { FormFoot } from '../../ui/form-foot.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { VaultPanel } from '../../vault/vault-panel.tsx'
import { keyName } from '../../words/key-row-words.ts'
import { newKeyText } from '../../words/keys-text.ts'
import { vaultTrouble } from '../../words/vault-words.ts'
import { wizardText } from '../../words/wizard-text.ts'
import { useHasNoKit } from '../../keys/use-has-no-kit.ts'
import { localDraftOf, localKindObstacle, usualKind } from './local-kind.ts'
import { LocalKindFields } from './local-kind-fields.tsx'
import { MadeStep } from './made-step.tsx'

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
  const [kind, setKind] = useState(usualKind)
  const [made, setMade] = useState<KeyRow | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const warns = useHasNoKit()
  const obstacle = keyFieldsObstacle(fields, warns) ?? localKindObstacle(kind)
  if (made !== null) return <MadeStep row={made} onDone={onDone} />
  const make = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const alias = checkKeyName(fields.name).name
      const key = await makeLocalKey(localDraftOf(kind, { alias, description: fields.description.trim() }))
      say(newKeyText.made(keyName(key)))
      // Material of one's own is imported next; every other key is ready.
      if (key.origin === 'EXTERNAL') setMade(key)
      else onDone()
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
      <KeyFields value={fields} onChange={setFields} problem={problem} warns={warns} withDescription />
      <LocalKindFields kind={kind} onChange={setKind} />
      {problem !== null && !isNameProblem(problem) && (
        <ProblemPanel problem={problem} what={newKeyText.failed} />
      )}
      <FormFoot
        obstacle={obstacle}
        cancel={onBack === null ? newKeyText.cancel : wizardText.back}
        act={newKeyText.make}
        busy={busy}
        onCancel={onBack ?? onDone}
      />
    </form>
  )
}
