import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { changeSettings } from '../data/change-settings.ts'
import { rotationText as words } from '../words/rotation-text.ts'

const most = 3650

/** The age at which a key's material counts as overdue, as the person sets it. Saved when it is left or Enter is pressed. */
export function PolicyField({ days }: { readonly days: number }) {
  const [typed, setTyped] = useState<string | null>(null)
  const value = Number(typed ?? days)
  const bad = typed !== null && !(Number.isInteger(value) && value >= 1 && value <= most)
  const save = () => {
    if (typed !== null && !bad && value !== days) void changeSettings({ rotationPolicyDays: value })
    if (!bad) setTyped(null)
  }
  return (
    <form
      className="row policy-days"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextInput
        size="xs"
        label={words.policy}
        inputMode="numeric"
        value={typed ?? String(days)}
        error={bad ? words.badPolicy : null}
        rightSection={<span className="small dim">{words.days}</span>}
        rightSectionWidth={44}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
      />
    </form>
  )
}
