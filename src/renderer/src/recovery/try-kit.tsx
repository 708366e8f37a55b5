import { Modal } from '@mantine/core'
import type { KitEntry, RecoveryKit } from '../../../shared/model/recovery.ts'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { seconds } from '../format/times.ts'
import { recoveryText as words } from '../words/recovery-text.ts'
import { EntryForm } from './entry-form.tsx'
import { readRecovery } from './use-recovery.ts'

interface TryKitProps {
  readonly kit: RecoveryKit
  readonly opened: boolean
  readonly onClose: () => void
  /** Told in words how it went. */
  readonly onTried: (said: string) => void
}

/** The rehearsal: a sample file is opened with nothing but the kit. */
export function TryKit({ kit, opened, onClose, onTried }: TryKitProps) {
  const run = async (entry: KitEntry) => {
    const answer = await call('recovery.rehearse', entry)
    if (answer === null) return
    onTried(words.tried(seconds(answer.seconds)))
    say(words.worked)
    onClose()
    await readRecovery()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.tryTitle}
      size={520}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className="form">
        <p className="mid soft">{words.tryText}</p>
        <EntryForm
          passphrase={kit.form === 'passphrase' ? 'yes' : 'no'}
          act={words.tryDo}
          failed={words.notOpened}
          onBack={onClose}
          onEntry={run}
        />
      </div>
    </Modal>
  )
}
