import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { say } from '../../data/notice.ts'
import { Banner } from '../../ui/banner.tsx'
import { FormFoot } from '../../ui/form-foot.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { deletionText as words } from '../../words/deletion-text.ts'
import { keyName } from '../../words/key-row-words.ts'
import { partText } from '../../words/part-text.ts'
import type { KeyDialogProps } from '../key-dialog-props.ts'
import { ConfirmName } from './confirm-name.tsx'
import { DisableInstead } from './disable-instead.tsx'
import { deletionDays, isWait, namesKey } from './deletion-state.ts'
import { DependentFacts } from './dependent-facts.tsx'
import { WaitField } from './wait-field.tsx'

/** What deleting does, what depends on the key, how long AWS waits, and the name typed to confirm. */
export function DeletionForm({ row, onClose }: Omit<KeyDialogProps, 'opened'>) {
  const [days, setDays] = useState<number>(deletionDays.usual)
  const [typed, setTyped] = useState('')
  const schedule = useKeyChange('manage.scheduleDeletion')
  const { ref } = row
  const obstacle = !isWait(days) ? words.daysFault : namesKey(typed, row) ? null : words.typeFirst
  const act = () => {
    if (obstacle !== null || schedule.isPending) return
    schedule.mutate(
      { ref, days, typed: typed.trim() },
      {
        onSuccess: () => {
          say(words.done(keyName(row)))
          onClose()
        },
      },
    )
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        act()
      }}
    >
      <Banner tone="red" icon={IconAlertTriangle} title={words.what}>
        {ref.service === 'local' ? words.whatNowHere : words.whatNow}
        {row.multiRegionRole === 'PRIMARY' && ` ${words.replicas}`}
        {row.multiRegionRole === 'REPLICA' && ` ${words.replica}`}
      </Banner>
      <DependentFacts row={row} onLeave={onClose} />
      <DisableInstead row={row} onDone={onClose} />
      <WaitField
        days={days}
        hint={ref.service === 'local' ? words.daysHintHere : words.daysHint}
        onChange={setDays}
      />
      <ConfirmName row={row} value={typed} onChange={setTyped} />
      {schedule.error !== null && <ProblemPanel problem={problemOf(schedule.error)} what={words.failed} />}
      <FormFoot
        obstacle={obstacle}
        cancel={partText.cancel}
        act={words.act}
        busy={schedule.isPending}
        danger
        onCancel={onClose}
      />
    </form>
  )
}
