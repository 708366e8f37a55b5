import { Button } from '@mantine/core'
import { IconAlertTriangle, IconLink, IconRefresh, IconShieldCheckFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { problemOf } from '../data/call.ts'
import { useActivityCheck, useBeginActivity } from '../data/activity.ts'
import { Banner } from '../ui/banner.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { useNow } from '../ui/use-now.ts'
import { activityText as words, checkWords } from '../words/activity-text.ts'

const tones = { whole: 'green', unvouched: 'amber', broken: 'red', cut: 'red' } as const
const icons = {
  whole: IconShieldCheckFilled,
  unvouched: IconLink,
  broken: IconAlertTriangle,
  cut: IconAlertTriangle,
} as const

/** How the log stands: green only where every entry fits and the store's key vouches for its end. */
export function ActivityBanner() {
  const check = useActivityCheck()
  const now = useNow()
  const [asks, setAsks] = useState(false)
  if (check.error !== null) return <ProblemPanel problem={problemOf(check.error)} what={words.notVerified} />
  const again = (
    <Button
      leftSection={<IconRefresh size={16} stroke={1.75} aria-hidden />}
      disabled={check.isFetching}
      onClick={() => void check.refetch()}
    >
      {words.verify}
    </Button>
  )
  if (check.data === undefined) return <Banner icon={IconLink} title={words.verifying} actions={again} />
  const { standing } = check.data
  const { title, text } = checkWords(check.data, now)
  const isRed = standing === 'broken' || standing === 'cut'
  return (
    <div className="act-banner">
      <Banner
        tone={tones[standing]}
        icon={icons[standing]}
        title={title}
        alert={isRed}
        actions={
          <>
            {isRed && <Button onClick={() => setAsks(true)}>{words.newLog}</Button>}
            {again}
          </>
        }
      >
        {text}
      </Banner>
      <NewLogDialog opened={asks} onClose={() => setAsks(false)} />
    </div>
  )
}

function NewLogDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const begin = useBeginActivity()
  return (
    <ConfirmDialog
      opened={opened}
      title={words.newLogTitle}
      keep={words.newLogKeep}
      act={words.newLogDo}
      busy={begin.isPending}
      onClose={onClose}
      onAct={() => begin.mutate(undefined, { onSuccess: onClose })}
    >
      <p className="mid soft">{words.newLogText}</p>
      {begin.error !== null && <ProblemPanel problem={problemOf(begin.error)} what={words.notBegun} />}
    </ConfirmDialog>
  )
}
