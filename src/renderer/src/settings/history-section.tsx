import { Button, Switch } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../shared/model/settings.ts'
import { problemOf } from '../data/call.ts'
import { useClearHistory } from '../data/change.ts'
import { changeSettings } from '../data/change-settings.ts'
import { useHistory } from '../data/history.ts'
import { count } from '../format/bytes.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Fact } from '../ui/fact.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { LogSettings } from './log-settings.tsx'
import { historySettingsText as words, sectionNames } from '../words/settings-text.ts'

type Clearing = 'all' | 'paths'

/** What is remembered of files, and the ways to forget it. */
export function HistorySection({ settings }: { readonly settings: Settings }) {
  const [clearing, setClearing] = useState<Clearing | null>(null)
  const total = useHistory('').data?.pages[0]?.total ?? 0
  return (
    <>
      <h2>{sectionNames.history}</h2>
      <p className="mid soft set-p">{words.intro}</p>
      <div className="set-form">
        <Switch
          checked={settings.catalog}
          onChange={(event) => void changeSettings({ catalog: event.currentTarget.checked })}
          label={words.remember}
          description={words.rememberNote}
        />
        <Switch
          checked={settings.catalogPaths}
          disabled={!settings.catalog}
          onChange={(event) => void changeSettings({ catalogPaths: event.currentTarget.checked })}
          label={words.names}
          description={words.namesNote}
        />
        <dl className="facts">
          <Fact label={words.kept}>{total === 0 ? words.nothing : words.entries(count(total))}</Fact>
        </dl>
        <div className="row">
          <Button disabled={total === 0} onClick={() => setClearing('paths')}>
            {words.forget}
          </Button>
          <Button disabled={total === 0} className="danger" onClick={() => setClearing('all')}>
            {words.clear}
          </Button>
        </div>
      </div>
      <LogSettings settings={settings} />
      <ClearDialog what={clearing} onClose={() => setClearing(null)} />
    </>
  )
}

function ClearDialog({ what, onClose }: { readonly what: Clearing | null; readonly onClose: () => void }) {
  const clear = useClearHistory()
  const paths = what === 'paths'
  return (
    <ConfirmDialog
      opened={what !== null}
      title={paths ? words.forgetTitle : words.clearTitle}
      keep={words.keep}
      act={paths ? words.forgetDo : words.clearDo}
      busy={clear.isPending}
      onClose={onClose}
      onAct={() => {
        if (what !== null) clear.mutate(what, { onSuccess: onClose })
      }}
    >
      <p className="mid soft">{paths ? words.forgetText : words.clearText}</p>
      {clear.error !== null && <ProblemPanel problem={problemOf(clear.error)} what={words.notCleared} />}
    </ConfirmDialog>
  )
}
