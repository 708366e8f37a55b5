import type { Settings } from '../../../shared/model/settings.ts'
import { ActivityPage } from '../activity/activity-page.tsx'
import { useConnections, useVault } from '../data/queries.ts'
import { FilesPage } from '../files/files-page.tsx'
import { planState } from '../files/plan-state.ts'
import { FirstRun } from '../first-run/first-run.tsx'
import { KeyDialogs } from '../key-depth/key-dialogs.tsx'
import { LeaveDialog } from '../key-depth/leave-dialog.tsx'
import { NewKeyWizard } from '../key-depth/new-key-wizard.tsx'
import { KeysPage } from '../keys/keys-page.tsx'
import { SessionBanner } from '../recovery/session-banner.tsx'
import { useRecovery } from '../recovery/use-recovery.ts'
import { CoveredFiles } from '../rotation/covered-files.tsx'
import { RotationPage } from '../rotation/rotation-page.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { place } from './place.ts'
import { Rail } from './rail.tsx'
import { Starting } from './starting.tsx'
import { TroublePanel } from './trouble-panel.tsx'

/** What is under the window's own: the first run until it is done or left, else the rail and a page. */
export function Content({ settings }: { readonly settings: Settings }) {
  const { page, firstRunSkipped } = place.use()
  const planned = planState.use().kind !== 'none'
  const status = useVault().data
  const connections = useConnections().data
  const recovery = useRecovery()
  if (!settings.firstRunDone && !firstRunSkipped && !planned) {
    if (status === undefined || connections === undefined || recovery.isPending) return <Starting />
    return <FirstRun status={status} connections={connections} settings={settings} recovery={recovery.data} />
  }
  return (
    <div className="shell">
      <Rail />
      <main className="main">
        <TroublePanel />
        {page === 'files' && <SessionBanner />}
        {page === 'files' && <FilesPage settings={settings} />}
        {page === 'keys' && <KeysPage />}
        {page === 'rotation' && <RotationPage />}
        {page === 'activity' && <ActivityPage />}
        {page === 'settings' && <SettingsPage settings={settings} />}
      </main>
      <NewKeyWizard />
      <KeyDialogs />
      <CoveredFiles />
      <LeaveDialog />
    </div>
  )
}
