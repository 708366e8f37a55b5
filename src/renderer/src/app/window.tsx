import { Button } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useEffect } from 'react'
import { MfaDialog } from '../connections/mfa-dialog.tsx'
import { useNetworkReturn } from '../connections/network-return.ts'
import { SignInDialog } from '../connections/sign-in-dialog.tsx'
import { problemOf } from '../data/call.ts'
import { type Command, useCommand } from '../data/commands.ts'
import { useAppInfo, useSettings } from '../data/queries.ts'
import { chooseToDrop, takeFiles } from '../files/drop-act.ts'
import { openDetails } from '../files/details-state.ts'
import { inspected } from '../files/inspect-state.ts'
import { optionsOpen } from '../files/options-state.ts'
import { discardPlan } from '../files/plan-reading.ts'
import { planState } from '../files/plan-state.ts'
import { wantSearch } from '../keys/search-wanted.ts'
import { newKeyOpen } from '../keys/new-key-state.ts'
import { lockNow } from '../lock/lock-acts.ts'
import { LockScreen } from '../lock/lock-screen.tsx'
import { UseKitDialog } from '../recovery/use-kit-dialog.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { appText } from '../words/app-text.ts'
import { Announcer } from './announcer.tsx'
import { Content } from './content.tsx'
import { useWindowDrop } from './drop-watch.ts'
import { goTo, place } from './place.ts'
import { closeDialogs, isCovered, useLocked } from './locked.ts'
import { Starting } from './starting.tsx'
import { useShortcuts } from './shortcuts.ts'
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
