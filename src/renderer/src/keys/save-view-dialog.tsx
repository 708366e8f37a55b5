import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { KeysView, Settings } from '../../../shared/model/settings.ts'
import { changeSettings } from '../data/change-settings.ts'
import { say } from '../data/notice.ts'
import { keysViewText as words } from '../words/keys-text.ts'
import { mostSavedViews, withSavedView } from './keys-view.ts'

interface SaveViewDialogProps {
  readonly opened: boolean
  readonly view: KeysView
  readonly saved: Settings['savedKeysViews']
  readonly onClose: () => void
}

/** Asks for the name under which a view is kept. */
export function SaveViewDialog({ opened, onClose, ...form }: SaveViewDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.saveTitle}
      size={400}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <SaveViewForm {...form} onClose={onClose} />
    </Modal>
  )
}

function SaveViewForm({ view, saved, onClose }: Omit<SaveViewDialogProps, 'opened'>) {
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  const replaces = saved.some((each) => each.name === name)
  const full = saved.length >= mostSavedViews && !replaces
  const save = async () => {
    await changeSettings({ savedKeysViews: [...withSavedView(saved, name, view)] })
    say(words.saved(name))
    onClose()
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name !== '' && !full) void save()
      }}
    >
      <TextInput
        label={words.saveName}
        description={replaces ? words.replaces : words.saveHint}
        inputWrapperOrder={['label', 'input', 'description']}
        value={typed}
        maxLength={64}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className="form-foot">
        {full && <span className="mid dim">{words.tooMany}</span>}
        <Button variant="subtle" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button type="submit" variant="filled" disabled={name === '' || full}>
          {words.saveAct}
        </Button>
      </div>
    </form>
  )
}
