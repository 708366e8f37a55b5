import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../../shared/model/problem.ts'
import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { takeVault } from '../lock/lock-acts.ts'
import { NewPassphrase, newPassphraseObstacle, noPassphrase } from '../lock/new-passphrase.tsx'
import { useStrength } from '../lock/use-strength.ts'
import { FormFoot } from '../ui/form-foot.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { healthText as words } from '../words/health-text.ts'
import { protectionText } from '../words/lock-text.ts'

/** Where there is no keychain and no store: keys that a passphrase alone opens. */
export function SetUpPassphrase() {
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button size="compact-sm" variant="filled" onClick={() => setOpened(true)}>
        {words.setUp}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={words.setUpTitle}
        size={480}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <SetUpForm onCancel={close} />
      </Modal>
    </>
  )
}

function SetUpForm({ onCancel }: { readonly onCancel: () => void }) {
  const [value, setValue] = useState(noPassphrase)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const strength = useStrength(value.first)
  const obstacle = newPassphraseObstacle(value, strength)
  const act = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const status = await call('vault.setUp', { mode: 'passphrase', passphrase: value.first })
      say(words.setUpDone)
      onCancel()
      await takeVault(status)
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
        // The first key's form may stand around the panel, and React takes events to it through the dialog.
        event.stopPropagation()
        if (obstacle === null && !busy) void act()
      }}
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
      {problem !== null && <ProblemPanel problem={problem} what={words.notSetUp} />}
      <FormFoot
        obstacle={obstacle}
        cancel={words.cancel}
        act={words.setUpDo}
        busy={busy}
        onCancel={onCancel}
      />
    </form>
  )
}
