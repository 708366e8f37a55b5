import './thread-pool-size.ts'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { noteConnectionActivity } from './activity/connection-activity.ts'
import { announceChanges } from './ipc/announce-changes.ts'
import { registerCalls } from './ipc/call-router.ts'
import { EventBroadcaster } from './ipc/event-broadcaster.ts'
import { appHandlers } from './ipc/handlers/app-handlers.ts'
import { connectionHandlers } from './ipc/handlers/connection-handlers.ts'
import { fileHandlers } from './ipc/handlers/file-handlers.ts'
import { historyHandlers } from './ipc/handlers/history-handlers.ts'
import { inspectHandlers } from './ipc/handlers/inspect-handlers.ts'
import { keyHandlers } from './ipc/handlers/key-handlers.ts'
import { sendToPage } from './ipc/send-to-page.ts'
import { isOurPage } from './ipc/sender-check.ts'
import { createServices, type Services } from './services.ts'
import { createPageHandler, pageSchemePrivileges } from './shell/app-protocol.ts'
import { openAppWindow, type AppWindow } from './shell/app-window.ts'
import { pathChooser, type PathChooser } from './shell/choose-paths.ts'
import { openExternalLink, openSignInPage } from './shell/external-links.ts'
import { endOnUnexpectedError, pageLostText } from './shell/fatal-errors.ts'
import { hardenApp, hardenSession } from './shell/hardening.ts'
import { hostLabel, keychainService } from './shell/host-switch.ts'
import { jsonFile } from './shell/json-file.ts'
import { keystoreSpawner } from './shell/keystore-spawner.ts'
import { forbiddenLaunchSwitch } from './shell/launch-guard.ts'
import { formatPage, menuTemplate } from './shell/menu-template.ts'
import { pageOrigin, pageScheme } from './shell/page-address.ts'
import { readPageManifest } from './shell/page-manifest.ts'
import { createQuitGuard, type QuitGuard } from './shell/quit-guard.ts'
import { reveal } from './shell/reveal.ts'
import { sampleFile } from './shell/sample-file.ts'
import { sessionSignals } from './shell/session-signals.ts'
import { showTaskbarProgress } from './shell/taskbar-progress.ts'
import { applyColorScheme, windowBackground } from './shell/theme.ts'
import { trash } from './shell/trash.ts'
import { windowSize } from './shell/window-size.ts'

// The composition root: what is made of Electron's parts and ours, and in which order.

/** The window once it is there: what is made before it asks for it when it is needed. */
interface OpenedWindow {
  window?: AppWindow
}

/** The folder of the built main process, out/main. */
const here = import.meta.dirname
const { isPackaged } = app
const host = hostLabel(app, process.argv)

const report = (line: string): void => {
  process.stderr.write(`keyhold: ${line}\n`)
}
const endApp = endOnUnexpectedError({
  process,
  showErrorBox: (title, content) => dialog.showErrorBox(title, content),
  exit: (code) => app.exit(code),
})
const forbidden = isPackaged ? forbiddenLaunchSwitch(process.argv, process.platform) : undefined

if (forbidden !== undefined) {
  report(`not started: --${forbidden} is not allowed`)
  app.exit(1)
} else if (!app.requestSingleInstanceLock()) {
  app.quit()
} else {
  hardenApp(app)
  protocol.registerSchemesAsPrivileged([pageSchemePrivileges])
  app.whenReady().then(start).catch(endApp)
}

async function start(): Promise<void> {
  hardenSession(session.defaultSession, { devTools: !isPackaged })
  const page = join(here, '../renderer')
  const opened: OpenedWindow = {}
  const choose = pathChooser(dialog, () => opened.window?.current())
  protocol.handle(pageScheme, createPageHandler({ root: page, names: readPageManifest(page) }))
  const services = await createServices({
    profile: app.getPath('userData'),
    appFolder: app.getAppPath(),
    homeFolder: homedir(),
    environment: process.env,
    spawnKeystore: keystoreSpawner(utilityProcess, join(here, 'keystore.js')),
    keychainService: keychainService(host),
    workerUrl: pathToFileURL(join(here, 'engine-worker.js')),
    trash: trash(shell),
    openSignInPage: (address) => openSignInPage(shell, address),
    session: sessionSignals(powerMonitor, process.platform),
    catalogWorkerUrl: pathToFileURL(join(here, 'catalog-worker.js')),
    choose,
  })
  await showPage(services, choose, opened)
}

async function showPage(services: Services, choose: PathChooser, opened: OpenedWindow): Promise<void> {
  const { settings } = services
  const window = () => opened.window?.current()
  const events = new EventBroadcaster({
    send: (event) => sendToPage(window()?.webContents, event),
    report,
    setTimer: setTimeout,
  })
  announceChanges(services, (event) => events.broadcast(event))
  settings.onChange(({ colorScheme }) => applyColorScheme(nativeTheme, colorScheme))
  applyColorScheme(nativeTheme, settings.get().colorScheme)
  answerCalls(services, events, { choose, window })
  showTaskbarProgress(services.jobs, window)
  setMenu(events)
  opened.window = await openAppWindow({
    BrowserWindow,
    app,
    isPackaged,
    quitGuard: guardQuitting(services, async () => opened.window?.rememberSize()),
    preload: join(here, '../preload/index.cjs'),
    background: windowBackground(nativeTheme),
    onPageLost: () => endApp(undefined, pageLostText),
    sizeFile: jsonFile({
      path: join(app.getPath('userData'), 'window.json'),
      schema: windowSize,
      now: () => new Date(),
    }),
  })
}

function guardQuitting({ jobs, shutDown }: Services, rememberSize: () => Promise<void>): QuitGuard {
  const guard = createQuitGuard({
    isWorking: () => jobs.snapshot().batches.some(({ state }) => state !== 'finished'),
    dialog,
    shutDown: async () => {
      await rememberSize()
      await shutDown()
    },
    quit: () => app.quit(),
  })
  app.on('before-quit', guard)
  app.on('window-all-closed', () => app.quit())
  return guard
}

function answerCalls(
  services: Services,
  events: EventBroadcaster,
  { choose, window }: { readonly choose: PathChooser; readonly window: () => BrowserWindow | undefined },
): void {
  const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
  const { jobs, history, coverage, inspect, settings } = services
  registerCalls(ipcMain, {
    homeFolder: homedir(),
    report,
    isOurPage: (event) => isOurPage(event, { page: window()?.webContents, origin: pageOrigin }),
    handlers: {
      ...appHandlers({
        info: { version: app.getVersion(), platform, host },
        copyText: (text) => clipboard.writeText(text),
        settings,
      }),
      ...noteConnectionActivity(services.activityNotes.note, connectionHandlers(services)),
      ...keyHandlers({ ...services, keysChanged: () => events.broadcast({ type: 'keys' }) }),
      ...fileHandlers({
        jobs,
        history,
        coverage,
        choose,
        sampleFile: () => sampleFile(app.getPath('documents')),
        reveal: (choice) => reveal(shell, ({ jobId, which }) => jobs.revealTarget(jobId, which), choice),
      }),
      ...inspectHandlers({ inspect, jobs, history, choose }),
      ...services.keyPages,
      ...services.vault,
      ...services.recovery.handlers,
      ...services.people,
      ...services.activity,
      ...services.rotation,
      ...historyHandlers({ history, reveal: (path) => reveal(shell, (known) => known, path) }),
    },
  })
}

function setMenu(events: EventBroadcaster): void {
  const template = menuTemplate({
    platform: process.platform,
    isPackaged,
    actions: {
      command: (command) => events.broadcast({ type: 'command', command }),
      openFormatPage: () => void openExternalLink(shell, formatPage).catch(() => undefined),
    },
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
