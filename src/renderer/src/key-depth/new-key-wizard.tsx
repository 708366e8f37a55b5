import { Button } from '@mantine/core'
import { goToSettings } from '../app/place.ts'
import { useConnections } from '../data/queries.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { newKeyText } from '../words/keys-text.ts'
import { whereText, wizardText } from '../words/wizard-text.ts'
import { KeyDialog } from './key-dialog.tsx'
import { LocalKeyForm } from './wizard/local-key-form.tsx'
import { Wizard } from './wizard/wizard.tsx'

/** Makes a key, on this computer or in AWS. Opens by `newKeyOpen`; without a connection there is one place only. */
export function NewKeyWizard() {
  const opened = newKeyOpen.use()
  const connections = useConnections().data ?? []
  const only = connections.length === 0
  return (
    <KeyDialog
      opened={opened}
      onClose={close}
      title={only ? newKeyText.title : wizardText.title}
      size={only ? 480 : 620}
    >
      {only ? <OnlyHere /> : <Wizard connections={connections} onDone={close} />}
    </KeyDialog>
  )
}

function OnlyHere() {
  const connect = () => {
    close()
    goToSettings('connections')
  }
  return (
    <div className="form">
      <LocalKeyForm onDone={close} onBack={null} />
      <p className="small dim or-aws">
        {whereText.orAws}{' '}
        <Button size="compact-xs" variant="subtle" className="link" onClick={connect}>
          {whereText.connect}
        </Button>
      </p>
    </div>
  )
}

const close = () => newKeyOpen.set(false)
