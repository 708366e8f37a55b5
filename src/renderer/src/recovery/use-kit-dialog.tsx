import { Modal, UnstyledButton } from '@mantine/core'
import { IconArrowBackUp, IconChevronRight, IconFiles } from '@tabler/icons-react'
import { goTo, place } from '../app/place.ts'
import { call } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { revisePlan } from '../files/plan-actions.ts'
import type { KitEntry } from '../../../shared/model/recovery.ts'
import type { Icon } from '../ui/icon.ts'
import { FreshStep } from '../ui/fresh-step.tsx'
import { entryText, kitUseText as words } from '../words/recovery-text.ts'
import { EntryForm } from './entry-form.tsx'
import { kitFlow } from './kit-flow-state.ts'
import { RestoreBackup } from './restore-backup.tsx'
import { takeRecovery } from './use-recovery.ts'

const close = () => kitFlow.set(null)
/** Whoever has a kit in use is past the first steps for now. */
const done = () => {
  close()
  place.set({ ...place.get(), firstRunSkipped: true })
}
const back = () => kitFlow.set('choose')

/** "Use the recovery kit": open files with it alone, or bring the keys back from a backup. */
export function UseKitDialog() {
  const at = kitFlow.use()
  return (
    <Modal
      opened={at !== null}
      onClose={close}
      title={words.title}
      size={520}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {at === 'choose' && (
        <FreshStep label={words.text}>
          <Choose />
        </FreshStep>
      )}
      {at === 'files' && (
        <FreshStep label={words.openFiles}>
          <EntryForm
            passphrase="maybe"
            act={words.openDo}
            failed={words.notBegun}
            back={entryText.back}
            onBack={back}
            onEntry={begin}
          />
        </FreshStep>
      )}
      {at === 'restore' && <RestoreBackup onBack={back} onDone={done} />}
    </Modal>
  )
}

async function begin(entry: KitEntry): Promise<void> {
  const status = await call('recovery.beginSession', entry)
  if (status === null) return
  done()
  goTo('files')
  say(words.begun)
  takeRecovery(status)
  // A plan that waited for the kit can go on.
  await revisePlan()
}

function Choose() {
  return (
    <div className="form">
      <p className="mid soft">{words.text}</p>
      <Way
        icon={IconFiles}
        title={words.openFiles}
        text={words.openFilesText}
        onClick={() => kitFlow.set('files')}
      />
      <Way
        icon={IconArrowBackUp}
        title={words.restore}
        text={words.restoreText}
        onClick={() => kitFlow.set('restore')}
      />
    </div>
  )
}

interface WayProps {
  readonly icon: Icon
  readonly title: string
  readonly text: string
  readonly onClick: () => void
}

function Way({ icon: Glyph, title, text, onClick }: WayProps) {
  return (
    <UnstyledButton className="opt compact way" onClick={onClick}>
      <span className="tile">
        <Glyph size={18} stroke={1.6} aria-hidden />
      </span>
      <span className="grow">
        <span className="opt-t">{title}</span>
        <span className="small soft">{text}</span>
      </span>
      <IconChevronRight size={16} aria-hidden />
    </UnstyledButton>
  )
}
