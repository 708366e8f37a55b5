import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { useVault } from '../data/queries.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { VaultPanel } from '../vault/vault-panel.tsx'
import { keyName } from '../words/key-row-words.ts'
import { newKeyText } from '../words/keys-text.ts'
import { vaultTrouble } from '../words/vault-words.ts'
import { emptyKeyFields, isNameProblem, KeyFields, keyFieldsObstacle } from './key-fields.tsx'
import { makeKey } from './make-key.ts'
import { newKeyOpen } from './new-key-state.ts'

/** The dialog that makes a key on this computer; where the keystore cannot be used it says why instead. */
export function NewKeyDialog() {
  const opened = newKeyOpen.use()
  const status = useVault().data
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={newKeyText.title}
      size={480}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {status !== undefined && vaultTrouble(status) !== null ? (
        <VaultPanel status={status} />
      ) : (
        <NewKeyForm onDone={close} />
      )}
    </Modal>
  )
}

function NewKeyForm({ onDone }: { readonly onDone: () => void }) {
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
        <Button variant="subtle" onClick={onDone}>
          {newKeyText.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={obstacle !== null || busy}>
          {newKeyText.make}
        </Button>
      </div>
    </form>
  )
}

const close = () => newKeyOpen.set(false)
