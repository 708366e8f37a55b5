import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import type { VaultMode } from '../../../shared/model/vault.ts'
import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { queryClient } from '../data/query-client.ts'
import { FormFoot } from '../ui/form-foot.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { errorText } from '../words/errors/error-words.ts'
import { lockText, protectionText as words } from '../words/lock-text.ts'
import { takeVault } from './lock-acts.ts'
import { asksPassphrase } from './mode-cards.tsx'
import { NewPassphrase, newPassphraseObstacle, noPassphrase } from './new-passphrase.tsx'
import { useStrength } from './use-strength.ts'

interface ProtectionFormProps {
  readonly mode: VaultMode
  readonly wanted: VaultMode
  readonly onClose: () => void
}

/** Asks for the passphrases that a change needs, and seals everything anew. */
export function ProtectionForm({ mode, wanted, onClose }: ProtectionFormProps) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState(noPassphrase)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const strength = useStrength(next.first)
  const obstacle =
    (asksPassphrase(mode) && current === '' ? words.needCurrent : null) ??
    (asksPassphrase(wanted) ? newPassphraseObstacle(next, strength) : null)
  const act = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const status = await call('vault.setProtection', {
        current: asksPassphrase(mode) ? current : null,
        wanted: { mode: wanted, passphrase: asksPassphrase(wanted) ? next.first : null },
      })
      say(words.done)
      onClose()
      await takeVault(status)
      await queryClient.invalidateQueries({ queryKey: ['vault.health'] })
    } catch (error) {
      setProblem(problemOf(error))
      setBusy(false)
    }
  }
  const wrong = problem?.code === 'PASSPHRASE_WRONG' ? errorText(problem).title : null
  return (
    <form
      className="form protection-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (obstacle === null && !busy) void act()
      }}
    >
      {asksPassphrase(mode) && (
        <PasswordInput
          label={words.current}
          value={current}
          maxLength={1024}
          autoComplete="current-password"
          error={wrong}
          visibilityToggleButtonProps={{ 'aria-label': lockText.show }}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
      )}
      {asksPassphrase(wanted) && <NewPassphrase value={next} strength={strength} onChange={setNext} />}
      <p className="mid soft">{words.afterwards}</p>
      {problem !== null && wrong === null && <ProblemPanel problem={problem} what={words.failed} />}
      <FormFoot
        obstacle={obstacle}
        cancel={words.cancel}
        act={actOf(mode, wanted)}
        busy={busy}
        onCancel={onClose}
      />
    </form>
  )
}

function actOf(mode: VaultMode, wanted: VaultMode): string {
  if (mode === wanted) return words.changeDo
  if (!asksPassphrase(wanted)) return words.turnOff
  return asksPassphrase(mode) ? words.changeMode : words.turnOn
}
