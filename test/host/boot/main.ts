import { readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startBrowser } from '../chromium/browser.ts'
import { makeProfile, removeStaleProfiles } from '../chromium/profile.ts'
import { app } from '../electron/app.ts'
import { runtime, type AppPackage } from '../electron/runtime.ts'
import { defaultSession } from '../electron/session.ts'
import { appArgument, readLaunchArguments } from './launch-arguments.ts'
import { standForElectron } from './stand-for-electron.ts'

const executable = join(import.meta.dirname, '../dist/electron')
const args = process.argv.slice(2)
const require = createRequire(import.meta.url)
const { version } = require('electron/package.json') as { version: string }

if (args.includes('--version')) {
  console.log(`v${version}`)
  process.exit(0)
}

function beElectron(): void {
  process.argv = [executable, ...args]
  Object.defineProperty(process.versions, 'electron', { value: version, enumerable: true })
  Object.defineProperty(process, 'type', { value: 'browser' })
  Object.defineProperty(process, 'defaultApp', { value: true })
  Object.defineProperty(process, 'resourcesPath', { value: join(import.meta.dirname, '../../../resources') })
  standForElectron(join(import.meta.dirname, '../electron/index.ts'))
}

// A runner that dies closes the pipe it keeps to us; nothing else tells us. Without a runner nobody minds the pipe.
function endWithRunner(): void {
  const descriptor = process.env['ELECTRON_HOST_RUNNER']
  delete process.env['ELECTRON_HOST_RUNNER']
  if (descriptor === undefined || !runtime.switches.has('remote-debugging-port')) return
  const pipe = new Socket({ fd: Number(descriptor), readable: true, writable: false })
  pipe.on('close', () => app.exit(0)).on('error', () => undefined)
  pipe.resume().unref()
}

function findApp(): string {
  const path = resolve(appArgument(process.argv.slice(1)) ?? '.')
  if (!statSync(path).isDirectory()) return path
  runtime.appPath = path
  runtime.package = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as AppPackage
  return resolve(path, runtime.package.main ?? 'index.js')
}

async function loadApp(entry: string): Promise<void> {
  try {
    await import(pathToFileURL(entry).href)
  } catch (error) {
    console.error('App threw an error during load')
    console.error(error)
    app.exit(1)
  }
}

async function start(): Promise<void> {
  beElectron()
  const { preloads, switches } = readLaunchArguments(args)
  for (const [name, value] of switches) runtime.switches.set(name, value)
  runtime.executable = executable
  runtime.profile = makeProfile()
  endWithRunner()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => app.quit())
  for (const module of preloads) require(resolve(module))
  // Chromium needs half a second: it starts while the app's code loads.
  startBrowser({ profile: runtime.profile, switches: runtime.switches }).then(
    runtime.browserStarted,
    (error: unknown) => {
      // Chromium's guard removes the profile, where there is one.
      rmSync(runtime.profile, { recursive: true, force: true })
      runtime.browserFailed(error)
    },
  )
  await loadApp(findApp())
  if (runtime.isQuitting) return
  const browser = await runtime.browser
  Object.defineProperty(process.versions, 'chrome', { value: browser.version, enumerable: true })
  app.emit('session-created', defaultSession)
  app.becomeReady()
  removeStaleProfiles()
  await browser.connection.closed
  if (!runtime.isQuitting) throw new Error('Chromium ended')
}

start().catch((error: unknown) => {
  if (runtime.isQuitting) return
  console.error('test host:', error)
  process.exit(1)
})
