import { Button, Loader } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { Settings } from '../../../shared/model/settings.ts'
import { ActivityPage } from '../activity/activity-page.tsx'
import { MfaDialog } from '../connections/mfa-dialog.tsx'
import { useNetworkReturn } from '../connections/network-return.ts'
import { SignInDialog } from '../connections/sign-in-dialog.tsx'
import { problemOf } from '../data/call.ts'
import { type Command, useCommand } from '../data/commands.ts'
import { useAppInfo, useConnections, useSettings, useVault } from '../data/queries.ts'
import { chooseToDrop, takeFiles } from '../files/drop-act.ts'
import { FilesPage } from '../files/files-page.tsx'
import { openDetails } from '../files/details-state.ts'
import { inspected } from '../files/inspect-state.ts'
import { optionsOpen } from '../files/options-state.ts'
import { discardPlan } from '../files/plan-reading.ts'
import { planState } from '../files/plan-state.ts'
import { FirstRun } from '../first-run/first-run.tsx'
import { KeyDialogs } from '../key-depth/key-dialogs.tsx'
import { LeaveDialog } from '../key-depth/leave-dialog.tsx'
import { NewKeyWizard } from '../key-depth/new-key-wizard.tsx'
import { KeysPage } from '../keys/keys-page.tsx'
import { wantSearch } from '../keys/search-wanted.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { lockNow } from '../lock/lock-acts.ts'
import { LockScreen } from '../lock/lock-screen.tsx'
import { SessionBanner } from '../recovery/session-banner.tsx'
import { UseKitDialog } from '../recovery/use-kit-dialog.tsx'
import { useRecovery } from '../recovery/use-recovery.ts'
import { CoveredFiles } from '../rotation/covered-files.tsx'
import { RotationPage } from '../rotation/rotation-page.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { appText } from '../words/app-text.ts'
import { Announcer } from './announcer.tsx'
import { useWindowDrop } from './drop-watch.ts'
import { goTo, place } from './place.ts'
import { Rail } from './rail.tsx'
import { closeDialogs, isCovered, useLocked } from './locked.ts'
import { useShortcuts } from './shortcuts.ts'
import { TroublePanel } from './trouble-panel.tsx'
import { Veil } from './veil.tsx'

/** The whole window: the host's banner, the first run or the pages, and the veil while files hang over it. */
export function Window() {
  const settings = useSettings()
  const locked = useLocked()
  const over = useWindowDrop((files, folder) => {
    if (locked === null) void takeDrop(files, folder)
  })
  useCommand(obey)
  useShortcuts(escape)
  useNetworkReturn()
  useEffect(() => {
    if (locked !== null) closeDialogs()
  }, [locked])
  const ready = settings.data !== undefined
  return (
    <div className="app">
      <HostBanner />
      <div className="under" inert={over !== null && locked === null}>
        {settings.data !== undefined && locked !== null && (
          <LockScreen key={locked.at} status={locked} settings={settings.data} />
        )}
        {settings.data !== undefined && locked === null && <Content settings={settings.data} />}
        {!ready && settings.error === null && <Starting />}
        {!ready && settings.error !== null && (
          <div className="reading">
            <ProblemPanel problem={problemOf(settings.error)} what={appText.notStarted}>
              <Button size="compact-sm" onClick={() => void settings.refetch()}>
                {appText.tryAgain}
              </Button>
            </ProblemPanel>
          </div>
        )}
      </div>
      {over !== null && ready && locked === null && <Veil files={over} />}
      {locked === null && <SignInDialog />}
      {locked === null && <MfaDialog />}
      <UseKitDialog />
      <Announcer />
    </div>
  )
}

/** The first run is over for now: a plan is what the person wants to see. */
async function takeDrop(files: readonly File[], folder: boolean): Promise<void> {
  goTo('files')
  await takeFiles(files, folder)
}

/** While the window is covered no command reaches what is behind. */
function obey(command: Command): void {
  if (isCovered()) return
  const acts: Readonly<Record<Command, () => void>> = {
    showFiles: () => goTo('files'),
    showRotation: () => goTo('rotation'),
    showKeys: () => goTo('keys'),
    showActivity: () => goTo('activity'),
    showSettings: () => goTo('settings'),
    lock: () => void lockNow(),
    chooseFiles: () => {
      goTo('files')
      void chooseToDrop('files')
    },
    chooseFolder: () => {
      goTo('files')
      void chooseToDrop('folder')
    },
    find: () => {
      wantSearch()
      goTo('keys')
    },
    newKey: () => newKeyOpen.set(true),
  }
  acts[command]()
}

/** Escape closes what is on top: a key's page, the options, then reading or the plan. Dialogs and lists take it for themselves. */
function escape(): void {
  if (isCovered()) return
  if (place.get().page === 'keys' && !isTyping()) goTo('keys')
  if (place.get().page !== 'files' || openDetails.get() !== null || inspected.get() !== null) return
  if (optionsOpen.get()) optionsOpen.set(false)
  else if (planState.get().kind !== 'none') void discardPlan()
}

/** A field takes Escape for itself: to leave what is typed there as it was. */
const isTyping = (): boolean => document.activeElement?.matches('input, textarea') === true

function HostBanner() {
  const host = useAppInfo().data?.host ?? null
  if (host === null) return null
  return (
    <header className="hostbar">
      <IconFlask size={14} stroke={2} aria-hidden />
      {appText.host(host)}
    </header>
  )
}

function Starting() {
  return (
    <output className="reading late">
      <Loader size={24} type="oval" aria-label={appText.starting} />
    </output>
  )
}

function Content({ settings }: { readonly settings: Settings }) {
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
