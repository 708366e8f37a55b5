import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeyRow } from '../../../shared/model/key.ts'
import { problemOf } from '../data/call.ts'
import { useKeyChange } from '../data/key-change.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { rotationText as words } from '../words/rotation-text.ts'
import { periodOf } from './period.ts'

interface AutomaticDialogProps {
  readonly row: KeyRow
  readonly turn: 'on' | 'off'
  readonly onClose: () => void
}

/** Turns automatic rotation on with a period, or off. Says what it does to old files: nothing. */
export function AutomaticDialog({ row, turn, onClose }: AutomaticDialogProps) {
  const change = useKeyChange('manage.setAutomaticRotation')
  const [typed, setTyped] = useState(String(row.rotation?.periodDays ?? 365))
  const days = periodOf(typed)
  const { ref } = row
  const save = () => {
    if (turn === 'on' && days === null) return
    change.mutate({ ref, periodDays: turn === 'on' ? days : null }, { onSuccess: onClose })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={turn === 'on' ? words.turnOnTitle : words.turnOffTitle}
      size={440}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {turn === 'on' ? (
          <>
            <TextInput
              label={words.period}
              description={words.periodHint}
              inputMode="numeric"
              data-autofocus
              rightSection={<span className="mid dim">{words.days}</span>}
              rightSectionWidth={56}
              value={typed}
              error={days === null ? words.badPeriod : null}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <p className="mid soft">{words.what}</p>
          </>
        ) : (
          <p className="mid soft">{words.turnOffText}</p>
        )}
        {change.error !== null && <ProblemPanel problem={problemOf(change.error)} what={words.notChanged} />}
        <div className="form-foot">
          <Button variant="subtle" onClick={onClose}>
            {words.keep}
          </Button>
          <Button
            type="submit"
            variant="filled"
            disabled={change.isPending || (turn === 'on' && days === null)}
          >
            {turn === 'off'
              ? words.turnOff
              : row.rotation?.automatic === true
                ? words.saveDate
                : words.turnOn}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
