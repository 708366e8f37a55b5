import { useState } from 'react'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { takeVault } from '../lock/lock-acts.ts'
import { NewPassphrase, newPassphraseObstacle, noPassphrase } from '../lock/new-passphrase.tsx'
import { useStrength } from '../lock/use-strength.ts'
import { healthText as words } from '../words/health-text.ts'
import { protectionText } from '../words/lock-text.ts'
import { CureDialog } from './cure-dialog.tsx'
import { CureForm } from './cure-form.tsx'

/** Where there is no keychain and no store: keys that a passphrase alone opens. */
export function SetUpPassphrase() {
  return (
    <CureDialog label={words.setUp} main title={words.setUpTitle}>
      {(close) => <SetUpForm onCancel={close} />}
    </CureDialog>
  )
}

function SetUpForm({ onCancel }: { readonly onCancel: () => void }) {
  const [value, setValue] = useState(noPassphrase)
  const strength = useStrength(value.first)
  const setUp = async () => {
    const status = await call('vault.setUp', { mode: 'passphrase', passphrase: value.first })
    say(words.setUpDone)
    onCancel()
    await takeVault(status)
  }
  return (
    <CureForm
      obstacle={newPassphraseObstacle(value, strength)}
      cancel={words.cancel}
      act={words.setUpDo}
      failed={words.notSetUp}
      onAct={setUp}
      onCancel={onCancel}
    >
      <p className="mid soft">
        {words.setUpText} {protectionText.malware}
      </p>
      <NewPassphrase
        label={words.passphrase}
        again={words.again}
        value={value}
        strength={strength}
        onChange={setValue}
      />
    </CureForm>
  )
}
