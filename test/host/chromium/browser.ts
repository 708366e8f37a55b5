import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { CdpConnection } from './connection.ts'
import { PageTargets } from './page-targets.ts'
import { chromiumPrograms, passedOn, quietSwitches } from './switches.ts'

export interface BrowserOptions {
  readonly profile: string
  readonly switches: ReadonlyMap<string, string>
}

/** A running Chromium: its DevTools connection, its pages, and whether it shows windows. */
export interface Browser {
  readonly connection: CdpConnection
  readonly targets: PageTargets
  readonly isHeadless: boolean
  /** Version number, as `156.0.8078.79`. */
  readonly version: string
  readonly pid: number
  /** Settles when the process has ended and its profile is gone. */
  readonly ended: Promise<void>
  /** Opens a window without tabs or address bar; its page shows the address that is returned. */
  openAppWindow(size: { width: number; height: number }): Promise<string>
}

/** Starts Chromium on the profile, headless where there is no display. Rejects where there is no Chromium. */
export async function startBrowser(options: BrowserOptions): Promise<Browser> {
  const program = findChromium()
  const isHeadless = !process.env['DISPLAY']
  const shared = [`--user-data-dir=${options.profile}`, ...quietSwitches]
  // Chromium refuses to run as root with its sandbox on. Only the host ever passes this.
  if (process.getuid?.() === 0) shared.push('--no-sandbox')
  const port = options.switches.get('remote-debugging-port')
  const args = [
    ...shared,
    ...passedOn(options.switches),
    '--remote-debugging-pipe',
    ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
    '--no-startup-window',
    ...(isHeadless ? ['--headless=new'] : []),
  ]
  const env = chromiumEnvironment(options.profile)
  const guard = join(import.meta.dirname, 'guard.sh')
  // Its own process group: a runner that kills ours must not kill the guard, which has a folder to remove.
  const child = spawn(guard, [options.profile, program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    env,
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const [, , log, output, input] = child.stdio as [null, null, Readable, Writable, Readable]
  forwardAddress(log)
  const connection = new CdpConnection(output, input)
  const { product } = await connection.browser.send('Browser.getVersion')
  const targets = new PageTargets(connection)
  await targets.start()
  // None granted means all refused: nothing asks, in a visible window either.
  await connection.browser.send('Browser.grantPermissions', { permissions: [] })
  return {
    connection,
    targets,
    isHeadless,
    version: product.split('/')[1] ?? '',
    pid: child.pid ?? 0,
    ended,
    openAppWindow: ({ width, height }) => {
      const address = `data:text/html,<title></title><!--${randomBytes(8).toString('hex')}-->`
      return handOver(program, [...shared, `--window-size=${width},${height}`, `--app=${address}`], env).then(
        () => address,
      )
    },
  }
}

// ELECTRON_HOST_CHROMIUM names one that is somewhere else.
function findChromium(): string {
  const named = process.env['ELECTRON_HOST_CHROMIUM']
  const program = (named === undefined ? chromiumPrograms : [named]).find((path) => existsSync(path))
  if (program === undefined) throw new Error('no Chromium is installed; on Debian: apt-get install chromium')
  return program
}

// Nothing of Chromium's lands in the person's home, and it never talks to a keyring or the session bus.
function chromiumEnvironment(profile: string): NodeJS.ProcessEnv {
  const home = process.env['HOME'] ?? ''
  return {
    ...process.env,
    HOME: profile,
    TMPDIR: profile,
    XDG_CONFIG_HOME: profile,
    XDG_CACHE_HOME: profile,
    XDG_DATA_HOME: profile,
    XAUTHORITY: process.env['XAUTHORITY'] ?? join(home, '.Xauthority'),
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  }
}

// Playwright waits for this line on the app's stderr; everything else Chromium says is about its own surroundings.
function forwardAddress(output: Readable): void {
  const isVerbose = Boolean(process.env['ELECTRON_HOST_LOG'])
  createInterface({ input: output }).on('line', (line) => {
    if (isVerbose || line.startsWith('DevTools listening on')) process.stderr.write(`${line}\n`)
  })
}

// A second start of the program hands its arguments to the running one and ends.
function handOver(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'ignore', env })
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
}
