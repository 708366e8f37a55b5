import { Button, PasswordInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../data/call.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { countdown, lockText as words, wrongPassphrase } from '../words/lock-text.ts'
import { unlock } from './lock-acts.ts'
import type { LockedStatus } from './covered-by.ts'
import { useRetryWait } from './use-retry-wait.ts'

/** The way back in: a passphrase where one is asked, else one button. Nothing is asked of the keychain before it is pressed. */
export function UnlockForm({ status }: { readonly status: LockedStatus }) {
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const asks = status.mode !== 'keychain'
  const wait = useRetryWait(laterOf(status.retryAt, problem))
  const act = async () => {
    setBusy(true)
    setProblem(null)
    try {
      await unlock(asks ? passphrase : null)
    } catch (error) {
      setProblem(problemOf(error))
      setPassphrase('')
      // The button that was pressed could not be used meanwhile, and so lost the focus.
      field.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  const wrong = problem?.code === 'PASSPHRASE_WRONG'
  const inPlace = wrong || problem?.code === 'PASSPHRASE_WAIT'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && wait === 0 && (!asks || passphrase !== '')) void act()
      }}
    >
      {asks && (
        <PasswordInput
          ref={field}
          label={words.passphrase}
          value={passphrase}
          maxLength={1024}
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- The one thing to do here; the window has nothing else.
          autoFocus
          error={wrong && wait === 0 ? wrongPassphrase(status.wrongTries) : null}
          visibilityToggleButtonProps={{ 'aria-label': words.show }}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      )}
      <Button
        type="submit"
        variant="filled"
        size="lg"
        fullWidth
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- Without a passphrase this is the one thing to do here.
        autoFocus={!asks}
        disabled={busy || wait > 0}
      >
        {busy ? words.unlocking : words.unlock}
      </Button>
      {wait > 0 && <Waiting seconds={wait} />}
      <output className="vh" aria-live="polite">
        {wait > 0 ? words.waiting(roundly(wait)) : inPlace ? words.tryNow : ''}
      </output>
      {problem !== null && !inPlace && <ProblemPanel problem={problem} what={words.notUnlocked} />}
    </form>
  )
}

/** For the eye, each second; a screen reader hears it in rough steps. */
function Waiting({ seconds }: { readonly seconds: number }) {
  return (
    <p className="small lock-wait" aria-hidden>
      {words.waiting(countdown(seconds))}
    </p>
  )
}

/** The minute, or the half minute, that has not passed yet. */
const roundly = (seconds: number): string =>
  seconds > 60 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 30) * 30} s`

/** The error's own time counts where the status was not read again yet. */
function laterOf(retryAt: string | null, problem: Problem | null): string | null {
  const told = problem?.code === 'PASSPHRASE_WAIT' ? problem.facts['retryAt'] : undefined
  return retryAt ?? (typeof told === 'string' ? told : null)
}
